"""Figures of the area's returns that a plan can read. The room of returns stands above this one and tells what it released."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, OuterRef, QuerySet

from extramile.core.disclosure import ShownFigure, Suppressed, TakenBack
from extramile.web.partnerships.scope import Scope

Named = Callable[[Scope], list[tuple[str, str]]]
Frozen = Callable[[Scope, str], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class ForEverybody:
    """What everybody may be told in place of a figure that a plan took. `taken_as` is what the plan can have taken: the figure as
    the partnership or as everybody is told it. Any other is of another release.
    """

    taken_as: frozenset[float]
    figure: ShownFigure | Suppressed | TakenBack


Days = Mapping[date, ForEverybody]


@dataclass(frozen=True, slots=True)
class Source:
    """What was released: the measures by name and title, and the newest figures of one, frozen as evidence has them.

    Both are what the partnership may be told. `public` has, of a release by its id and a measure by its name, what everybody may
    be told, by day: of one that was taken back that it was. `made_of` are the records of a partnership that `public` answers
    from: one more of any makes another answer, and none is ever changed.
    """

    measures: Named
    frozen: Frozen
    public: Callable[[int, str], Days]
    made_of: Callable[[OuterRef], Sequence[QuerySet[Model]]]


_SOURCES: list[Source] = []


def register(found: Source) -> None:
    """Let a room tell what it released."""
    _SOURCES[:] = [found]


def measures(scope: Scope) -> list[tuple[str, str]]:
    """Return the measures of returns that were released, by name and title."""
    return [each for found in _SOURCES for each in found.measures(scope)]


def frozen(scope: Scope, name: str) -> dict[str, Any] | None:
    """Return the newest released figures of a measure, or None."""
    return next((data for found in _SOURCES if (data := found.frozen(scope, name))), None)


def public(release: int, name: str) -> Days:
    """Return what everybody may be told of a measure in a release, by the last day of each time."""
    return next((found.public(release, name) for found in _SOURCES), {})


def made_of(partnership: OuterRef) -> list[QuerySet[Model]]:
    """Return the records of a partnership that what everybody may be told is made of, none of which is ever changed."""
    return [rows for found in _SOURCES for rows in found.made_of(partnership)]
