"""What rooms above this one add to the story of an inspection: what was announced of it, who is quoted, what is built on it,
what the area's records say.

This module knows none of them: an app registers what it knows when it is ready, as apps do with `inspections.around`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extramile.web.inspections.models import Inspection


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a leader, who is named by their role, and whether they approved them."""

    role: str
    approved: bool


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement that everybody can read: its headline, and the day on which it was published."""

    headline: str
    published_on: date


@dataclass(frozen=True, slots=True)
class Built:
    """What is built on the findings: how many plans and actions, and of the measures how many there are and have moved."""

    plans: int
    actions: int
    measures: int
    moved: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A measure whose months have shifted: eight or more in a row on one side of what was usual, since a month that is over."""

    measure: str
    since: date
    up: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """What the area's own returns say: how many were loaded, of which years, and what came of them.

    `problems` are those of the newest return, `before` those of the load of the same return before it, None where there is none;
    `settled` how many people accepted or explained. Of figures that were released and not taken back: from how many loads, from
    how many of these to everybody, and how many pieces of evidence and measures of plans rest on them. `shifts` are of measures
    that are used so; None where they cannot be read.
    """

    loads: int
    years: tuple[int, ...]
    problems: int
    before: int | None
    settled: int
    let_out: int
    public: int
    evidence: int
    measures: int
    shifts: tuple[Shift, ...] | None


_ANNOUNCED: list[Callable[[Inspection], list[Announced]]] = []
_QUOTATIONS: list[Callable[[Inspection], list[Quotation]]] = []
_BUILT: list[Callable[[Inspection], Built | None]] = []
_RETURNED: list[Callable[[Inspection], Returned | None]] = []


def announced(source: Callable[[Inspection], list[Announced]]) -> Callable[[Inspection], list[Announced]]:
    """Register what was announced. The source returns only what is published."""
    _ANNOUNCED.append(source)
    return source


def all_announced(inspection: Inspection) -> tuple[Announced, ...]:
    """Return what was announced of a published inspection, the oldest first."""
    found = [each for source in _ANNOUNCED for each in source(inspection)]
    return tuple(sorted(found, key=lambda each: each.published_on))


def quotations(source: Callable[[Inspection], list[Quotation]]) -> Callable[[Inspection], list[Quotation]]:
    """Register who is quoted. The source returns only what everybody may know."""
    _QUOTATIONS.append(source)
    return source


def all_quotations(inspection: Inspection) -> tuple[Quotation, ...]:
    """Return who is quoted of a published inspection."""
    return tuple(each for source in _QUOTATIONS for each in source(inspection))


def built(source: Callable[[Inspection], Built | None]) -> Callable[[Inspection], Built | None]:
    """Register what is built on the findings; None where nothing is."""
    _BUILT.append(source)
    return source


def all_built(inspection: Inspection) -> Built | None:
    """Return what is built on the findings of a published inspection."""
    return next((found for source in _BUILT if (found := source(inspection)) is not None), None)


def returned(source: Callable[[Inspection], Returned | None]) -> Callable[[Inspection], Returned | None]:
    """Register what the returns of an inspection's area say; None where none was loaded."""
    _RETURNED.append(source)
    return source


def all_returned(inspection: Inspection) -> Returned | None:
    """Return what the returns of an inspection's area say."""
    return next((found for source in _RETURNED if (found := source(inspection)) is not None), None)
