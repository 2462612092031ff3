"""The timetable: the list, one day as a grid, one person, and what does not fit."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.inspections.queries import people as parts
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.timetable.actions.sessions import said_of
from extramile.web.timetable.presenters import timetable as words
from extramile.web.timetable.presenters.calendars import calendar_of
from extramile.web.timetable.presenters.rosters import TYPES
from extramile.web.timetable.queries import calendars
from extramile.web.timetable.queries import timetable as queries
from extramile.web.timetable.seen import seal


def may_edit(scope, found) -> bool:
    """Whether this person changes the timetable now."""
    return scope.can(Permission.EDIT_TIMETABLE) and not found.ended_at


def _page(scope, found) -> dict[str, Any]:
    misfits = queries.misfits(scope, found)
    return {
        **around(scope, found),
        "misfits": misfits,
        # What is over is told on the page of clashes alone: nothing can be done about it any more.
        "clashing": words.by_session(misfits.to_resolve),
        "to_resolve": words.to_resolve(misfits.to_resolve),
        "may_edit": may_edit(scope, found),
        "days": queries.days(found),
        "names": parts.may_see_names(scope, found),
    }


@room()
def listed(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every session by day; searched by words, kind, and whether one goes oneself."""
    found = inspection_or_404(scope, inspection_id)
    context = _page(scope, found)
    mine = queries.own_part(scope, found)
    wanted = {
        "words": request.GET.get("words", "")[:200],
        "kind": kind if (kind := request.GET.get("kind", "")) in TYPES else "",
        "mine": mine is not None and request.GET.get("mine") == "yes",
    }
    rows = queries.sessions(
        found, words=wanted["words"], kind=wanted["kind"], person=mine.pk if mine and wanted["mine"] else None
    )
    listed = [words.row(each, context["clashing"]) for each in rows]
    off = sum(bool(each.called_off) for each in listed)
    context |= {
        "wanted": wanted,
        "narrowed": any(wanted.values()),
        "kinds": [("", "Of every kind"), *TYPES.items()],
        "mine": mine,
        "groups": words.by_day(listed),
        "number": words.counted(len(listed) - off, "session", "sessions"),
        "called_off": off,
    }
    return render(request, "timetable/list.html", context)


@room()
def day(request: HttpRequest, scope, inspection_id: int, on: str) -> HttpResponse:
    """One day: a column for each place, and the same as a list."""
    found = inspection_or_404(scope, inspection_id)
    try:
        asked = date.fromisoformat(on)
    except ValueError:
        raise Http404 from None
    context = _page(scope, found)
    rows = list(queries.of_day(found, asked))
    seals = {each.pk: seal(said_of(each)) for each in rows} if context["may_edit"] else {}
    context |= {
        "day": asked,
        "grid": words.grid(rows, context["clashing"], seals),
        "rows": [words.row(each, context["clashing"]) for each in rows],
        "before": max((each for each in context["days"] if each < asked), default=None),
        "after": min((each for each in context["days"] if each > asked), default=None),
    }
    return render(request, "timetable/day.html", context)


@room()
def person(request: HttpRequest, scope, inspection_id: int, person_id: int) -> HttpResponse:
    """Where one person is and when."""
    found = inspection_or_404(scope, inspection_id)
    parts.check_sees(scope, found)
    someone = parts.participant(found, person_id)
    if someone is None:
        raise Http404
    return person_page(request, scope, found, someone)


def person_page(
    request: HttpRequest, scope, found, someone, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """Return the page of one person. Whoever runs the inspection gives them their calendar here."""
    context = _page(scope, found)
    rows = [words.row(each, context["clashing"]) for each in queries.sessions(found, person=someone.pk)]
    leads = scope.can(Permission.LEAD_INSPECTION) and not found.ended_at and not someone.left_at
    context |= {
        "person": someone,
        "groups": words.by_day(rows),
        "calendar": calendar_of(someone, *calendars.last_sent(someone)) if leads else None,
        "errors": errors or [],
    }
    return render(request, "timetable/person.html", context, status=422 if errors else 200)


@room()
def clashes(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """What does not fit, why, and what would help."""
    found = inspection_or_404(scope, inspection_id)
    context = _page(scope, found)
    misfits = context["misfits"]
    any_at_all = misfits.to_resolve or misfits.over
    titles = {each.pk: words.row(each, {}) for each in queries.sessions(found)} if any_at_all else {}
    context["rows"] = words.clash_rows(misfits.to_resolve, titles)
    context["over"] = words.clash_rows(misfits.over, titles)
    return render(request, "timetable/clashes.html", context)
