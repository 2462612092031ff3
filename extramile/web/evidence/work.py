"""Jobs of the evidence room."""

from django.urls import reverse

from extramile.core.vocabulary import InputError
from extramile.web.evidence import bundling
from extramile.web.evidence.actions import clear_bundles, finish_bundle
from extramile.web.evidence.models import Bundle
from extramile.web.jobs.work import Running, work
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import scope_of


@work("evidence.bundle", room=("evidence:items", "Evidence"))
def bundle(running: Running, bundle_id: int) -> str:
    """Make a bundle of what the person who asked may see now, which may be less than when they asked."""
    clear_bundles()
    asked = Bundle.objects.select_related("partnership", "made_by").get(pk=bundle_id)
    scope = scope_of(asked.made_by, asked.partnership.slug)
    if scope is None or not scope.can(Permission.TAKE_BUNDLE):
        raise InputError("You may no longer take a bundle of evidence away.", next_step="Ask a lead.")
    made = bundling.make(scope, asked, lambda count, total: running.progress(count, total, "Putting evidence in"))
    result = reverse("evidence:bundles", args=[scope.name])
    with running.commit(result):
        finish_bundle(scope=scope, bundle=asked, data=made.data, items=made.items, needs=made.needs)
    return result
