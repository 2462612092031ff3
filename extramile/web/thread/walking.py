"""Following the thread from one thing, back to what it rests on and on to what came of it: the nearest steps first.

A step asks every link once for all things of the last one, and every kind once for all that was found: never each thing alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from extramile.web.partnerships.scope import Scope
from extramile.web.thread.things import Key, Link, Thing, kinds, links

MOST = 60
"""So many things are shown beside the one whose thread it is."""


@dataclass(frozen=True, slots=True)
class Tie:
    """That one thing leads to another, and how that is said."""

    start: Key
    end: Key
    words: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A thing with what leads to it and from it. `left_out` counts what was found at the first step that was too much.

    What follows from that is not looked for; `whole` says that nothing was left out.
    """

    here: Thing
    things: dict[Key, Thing]
    ties: tuple[Tie, ...]
    left_out: int

    @property
    def whole(self) -> bool:
        """Whether all of the thread is here."""
        return not self.left_out


def thread(scope: Scope, kind: str, thing_id: str, *, most: int = MOST) -> Thread | None:
    """Return the thread of a thing, or None: then it does not exist for this person."""
    here = existing(scope, [(kind, thing_id)]).get((kind, thing_id))
    if here is None:
        return None
    things, ties, left_out = {here.key: here}, dict[Tie, None](), 0
    # Which things were met on the way back, and which on the way on. Whoever stands in a ring stands in both.
    reached = {True: {here.key}, False: {here.key}}
    edges = {True: {here.key}, False: {here.key}}
    while edges[True] or edges[False]:
        met = [(on, tie) for on in (False, True) for tie in _ties(scope, edges[on], on=on)]
        wanted = {_far(tie, on=on) for on, tie in met} - things.keys()
        found = existing(scope, wanted)
        room = most + 1 - len(things)
        left_out = max(0, len(found) - room)
        things |= dict(_nearest(found, met)[:room])
        edges = {True: set(), False: set()}
        for on, tie in met:
            if tie.start in things and tie.end in things:
                ties[tie] = None
                if _far(tie, on=on) not in reached[on]:
                    edges[on].add(_far(tie, on=on))
                    reached[on].add(_far(tie, on=on))
        if left_out:
            break
    return Thread(here, things, tuple(ties), left_out)


def existing(scope: Scope, keys: Iterable[Key]) -> dict[Key, Thing]:
    """Return those of the things that exist for this person."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, thing_id in keys:
        wanted[kind].add(thing_id)
    known = kinds()
    return {
        thing.key: thing
        for name, ids in sorted(wanted.items())
        if name in known
        for thing in known[name].find(scope, ids)
    }


def next_to(scope: Scope, kind: str, thing_id: str) -> list[tuple[str, Thing]]:
    """Return what follows next from a thing, each with the words that lead to it."""
    ties = list(_ties(scope, [(kind, thing_id)], on=True))
    there = existing(scope, {tie.end for tie in ties})
    return [(tie.words, there[tie.end]) for tie in dict.fromkeys(ties) if tie.end in there]


def leading_on(scope: Scope, kind: str, ids: Collection[str]) -> set[str]:
    """Return those of the things from which something leads on: to a thing that exists for this person, or that is counted."""
    met = list(_ties(scope, {(kind, each) for each in ids}, on=True))
    ends = {tie.end for tie in met}
    there = existing(scope, ends).keys() | _counted(scope, ends)
    return {tie.start[1] for tie in met if tie.end in there}


def _counted(scope: Scope, keys: Iterable[Key]) -> set[Key]:
    """Return those of the things that count as there, without saying more of them than that."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, thing_id in keys:
        wanted[kind].add(thing_id)
    known = kinds()
    found = {name: known[name].counted for name in wanted if name in known}
    return {(name, str(each)) for name, ask in found.items() if ask is not None for each in ask(scope, wanted[name])}


def _ties(scope: Scope, keys: Collection[Key], *, on: bool) -> Iterable[Tie]:
    """Return what leads on from these things, or (not `on`) to them."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, thing_id in keys:
        by_kind[kind].add(thing_id)
    for each in links():
        ids = by_kind.get(each.start if on else each.end)
        if ids:
            yield from _of_link(scope, each, ids, on=on)


def _of_link(scope: Scope, link: Link, ids: Collection[str], *, on: bool) -> Iterable[Tie]:
    pairs = link.pairs(scope, ids, ()) if on else link.pairs(scope, (), ids)
    for start, end in pairs:
        tie = Tie((link.start, str(start)), (link.end, str(end)), link.words)
        if (tie.start if on else tie.end)[1] in ids:
            yield tie


def _far(tie: Tie, *, on: bool) -> Key:
    return tie.end if on else tie.start


def _nearest(found: dict[Key, Thing], met: Iterable[tuple[bool, Tie]]) -> list[tuple[Key, Thing]]:
    """Return what was found as it was met, the way back and the way on in turns: neither crowds out the other."""
    # What does not exist for this person takes no turn, or the order of the others would tell of it.
    ways: dict[bool, dict[Key, None]] = {False: {}, True: {}}
    for on, tie in met:
        if _far(tie, on=on) in found:
            ways[on][_far(tie, on=on)] = None
    turns = [each for pair in zip_longest(*ways.values()) for each in pair if each is not None]
    return [(key, found[key]) for key in dict.fromkeys(turns)]
