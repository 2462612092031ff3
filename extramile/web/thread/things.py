"""What the thread is made of: things of the rooms, and what leads from one to another. This module knows no room.

A room registers its kinds of things, the links between kinds and what finds loose ends when its app is ready, as rooms do with
`partnerships.today`. A link is asked for from both its ends by one function, so that what is seen from one is seen from the other.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

Key = tuple[str, str]
"""A kind and the id of a thing of it."""


class Stage(IntEnum):
    """Where on the thread a kind of thing stands, from what is known to what became different."""

    SOURCE = 1
    EVIDENCE = 2
    CLAIM = 3
    FINDING = 4
    ACTION = 5
    MEASURE = 6
    OUTCOME = 7


STAGES = {
    Stage.SOURCE: "Records, voices and documents",
    Stage.EVIDENCE: "Evidence",
    Stage.CLAIM: "What we say of ourselves",
    Stage.FINDING: "What was found",
    Stage.ACTION: "What is done",
    Stage.MEASURE: "What shows it",
    Stage.OUTCOME: "What became different",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on the thread: what it is called, where it is, and a word or two about it (its state, its latest figure)."""

    kind: str
    id: str
    title: str
    href: str = ""
    about: str = ""

    @property
    def key(self) -> Key:
        """What names it among all things."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Lesson:
    """What may be learnt from others: in which words it was said here, whether as a strength, and which indicators show it."""

    words: str
    good: bool = False
    indicators: tuple[str, ...] = ()


Find = Callable[[Scope, Collection[str]], Iterable[Thing]]
Opened = Callable[[Scope, Sequence[str]], None]
Lessons = Callable[[Scope, str], Lesson | None]
Counted = Callable[[Scope, Collection[str]], Iterable[object]]
Pairs = Callable[[Scope, Collection[str], Collection[str]], Iterable[tuple[object, object]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing. `find` returns those of the ids that exist for a person: nobody else is told that there are others.

    `opened` notes that somebody read things of it, where that is noted; `lesson` is what of one may be learnt from others.
    `counted` returns those of the ids that count as a use of what leads to them, also for who may not see which they are: all
    that are there, never what is under embargo for that person. Without it only what `find` returns counts.
    """

    name: str
    words: str
    stage: Stage
    find: Find
    opened: Opened | None = None
    lesson: Lessons | None = None
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What leads from things of one kind to things of another. `words` stand between both: "rests on it", "is done for it".

    `pairs` is given ids of either end and returns the pairs (from, to) that touch any of them, in a fixed number of questions;
    what does not exist for a person is left out by whoever asks.
    """

    start: str
    end: str
    words: str
    pairs: Pairs


@dataclass(frozen=True, slots=True)
class Loose:
    """A place at which the thread is broken: what lacks what, and where to mend it."""

    thing: Thing
    why: str


@dataclass(frozen=True, slots=True)
class Ends:
    """What was found of one sort of loose end, and among how many things it was looked for."""

    found: Sequence[Loose]
    among: int


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of loose end: what it is called, the sentence that says why it matters, what it is looked for in."""

    name: str
    words: str
    sentence: str
    # "claims", "measures": what is counted in `Ends.among`, for one and for several.
    one: str
    several: str
    ends: Callable[[Scope], Ends]
    permission: Permission = Permission.SEE_ROOMS
    # What to do about it, said to those who may.
    mend: str = ""


_KINDS: dict[str, Kind] = {}
_LINKS: list[Link] = []
_SORTS: dict[str, tuple[int, Sort]] = {}


def kind(found: Kind) -> None:
    """Register a kind of thing."""
    _KINDS[found.name] = found


def link(start: str, end: str, words: str) -> Callable[[Pairs], Pairs]:
    """Register what leads from one kind to another."""

    def add(pairs: Pairs) -> Pairs:
        _LINKS.append(Link(start, end, words, pairs))
        return pairs

    return add


def sort(order: int, found: Sort) -> None:
    """Register a sort of loose end; `order` is its place on the page."""
    _SORTS[found.name] = (order, found)


def kinds() -> dict[str, Kind]:
    """Return every kind by its name."""
    return dict(_KINDS)


def links() -> tuple[Link, ...]:
    """Return everything that leads from one kind to another."""
    return tuple(_LINKS)


def sorts() -> list[Sort]:
    """Return every sort of loose end in its order."""
    return [found for _, found in sorted(_SORTS.values(), key=lambda pair: pair[0])]


def numbers(ids: Iterable[str]) -> list[int]:
    """Return the ids that are numbers: whoever writes an address may write anything."""
    return [key for each in ids if (key := whole_number(each)) is not None]
