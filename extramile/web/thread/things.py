"""What the thread is made of: things of the rooms, and what leads from one to another. This module knows no room.

A room registers each kind of its things when its app is ready, as rooms do with `partnerships.today`: how one is found (None
where it does not exist for this person), and to which things it leads. The way back follows from the ways there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

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
    href: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Loose:
    """A place at which the thread is broken: what lacks what, and where to mend it."""

    thing: Thing
    why: str
    href: str


Find = Callable[[Scope, Iterable[str]], list[Thing]]
Links = Callable[[Scope, Iterable[str]], list[tuple[Key, Key]]]
LooseEnds = Callable[[Scope], list[Loose]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing. `find` returns those of the ids that exist for a person, `links` pairs (from, to) that touch any of them.

    Links may name things of any kind; what does not exist for the person is left out by whoever asks.
    """

    name: str
    words: str
    stage: Stage
    find: Find
    links: Links


_KINDS: dict[str, Kind] = {}
_LOOSE: list[tuple[str, LooseEnds]] = []


def register(kind: Kind) -> None:
    """Register a kind of thing. Called when the room's app is ready."""
    _KINDS[kind.name] = kind


def kinds() -> dict[str, Kind]:
    """Return every kind by its name."""
    return dict(_KINDS)


def loose_ends(words: str) -> Callable[[LooseEnds], LooseEnds]:
    """Register what finds broken links of one sort; `words` name the sort: "A finding without an action"."""

    def add(function: LooseEnds) -> LooseEnds:
        _LOOSE.append((words, function))
        return function

    return add


def all_loose(scope: Scope) -> list[tuple[str, list[Loose]]]:
    """Return every sort of broken link with those that this person may see."""
    return [(words, function(scope)) for words, function in _LOOSE]
