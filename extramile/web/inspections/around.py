"""What stands around every page of an inspection: the ways within it, and what falls due. Apps above add theirs.

This module knows none of them: an app registers what it has when it is ready, as rooms do with `partnerships.today`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

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


Allowed = Callable[[Scope, Inspection], bool]
Source = Callable[[Scope, Inspection], list[Falling]]
_WAYS: list[tuple[int, Way, Allowed]] = []
_SOURCES: list[Source] = []
Clock = Callable[[Scope, Inspection], list[Timed]]
_CLOCKS: list[Clock] = []


Diary = Callable[[Scope, Inspection, Participant], list[Doing]]
_DIARIES: list[Diary] = []


def way(order: int, name: str, words: str, allowed: Allowed = lambda scope, inspection: True) -> None:
    """Register a way. `order` is its place; only those for whom `allowed` holds see it."""
    _WAYS.append((order, Way(name, words), allowed))


def ways(scope: Scope, inspection: Inspection) -> list[Way]:
    """Return the ways that a person has within an inspection."""
    return [way for _, way, allowed in sorted(_WAYS, key=lambda each: each[0]) if allowed(scope, inspection)]


def falling_due(source: Source) -> Source:
    """Register what falls due in an app, as far as a person may see it; what is done does not fall due any more."""
    _SOURCES.append(source)
    return source


def all_falling_due(scope: Scope, inspection: Inspection) -> list[Falling]:
    """Return what falls due in an inspection, for a person, in no order."""
    return [each for source in _SOURCES for each in source(scope, inspection)]


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
