"""The roster of a session: what people answered, and afterwards who came."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.inspections.queries.people import may_see_names
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.timetable import roster_forms as given
from extramile.web.timetable.actions import rosters as actions
from extramile.web.timetable.presenters import rosters as words
from extramile.web.timetable.queries import rosters as queries


def _session_or_404(found, session_id: int) -> Any:
    session = queries.rostered(found, session_id)
    if session is None:
        raise Http404
    return session


def _page(scope, found, session) -> dict[str, Any]:
    context = around(scope, found)
    names = may_see_names(scope, found)
    return {
        **context,
        "session": words.heading(session),
        "sums": words.sums(session),
        "people": [words.person_row(each, context["pack"]) for each in session.goings.all()] if names else [],
        "lines": [words.line_row(each) for each in session.roster.all()],
        "grouped": [] if names else words.by_organisation(session),
        "names": names,
        "may_edit": scope.can(Permission.EDIT_TIMETABLE) and not found.ended_at and not session.called_off_at,
        "errors": [],
        "meanwhile": set(),
        "sent": {},
    }


def _after_refusal(request: HttpRequest, page: dict[str, Any], name: str) -> None:
    """Keep what was entered, and mark the rows that somebody else changed while this page was open."""
    for row in page["people"] if name in {"answer", "came"} else page["lines"]:
        was, stands = request.POST.get(f"was-{name}-{row.id}"), str(getattr(row, name))
        if was is not None and was != stands:
            page["meanwhile"].add(f"{name}-{row.id}")
    page["sent"] = {
        field: value
        for field, value in request.POST.items()
        if field not in page["meanwhile"] and not field.startswith("was-")
    }


@room()
def roster(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """Who is invited, what they answered; those who make the timetable enter it here."""
    found = inspection_or_404(scope, inspection_id)
    session = _session_or_404(found, session_id)
    page = _page(scope, found, session)
    form = given.LineForm(scope=scope)
    if request.method == "POST":
        scope.check(Permission.EDIT_TIMETABLE)
        goings, lines = [each.pk for each in session.goings.all()], [each.pk for each in session.roster.all()]
        answers, errors = given.entries(request.POST, "answer", goings, given.read_answer)
        invited, more = given.entries(request.POST, "invited", lines, given.read_invited)
        accepted, most = given.entries(request.POST, "accepted", lines, given.read_invited)
        errors += [*more, *most]
        if not errors:
            sent = {"answers": answers, "invited": invited, "accepted": accepted}
            problem = told(actions.save_answers, scope=scope, session=session, **sent)
            if not problem:
                messages.info(request, "The answers are saved.")
                return redirect(request.path)
            errors = [("roster", problem)]
            page = _page(scope, found, _session_or_404(found, session_id))
        for name in ("answer", "invited", "accepted"):
            _after_refusal(request, page, name)
        page["errors"] = errors
    context = {**page, "form": form, "organisations": _organisations(form)}
    return render(request, "timetable/roster.html", context, status=422 if page["errors"] else 200)


def _organisations(form) -> list[tuple[Any, str]]:
    rows = form.fields["organisation"].queryset
    return [("", "No single one"), *((each.pk, each.name) for each in rows)]


@room(Permission.EDIT_TIMETABLE)
def add_line(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """Add people who are counted, not named; also those who came without an invitation."""
    found = inspection_or_404(scope, inspection_id)
    session = _session_or_404(found, session_id)
    form = given.LineForm(request.POST or None, scope=scope)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.add_line, scope=scope, session=session, **form.cleaned_data)
            if not problem:
                messages.info(request, "They are on the roster.")
                return redirect("timetable:roster", slug=scope.name, inspection_id=found.pk, session_id=session.pk)
            errors = [("id_role", problem)]
    context = {
        **around(scope, found),
        "session": words.heading(session),
        "form": form,
        "errors": errors,
        "organisations": _organisations(form),
    }
    return render(request, "timetable/add_line.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def take_out_line(request: HttpRequest, scope, inspection_id: int, line_id: int) -> HttpResponse:
    """Take a line out that was a mistake."""
    found = inspection_or_404(scope, inspection_id)
    line = queries.line(found, line_id)
    if line is None:
        raise Http404
    problem = told(actions.take_out_line, scope=scope, line=line)
    messages.info(request, problem or "The line is taken out.")
    return redirect("timetable:roster", slug=scope.name, inspection_id=found.pk, session_id=line.session_id)


@room(Permission.EDIT_TIMETABLE)
def attendance(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """Who came: made for a phone at the door."""
    found = inspection_or_404(scope, inspection_id)
    session = _session_or_404(found, session_id)
    page = _page(scope, found, session)
    if request.method == "POST":
        goings, lines = [each.pk for each in session.goings.all()], [each.pk for each in session.roster.all()]
        came, errors = given.entries(request.POST, "came", goings, given.read_came)
        attended, more = given.entries(request.POST, "attended", lines, given.read_number)
        errors += more
        if not errors:
            all_came = "all_came" in request.POST
            sent = {"came": came, "attended": attended, "all_came": all_came}
            problem = told(actions.record_attendance, scope=scope, session=session, **sent)
            if not problem:
                messages.info(request, "Who came is recorded.")
                return redirect("timetable:roster", slug=scope.name, inspection_id=found.pk, session_id=session.pk)
            errors = [("attendance", problem)]
            page = _page(scope, found, _session_or_404(found, session_id))
        for name in ("came", "attended"):
            _after_refusal(request, page, name)
        page["errors"] = errors
    return render(request, "timetable/attendance.html", page, status=422 if page["errors"] else 200)
