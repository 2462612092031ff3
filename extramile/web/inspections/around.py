"""What stands around every page of an inspection: the ways within it, and what falls due. Apps above add theirs.

This module knows none of them: an app registers what it has when it is ready, as rooms do with `partnerships.today`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class Way:
    """A page that one can go to within an inspection: the name of its address, which takes `slug` and `inspection_id`."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Falling:
    """One thing that falls due: what it is, where it is, when (a day, or a moment), and whom it waits for."""

    words: str
    href: str
    due: date | datetime
    who: str = ""
    # Is it this person's own?
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something without a day that the front page of an inspection tells: what it is, and where more of it stands."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Timed:
    """One step that a rehearsal is timed by: what it belongs to, what it is, when it was done if it was.

    What has the same `key` in two rehearsals can be compared.
    """

    group: str
    words: str
    done_at: datetime | None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that somebody does in an inspection: when, what, where."""

    starts: datetime
    ends: datetime
    words: str
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that those who inspect asked for, in their words, and how far it is: no answer, no name of ours."""

    number: int
    words: str
    asked_at: datetime
    due: datetime | None
    state: str
    sent_at: datetime | None


# Where each part of the ways begins in their order.
PARTS = ((0, "Set-up"), (20, "The days"), (40, "What is asked"), (60, "What is found"))

Allowed = Callable[[Scope, Inspection], bool]
Source = Callable[[Scope, Inspection], list[Falling]]
_WAYS: list[tuple[int, Way, Allowed]] = []
_SOURCES: list[Source] = []
_PERSON_WAYS: list[Way] = []
Clock = Callable[[Scope, Inspection], list[Timed]]
_CLOCKS: list[Clock] = []


Diary = Callable[[Scope, Inspection, Participant], list[Doing]]
_DIARIES: list[Diary] = []
Notices = Callable[[Scope, Inspection], list[Notice]]
_NOTICES: list[Notices] = []
_CAME_OF_IT: list[Notices] = []
Requests = Callable[[Inspection], list[Asked]]
_REQUESTS: list[Requests] = []
Timetable = Callable[[Inspection], list[Doing]]
_TIMETABLES: list[Timetable] = []


def way(order: int, name: str, words: str, allowed: Allowed = lambda scope, inspection: True) -> None:
    """Register a way. `order` is its place, in one of `PARTS`; only those for whom `allowed` holds see it."""
    _WAYS.append((order, Way(name, words), allowed))


def ways_by_part(scope: Scope, inspection: Inspection) -> list[tuple[str, list[Way]]]:
    """Return the ways that a person has within an inspection, by the part of it that they belong to."""
    found: dict[str, list[Way]] = {}
    for order, way, allowed in sorted(_WAYS, key=lambda each: each[0]):
        if allowed(scope, inspection):
            part = [title for first, title in PARTS if first <= order][-1]
            found.setdefault(part, []).append(way)
    return list(found.items())


def person_way(name: str, words: str) -> None:
    """Register a page about somebody: the name of its address, which takes `person_id` as well. Their sheet leads there."""
    _PERSON_WAYS.append(Way(name, words))


def person_ways() -> list[Way]:
    """Return the pages of other apps about somebody who has a part."""
    return list(_PERSON_WAYS)


def falling_due(source: Source) -> Source:
    """Register what falls due in an app, as far as a person may see it; what is done does not fall due any more."""
    _SOURCES.append(source)
    return source


def all_falling_due(scope: Scope, inspection: Inspection) -> list[Falling]:
    """Return what falls due in an inspection, for a person, in no order."""
    return [each for source in _SOURCES for each in source(scope, inspection)]


def noticed(source: Notices) -> Notices:
    """Register what an app tells on the front page, as far as a person may see it."""
    _NOTICES.append(source)
    return source


def all_noticed(scope: Scope, inspection: Inspection) -> list[Notice]:
    """Return what the apps tell a person on the front page."""
    return [each for source in _NOTICES for each in source(scope, inspection)]


def came_of_it(source: Notices) -> Notices:
    """Register what an app holds that came of an inspection, as far as a person may see it."""
    _CAME_OF_IT.append(source)
    return source


def all_that_came_of_it(scope: Scope, inspection: Inspection) -> list[Notice]:
    """Return what came of an inspection: findings, plans, what was announced."""
    return [each for source in _CAME_OF_IT for each in source(scope, inspection)]


def timed(clock: Clock) -> Clock:
    """Register the steps of an app that a rehearsal is timed by, as far as a person may see them."""
    _CLOCKS.append(clock)
    return clock


def all_timed(scope: Scope, inspection: Inspection) -> list[Timed]:
    """Return every step that a rehearsal is timed by, for a person."""
    return [each for clock in _CLOCKS for each in clock(scope, inspection)]


def diary(source: Diary) -> Diary:
    """Register what somebody does in an inspection, as an app above knows it."""
    _DIARIES.append(source)
    return source


def doings(scope: Scope, inspection: Inspection, person: Participant) -> list[Doing]:
    """Return what somebody does in an inspection, in order."""
    found = [each for source in _DIARIES for each in source(scope, inspection, person)]
    return sorted(found, key=lambda each: (each.starts, each.ends))


def told_of_requests(source: Requests) -> Requests:
    """Register how requests stand, for the room of those who asked. The source returns what they may know, and no more."""
    _REQUESTS.append(source)
    return source


def all_asked(inspection: Inspection) -> list[Asked]:
    """Return everything that was asked, by number. Only who may see the room of the inspectors is let in by the caller."""
    return sorted((each for source in _REQUESTS for each in source(inspection)), key=lambda each: each.number)


def told_of_timetable(source: Timetable) -> Timetable:
    """Register what is held in an inspection, for the room of the inspectors: what, when and where, nobody's name, no address."""
    _TIMETABLES.append(source)
    return source


def all_held(inspection: Inspection) -> list[Doing]:
    """Return the whole timetable in order, without what was called off. Let in by the caller as with `all_asked`."""
    found = [each for source in _TIMETABLES for each in source(inspection)]
    return sorted(found, key=lambda each: (each.starts, each.ends))


def days_still_to_come(inspection: Inspection, now: datetime) -> list[date]:
    """Return the day of each session that is not over yet."""
    return [timezone.localdate(each.starts) for each in all_held(inspection) if each.ends >= now]
