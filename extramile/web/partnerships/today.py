"""What waits for a person today. Rooms above this one add their cards; this module knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One thing that waits: what it is, when it is due, where it is."""

    words: str
    href: str
    due: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class TodayCard:
    """What one room has for a person today, and a word when it has nothing."""

    title: str
    items: tuple[TodayItem, ...]
    empty: str
    href: str


Source = Callable[[Scope], TodayCard | None]
_SOURCES: list[tuple[int, Source]] = []


def source(order: int) -> Callable[[Source], Source]:
    """Register what a room has for today; `order` is its place on the page. Called when the room's app is ready."""

    def register(function: Source) -> Source:
        _SOURCES.append((order, function))
        return function

    return register


def cards(scope: Scope) -> list[TodayCard]:
    """Return each room's card for this person: where something is late, where something waits, where nothing does."""
    found = (function(scope) for _, function in sorted(_SOURCES, key=lambda pair: pair[0]))
    return sorted((card for card in found if card is not None), key=_urgency)


def _urgency(card: TodayCard) -> int:
    return 0 if any(each.late for each in card.items) else 1 if card.items else 2
