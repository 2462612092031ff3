"""What rooms above this one add to the story of an inspection: what was announced of it, who is quoted, what is built on it.

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


_ANNOUNCED: list[Callable[[Inspection], list[Announced]]] = []
_QUOTATIONS: list[Callable[[Inspection], list[Quotation]]] = []
_BUILT: list[Callable[[Inspection], Built | None]] = []


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
