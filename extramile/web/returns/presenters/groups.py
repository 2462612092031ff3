"""Words for the parts of a measure: codes by what they mean, bands in their order."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from extramile.core.measures import measures

Anything = TypeVar("Anything")


def meaning(kind: str, by: str, name: str) -> str:
    """Return what a part is called: a code with its meaning, anything else by itself; also of a grouping that is no more."""
    group = measures(kind).groups.get(by)
    return group.words(name) if group else name


def in_order(kind: str, by: str, rows: Iterable[Anything], name: Callable[[Anything], str]) -> list[Anything]:
    """Return parts in the order in which people count them, what is not known last; `name` gives the name of one."""
    group = measures(kind).groups.get(by)
    return sorted(rows, key=lambda row: group.place(name(row)) if group else (0, name(row)))
