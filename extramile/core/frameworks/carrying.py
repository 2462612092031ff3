"""Where the criteria of one pack went in another, and how a self-evaluation is carried over without losing a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import Field

from extramile.core.definitions import Definition, folder, read
from extramile.core.frameworks.entries import Entry, Id, PackSource, Words
from extramile.core.frameworks.framework import Pack
from extramile.core.frameworks.loading import NEXT_STEP, packs
from extramile.core.vocabulary import InputError, NotFoundError

Item = TypeVar("Item")


class CrosswalkLine(Entry):
    """One criterion of the older pack and its homes in the newer. Of several, a person chooses, or keeps all."""

    id: Id
    to: tuple[Id, ...] = Field(min_length=1)


class WithoutHome(Entry):
    """A criterion that has no counterpart, and why."""

    id: Id
    reason: Words


class Crosswalk(Definition):
    """From the criteria of one pack to those of another. Every criterion of both is named, so that none is forgotten.

    `left` are older ones without a home, `new` newer ones that nothing comes to.
    """

    origin: Id
    target: Id
    sources: dict[Id, PackSource] = Field(min_length=1)
    lines: tuple[CrosswalkLine, ...] = Field(min_length=1)
    left: tuple[WithoutHome, ...] = ()
    new: tuple[WithoutHome, ...] = ()

    def homes(self, criterion: str) -> tuple[str, ...]:
        """Return where a criterion of the older pack went; nothing if it has no home or is unknown."""
        return next((line.to for line in self.lines if line.id == criterion), ())

    def why_left(self, criterion: str) -> str:
        """Return why a criterion has no home."""
        known = (each.reason for each in self.left if each.id == criterion)
        return next(known, f"The crosswalk does not know the criterion “{criterion}”.")


@dataclass(frozen=True, slots=True)
class Moved(Generic[Item]):
    """An item that found its home, or several."""

    criterion: str
    item: Item
    homes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left(Generic[Item]):
    """An item that found none, and why."""

    criterion: str
    item: Item
    reason: str


@dataclass(frozen=True, slots=True)
class Carried(Generic[Item]):
    """A preview: what moves to one home, what could go to several, what is left. Each item stands in exactly one."""

    moved: tuple[Moved[Item], ...]
    doubled: tuple[Moved[Item], ...]
    left: tuple[Left[Item], ...]

    def placed(self) -> Iterator[tuple[str, Item]]:
        """Yield (criterion of the newer pack, item) for every home of every item that has one."""
        for each in (*self.moved, *self.doubled):
            for home in each.homes:
                yield home, each.item


def carry(items: Iterable[tuple[str, Item]], crosswalk: Crosswalk) -> Carried[Item]:
    """Say where each (criterion id, item) goes. The items are not looked into and keep their order."""
    moved: list[Moved[Item]] = []
    doubled: list[Moved[Item]] = []
    left: list[Left[Item]] = []
    for criterion, item in items:
        homes = crosswalk.homes(criterion)
        if homes:
            (moved if len(homes) == 1 else doubled).append(Moved(criterion, item, homes))
        else:
            left.append(Left(criterion, item, crosswalk.why_left(criterion)))
    return Carried(tuple(moved), tuple(doubled), tuple(left))


def load_crosswalk(path: Path, known: Iterable[Pack] | None = None) -> Crosswalk:
    """Read a crosswalk and check it against the packs it joins: the `known` ones, by default the bundled.

    Raises InputError naming the file and every criterion that is missing, unknown or named twice.
    """
    found = read(path, Crosswalk)
    by_id = {pack.id: pack for pack in (packs() if known is None else known)}
    missing = [f"there is no pack “{name}”" for name in (found.origin, found.target) if name not in by_id]
    wrong = missing or list(_mistakes(found, by_id[found.origin], by_id[found.target]))
    if wrong:
        raise InputError(f"{'; '.join(wrong)}.", where=path.name, next_step=NEXT_STEP)
    return found


@cache
def crosswalks() -> tuple[Crosswalk, ...]:
    """Return the bundled crosswalks; read once."""
    return tuple(load_crosswalk(path) for path in sorted((folder() / "frameworks" / "crosswalks").glob("*.yaml")))


def crosswalk(origin: str, target: str) -> Crosswalk:
    """Return the bundled crosswalk from one pack to another. Raises NotFoundError if there is none."""
    for each in crosswalks():
        if (each.origin, each.target) == (origin, target):
            return each
    raise NotFoundError("crosswalk", f"{origin} to {target}")


def _mistakes(found: Crosswalk, origin: Pack, target: Pack) -> Iterator[str]:
    homes = [home for line in found.lines for home in line.to]
    for line in found.lines:
        if len(set(line.to)) < len(line.to):
            yield f"lines.{line.id}: names a criterion twice"
    entries: tuple[CrosswalkLine | WithoutHome, ...] = (*found.lines, *found.left, *found.new)
    for entry in entries:
        for key in set(entry.source) - set(found.sources):
            yield f"{entry.id}: source “{key}” is not among the sources"
    yield from _compared([*(line.id for line in found.lines), *(each.id for each in found.left)], origin)
    yield from _compared([*dict.fromkeys(homes), *(each.id for each in found.new)], target)


def _compared(named: list[str], pack: Pack) -> Iterator[str]:
    ids = [each.id for each in pack.all_criteria()]
    for name in dict.fromkeys(named):
        if name not in ids:
            yield f"“{name}” is not a criterion of {pack.id}"
        elif named.count(name) > 1:
            yield f"“{name}” of {pack.id} is named in two places"
    for name in ids:
        if name not in named:
            yield f"“{name}” of {pack.id} is not named: give it a line, or say why it has none"
