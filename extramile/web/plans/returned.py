"""Figures of the area's returns that a plan can read. The room of returns stands above this one and tells what it released."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extramile.web.partnerships.scope import Scope

Named = Callable[[Scope], list[tuple[str, str]]]
Frozen = Callable[[Scope, str], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Source:
    """What was released: the measures by name and title, and the newest figures of one, frozen as evidence has them.

    Both are what the partnership may be told.
    """

    measures: Named
    frozen: Frozen


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
