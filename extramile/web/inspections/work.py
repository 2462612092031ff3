"""Jobs of this app: the whole pack of the first day as one file."""

from django.urls import reverse

from extramile.web.inspections.letter_documents import packed
from extramile.web.inspections.models import BuiltPack
from extramile.web.inspections.queries.letters import outlived_packs
from extramile.web.inspections.queries.people import may_see_names
from extramile.web.jobs.work import Running, work
from extramile.web.partnerships.queries import scope_of


@work("inspections.build_pack", room=("inspections:inspections", "Inspect"))
def build_pack(running: Running, built_id: int) -> str:
    """Build the pack for the person who asked for it, as they may see it now."""
    built = BuiltPack.objects.select_related("inspection__partnership", "person").get(pk=built_id)
    scope = scope_of(built.person, built.inspection.partnership.slug)
    if scope is None or not may_see_names(scope, built.inspection):
        return ""
    content = packed(scope, built.inspection, running.progress)
    address = reverse("inspections:built-pack", args=[scope.name, built.inspection_id, built.pk])
    with running.commit(address):
        built.content = content
        built.save(update_fields=["content"])
    return address


@work("inspections.forget_packs", each_day="Forgetting packs of the first day that were taken away")
def forget_packs(running: Running) -> str:
    """Forget packs a day after they were built, also where nobody has another one built."""
    with running.commit():
        outlived_packs().delete()
    return ""
