"""Taking a bundle of evidence away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of
from extramile.web.evidence import actions, forms, queries, store
from extramile.web.evidence import presenters as words
from extramile.web.evidence.doing import done
from extramile.web.evidence.views.reading import attachment, damaged
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room(Permission.TAKE_BUNDLE)
def bundles(request: HttpRequest, scope) -> HttpResponse:
    """Ask for a bundle; those that were made for this person."""
    form = forms.BundleForm(request.POST if request.method == "POST" else None)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if not errors:
            job, problem = done(actions.ask_for_bundle, scope=scope, **form.given())
            if job is not None:
                return redirect("jobs:job", job_id=job.pk)
            errors = [("id_what", problem)]
    context = {
        "here": "evidence",
        "scope": scope,
        "form": form,
        "errors": errors,
        "rows": [words.bundle_row(scope.name, each) for each in queries.bundles(scope)],
    }
    return render(request, "evidence/bundles.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.TAKE_BUNDLE)
def bundle(request: HttpRequest, scope, bundle_id: int) -> HttpResponse:
    """A bundle, for the person for whom it was made. Sent for, not linked: taking it stands in the trail."""
    found = queries.bundle(scope, bundle_id)
    if found is None:
        advice = "It was made for somebody else, its week is over, or your roles have changed. Make a new one."
        return render(
            request, "design/error.html", {"heading": "This bundle is not here", "advice": advice}, status=404
        )
    try:
        data = actions.taken_bundle(scope=scope, bundle=found)
    except store.DamagedError as error:
        return damaged(request, error)
    return attachment(data, words.bundle_name(scope.name, found), "application/zip")
