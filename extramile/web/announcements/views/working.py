"""The list of announcements, one of them, its preview, checks and history."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from extramile.web.announcements import documents
from extramile.web.announcements.actions import writing
from extramile.web.announcements.forms import NewForm, TimeForm
from extramile.web.announcements.presenters import facts as fact_words
from extramile.web.announcements.presenters import working as words
from extramile.web.announcements.queries import announcements as queries
from extramile.web.announcements.queries import facts as fact_queries
from extramile.web.announcements.queries.checks import checks
from extramile.web.announcements.views.within import announcement_or_404, around, page_of
from extramile.web.design.errors import errors_of
from extramile.web.evidence.doing import done
from extramile.web.inspections import embargo
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room(Permission.SEE_ANNOUNCEMENTS)
def announcements(request: HttpRequest, scope) -> HttpResponse:
    """Every announcement that this person may see."""
    rows = queries.announcements(scope)
    for each in rows:
        for inspection in queries.told_of(each):
            embargo.opened(scope, inspection, "announcement", each.pk, f"Announcement {each.pk}")
    context = {
        "here": "tell",
        "scope": scope,
        "rows": [words.row(each) for each in rows],
        "writes": scope.can(Permission.WRITE_ANNOUNCEMENTS),
        "publishes": scope.can(Permission.PUBLISH),
        "protects": scope.can(Permission.PROTECT_PEOPLE),
        "under_embargo": any(map(queries.under_embargo, rows)),
    }
    return render(request, "announcements/announcements.html", context)


@room(Permission.WRITE_ANNOUNCEMENTS)
def new(request: HttpRequest, scope) -> HttpResponse:
    """Begin an announcement."""
    form = NewForm(request.POST or None, scope=scope)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            found, problem = done(writing.begin, scope=scope, **form.values())
            if not problem:
                return redirect("announcements:write", slug=scope.name, announcement_id=found.pk)
            errors = [("id_headline", problem)]
    context = {"here": "tell", "scope": scope, "form": form, "choices": form.fields["of"].choices, "errors": errors}
    return render(request, "announcements/new.html", context, status=422 if errors else 200)


@room(Permission.SEE_ANNOUNCEMENTS)
def page(request: HttpRequest, scope, announcement_id: int) -> HttpResponse:
    """Where an announcement stands, and what can be done with it."""
    found = announcement_or_404(scope, announcement_id)
    return where_it_stands(request, scope, found, TimeForm(), [])


def where_it_stands(request: HttpRequest, scope, found, form: TimeForm, errors: list[tuple[str, str]]) -> HttpResponse:
    """Return the page of where an announcement stands."""
    known = fact_queries.facts(found, scope)
    asked = checks(found, scope, known)
    passes = all(each.passes for each in asked)
    public = queries.was_public(found)
    steps = words.steps_open(scope, found, passes=passes)
    # A step that is not offered any more has no field: its error leads to where the announcement stands.
    fields = {f"id_{each['id']}" for each in steps}
    fields |= {"id_day", "id_hour"} if "id_schedule" in fields else set()
    errors = [(field if field in fields else "steps", problem) for field, problem in errors]
    protectable = words.protectable(found, queries.standing(found), queries.pictures(found)) if public else []
    context = {
        **around(scope, found, "page"),
        "steps": steps,
        "checked": words.checked(scope, found, asked),
        "passes": passes,
        "quoted": [words.quoted(each) for each in queries.standing(found)],
        "protectable": protectable,
        "named": words.named(found, dict(protectable)),
        # What everybody reads is frozen; what the records say today may be another.
        "differences": fact_words.differences(found.facts, known) if public and found.facts else [],
        "left": found.left_facts == known,
        "form": form,
        "errors": errors,
    }
    return render(request, "announcements/page.html", context, status=422 if errors else 200)


@room(Permission.SEE_ANNOUNCEMENTS)
def preview(request: HttpRequest, scope, announcement_id: int) -> HttpResponse:
    """Exactly the page that everybody will read."""
    found = announcement_or_404(scope, announcement_id)
    context = {**around(scope, found, "preview"), "page": page_of(scope, found), "partnership": scope.partnership}
    return render(request, "announcements/preview.html", context)


@room(Permission.SEE_ANNOUNCEMENTS)
def check_page(request: HttpRequest, scope, announcement_id: int) -> HttpResponse:
    """What stands in the way of publication."""
    found = announcement_or_404(scope, announcement_id)
    asked = checks(found, scope)
    context = {
        **around(scope, found, "checks"),
        "checked": words.checked(scope, found, asked),
        "passes": all(each.passes for each in asked),
    }
    return render(request, "announcements/checks.html", context)


@room(Permission.SEE_ANNOUNCEMENTS)
def history(request: HttpRequest, scope, announcement_id: int) -> HttpResponse:
    """Every text that was saved, with what changed, and every step."""
    found = announcement_or_404(scope, announcement_id)
    context = {
        **around(scope, found, "history"),
        "texts": words.history(queries.texts(found), queries.unsaid_until(scope, found)),
        "taken_out": words.taken_out(queries.taken_out(scope, found)),
        "steps": words.steps(queries.steps(found), protects=scope.can(Permission.PROTECT_PEOPLE)),
    }
    return render(request, "announcements/history.html", context)


@room(Permission.WRITE_ANNOUNCEMENTS)
def easy_read(request: HttpRequest, scope, announcement_id: int) -> HttpResponse:
    """A draft with which a person begins an easy-read version."""
    found = announcement_or_404(scope, announcement_id)
    context = {**around(scope, found, "easy-read"), "parts": words.easy(found)}
    return render(request, "announcements/easy_read.html", context)


@room(Permission.SEE_ANNOUNCEMENTS)
def take(request: HttpRequest, scope, announcement_id: int, form: str) -> HttpResponse:
    """The announcement as a file for the press office."""
    found = announcement_or_404(scope, announcement_id)
    if form not in documents.FORMS:
        raise Http404
    content, media_type = documents.rendered(found, page_of(scope, found), form)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="announcement-{found.pk}.{form}"'
    return response
