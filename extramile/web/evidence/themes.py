"""Voice themes to keep as evidence. The room that hears voices stands above this one and registers itself here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was heard of a theme, as it is kept: a title, words for readers, what was counted."""

    title: str
    text: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Where voice themes come from.

    `names` gives each theme's id and title; `frozen` a theme as those may hear of it who look into a space, so that nothing
    of the forum's own comes into the partnership's library. It raises InputError where there is nothing to keep.
    """

    names: Callable[[Scope], list[tuple[str, str]]]
    frozen: Callable[[Scope, str, str], Frozen]


_SOURCES: list[Source] = []


def offer(source: Source) -> None:
    """Register where voice themes come from. Called once, when the room's app is ready."""
    _SOURCES[:] = [source]


def source() -> Source:
    """Return where voice themes come from."""
    return _SOURCES[0] if _SOURCES else Source(lambda scope: [], _nothing)


def _nothing(scope: Scope, theme: str, space: str) -> Frozen:
    raise LookupError(theme)
