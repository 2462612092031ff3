"""Breaks rules on purpose: what breaks each, planted so often, one fault a child, so that what is found can be counted."""

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extramile.core.synthetic.record import Record, Year

# Breaks a child's record, or says that this one cannot be broken so.
Plant = Callable[[Record, Year], bool]


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to break a rule: what to do to a child, and how many failures of the rule that makes.

    `also` are rules that fail with it, each so often, because what breaks the one breaks the other. `table` is that of the child,
    where there are several.
    """

    rule: str
    plant: Plant
    failures: int = 1
    also: Mapping[str, int] = field(default_factory=dict)
    table: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """A way to break a rule that takes two children: both get the same value in a column. `other` is the table of the second."""

    rule: str
    column: str
    failures: int = 2
    also: Mapping[str, int] = field(default_factory=dict)
    table: str = ""
    other: str = ""


@dataclass(slots=True)
class _Planting:
    """The children of a return in the order in which they are broken, and those that are."""

    records: Sequence[Record]
    year: Year
    order: Sequence[int]
    broken: set[int] = field(default_factory=set)

    def _left(self, table: str) -> Iterator[int]:
        return (
            each for each in self.order if each not in self.broken and (not table or self.records[each].table == table)
        )

    def plant(self, fault: Fault | Shared, times: int) -> int:
        """Plant a fault in the first children that nothing has broken and that can be broken so; return how often it could be."""
        done = 0
        for place in self._left(fault.table):
            if done == times:
                break
            taken = self._planted(fault, place)
            self.broken |= taken
            done += bool(taken)
        return done

    def _planted(self, fault: Fault | Shared, place: int) -> set[int]:
        """Return the places of the children that a fault took, if it could be planted."""
        record = self.records[place]
        if isinstance(fault, Fault):
            return {place} if fault.plant(record, self.year) else set()
        if not record.values.get(fault.column):
            return set()
        for other in self._left(fault.other or fault.table):
            if other != place and self.records[other].values.get(fault.column):
                self.records[other].values[fault.column] = record.values[fault.column]
                return {place, other}
        return set()


def plant(
    records: Sequence[Record],
    faults: Sequence[Fault | Shared],
    *,
    times: int,
    seed: int,
    year: Year,
    rules: Collection[str],
) -> dict[str, int]:
    """Plant each fault so often, in children that nothing has broken yet; return how many failures of each rule that makes.

    `rules` are those of the return. Where there are too few children of the kind that a fault takes, it is planted less often, and
    that is what is returned.
    """
    order = list(range(len(records)))
    random.Random(seed + 1).shuffle(order)  # noqa: S311 - an invented return, not a secret
    planting = _Planting(records, year, order)
    planted: dict[str, int] = {}
    for fault in faults:
        done = planting.plant(fault, times)
        for rule, failures in {fault.rule: fault.failures, **fault.also}.items():
            if done and rule in rules:
                planted[rule] = planted.get(rule, 0) + done * failures
    return planted
