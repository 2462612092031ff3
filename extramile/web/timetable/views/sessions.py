"""One session: its page, making, changing and moving it, calling it off, and what was said afterwards."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.evidence.doing import done
from extramile.web.inspections import embargo
from extramile.web.inspections.queries.people import may_see_names
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.timetable.actions import rosters as roster_actions
from extramile.web.timetable.actions import sessions as actions
from extramile.web.timetable.presenters import rosters as roster_words
from extramile.web.timetable.presenters import timetable as words
from extramile.web.timetable.presenters.rosters import TYPES
from extramile.web.timetable.queries import timetable as queries
from extramile.web.timetable.queries.rosters import own_going, rostered
from extramile.web.timetable.seen import seal, seal_where, unseal, unseal_where
from extramile.web.timetable.session_forms import MoveForm, SessionForm, values_of
from extramile.web.timetable.views.timetable import may_edit

Errors = list[tuple[str, str]]


def _session_or_404(found, session_id: int) -> Any:
    session = rostered(found, session_id)
    if session is None:
        raise Http404
    return session


def _back(scope, session) -> HttpResponse:
    return redirect("timetable:session", slug=scope.name, inspection_id=session.inspection_id, session_id=session.pk)


@room()
def session(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """What is held, when, where, with whom, what does not fit, what became of it."""
    found = inspection_or_404(scope, inspection_id)
    return _page(request, scope, found, _session_or_404(found, session_id))


def _page(request: HttpRequest, scope, found, session, errors: Errors | None = None, **more: Any) -> HttpResponse:
    context = around(scope, found)
    names = may_see_names(scope, found)
    edits = may_edit(scope, found)
    said = actions.said_of(session)
    about = [each for each in queries.misfits(scope, found).to_resolve if str(session.pk) in each.sessions]
    reads, in_confidence = queries.may_read_debrief(scope, session), session.type in queries.IN_CONFIDENCE
    if reads and in_confidence and session.debrief:
        embargo.opened(scope, found, "session", session.pk, f"Session {session.pk}")
    going = [roster_words.person_row(each, context["pack"]) for each in session.goings.all()] if names else []
    context |= {
        "session": roster_words.heading(session),
        "row": words.row(session, {}),
        "stands": session,
        "sums": roster_words.sums(session),
        "clashes": about,
        "going": going,
        "grouped": [] if names else roster_words.by_organisation(session),
        "lines": [roster_words.line_row(each) for each in session.roster.all()],
        "may_edit": edits,
        "invited": roster_words.invitation(own_going(scope, session), session) if not found.ended_at else None,
        "over": session.ends <= timezone.now(),
        "reads_debrief": reads,
        "in_confidence": in_confidence,
        "seen": seal(said) if edits else "",
        "values": values_of(said),
        "places": MoveForm(places=queries.places(scope, session)).fields["place"].choices if edits else [],
        "history": words.history(queries.history(scope, session), _names(queries.places(scope, session)))
        if edits
        else [],
        "undo": _undo(request, said) if edits else None,
        "errors": errors or [],
        "written": "",
        **more,
    }
    return render(request, "timetable/session.html", context, status=422 if errors else 200)


def _names(places: list[Any]) -> dict[int, str]:
    return {each.pk: each.name for each in places}


def _undo(request: HttpRequest, now: actions.Said) -> dict[str, Any] | None:
    """Return what puts a move back, if the page was reached by moving."""
    before, _ = done(unseal_where, text=request.GET.get("moved", ""))
    if before is None or before == (now.starts, now.place):
        return None
    values = values_of(replace(now, starts=before[0], place=before[1]))
    return {name: values[name] for name in ("day", "start", "place")}


@room(Permission.EDIT_TIMETABLE)
def new(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Put a session into the timetable."""
    found = inspection_or_404(scope, inspection_id)
    places, people = queries.places(scope), queries.choosable(found)
    form = SessionForm(request.POST or None, places=places, people=people)
    errors: Errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            made, problem = done(actions.make, scope=scope, inspection=found, said=form.said())
            if made is not None:
                messages.success(request, "The session is in the timetable.")
                return _back(scope, made)
            errors = [("id_title", problem)]
    values = _entered(request) if request.method == "POST" else {**request.GET.dict(), "going": set()}
    return _form_page(request, scope, found, form, people, values=values, errors=errors)


def _entered(request: HttpRequest) -> dict[str, Any]:
    """Return what was entered, to show it again."""
    return {**request.POST.dict(), "going": set(request.POST.getlist("going"))}


def _form_page(
    request: HttpRequest, scope, found, form, people: list[Any], *, session: Any = None, **more: Any
) -> HttpResponse:
    """Return the page of the form, with these people to choose.

    `more` holds `values`, `errors`, and for a change what was `seen` and who `met`.
    """
    context = around(scope, found)
    sides: dict[str, list[Any]] = {}
    for each in people:
        sides.setdefault(each.get_side_display(), []).append(each)
    context |= {
        "session": session,
        "kinds": list(TYPES.items()),
        "places": form.fields["place"].choices,
        "sides": list(sides.items()),
        "days": queries.days(found),
        "met": [],
        **more,
    }
    return render(request, "timetable/change.html", context, status=422 if more["errors"] else 200)


@room(Permission.EDIT_TIMETABLE)
def change(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """Change a session. Where somebody else changed the same meanwhile both are shown, and nothing is lost."""
    found = inspection_or_404(scope, inspection_id)
    session = _session_or_404(found, session_id)
    places, people = queries.places(scope, session), queries.choosable(found, session)
    said = actions.said_of(session)
    if request.method != "POST":
        form = SessionForm(places=places, people=people)
        return _form_page(
            request, scope, found, form, people, session=session, values=values_of(said), errors=[], seen=seal(said)
        )
    form = SessionForm(request.POST, places=places, people=people)
    errors, values, seen, met = errors_of(form), _entered(request), request.POST.get("seen", ""), []
    was, problem = done(unseal, text=seen)
    if was is None:
        errors = [("id_title", problem)]
        seen = seal(said)
    elif form.is_valid():
        now = form.said()
        try:
            problem = told(actions.change, scope=scope, session=session, was=was, now=now)
        except actions.ChangedMeanwhileError as changed:
            # The form now stands on what the other person left: saving again is a decision made in sight of it.
            met = words.met(changed.met, _names(places))
            values, seen = values_of(words.mended(changed.theirs, now, was)), seal(changed.theirs)
            problem = str(changed)
        if not problem:
            messages.success(request, "The session is changed. Those whom it touches are told.")
            return _back(scope, session)
        errors = [("met" if met else "id_title", problem)]
    told_of = {"values": values, "errors": errors, "seen": seen, "met": met}
    return _form_page(request, scope, found, form, people, session=session, **told_of)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def move(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """Move a session: by its form, by dragging on the page of a day, or back to where it was."""
    found = inspection_or_404(scope, inspection_id)
    session = _session_or_404(found, session_id)
    form = MoveForm(request.POST, places=queries.places(scope, session))
    errors = errors_of(form)
    was, problem = done(unseal, text=request.POST.get("seen", ""))
    if was is None:
        errors = [("id_day", problem)]
    elif form.is_valid():
        wanted = {"starts": form.starts(), "place": form.place_id()}
        try:
            problem = told(actions.move, scope=scope, session=session, was=was, **wanted)
        except actions.ChangedMeanwhileError as changed:
            problem = f"{changed} It is {roster_words.time_words(changed.session)} now."
        if not problem:
            now = replace(was, **wanted)
            if (now.starts, now.place) != (was.starts, was.place):
                messages.success(request, "The session is moved. Those whom it touches are told.")
            at = reverse("timetable:session", args=[scope.name, found.pk, session.pk])
            return redirect(f"{at}?{urlencode({'moved': seal_where(was)})}")
        errors = [("id_day", problem)]
    return _page(request, scope, found, _session_or_404(found, session_id), errors, values=_moved(request, session))


def _moved(request: HttpRequest, session) -> dict[str, Any]:
    return {**values_of(actions.said_of(session)), **request.POST.dict()}


@require_POST
@room(Permission.EDIT_TIMETABLE)
def call_off(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """Call a session off; it can be brought back."""
    found = inspection_or_404(scope, inspection_id)
    session = _session_or_404(found, session_id)
    problem = told(actions.call_off, scope=scope, session=session, why=request.POST.get("why", ""))
    if problem:
        return _page(request, scope, found, session, [("id_why", problem)])
    messages.success(request, "The session is called off. Those who were to come are told.")
    return _back(scope, session)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def bring_back(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """Bring back what was called off."""
    found = inspection_or_404(scope, inspection_id)
    session = _session_or_404(found, session_id)
    problem = told(actions.bring_back, scope=scope, session=session)
    if problem:
        return _page(request, scope, found, session, [("main-content", problem)])
    messages.success(request, "The session takes place again.")
    return _back(scope, session)


@require_POST
@room()
def answer(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """Answer one's own invitation to a session: coming or not."""
    found = inspection_or_404(scope, inspection_id)
    session = _session_or_404(found, session_id)
    going = own_going(scope, session)
    if going is None:
        raise Http404
    problem = told(roster_actions.answer_for_oneself, scope=scope, going=going, answer=request.POST.get("answer", ""))
    if problem:
        return _page(request, scope, found, session, [("your-answer", problem)])
    messages.success(request, "Your answer is saved. You can change it until the session begins.")
    return _back(scope, session)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def debrief(request: HttpRequest, scope, inspection_id: int, session_id: int) -> HttpResponse:
    """Write down what was said afterwards."""
    found = inspection_or_404(scope, inspection_id)
    session = _session_or_404(found, session_id)
    text, was = (request.POST.get(name, "").replace("\r\n", "\n") for name in ("debrief", "was"))
    problem = told(actions.write_debrief, scope=scope, session=session, text=text, was=was)
    if problem:
        return _page(request, scope, found, _session_or_404(found, session_id), [("id_debrief", problem)], written=text)
    messages.success(request, "What was said afterwards is saved.")
    return _back(scope, session)
