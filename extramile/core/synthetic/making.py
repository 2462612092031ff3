"""Makes invented returns, with as many planted faults as one asks for."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from extramile.core.rules import rules
from extramile.core.synthetic.annex_a import children_of_lists
from extramile.core.synthetic.annex_a_faults import LIST_FAULTS
from extramile.core.synthetic.planting import plant
from extramile.core.synthetic.record import YEAR, Record, Year
from extramile.core.synthetic.sen2 import persons_of
from extramile.core.synthetic.sen2_faults import FAULTS


@dataclass(frozen=True, slots=True)
class Made:
    """An invented return: its children one by one, and how many failures of each rule were made on purpose."""

    persons: list[Record]
    planted: dict[str, int]


def make(
    children: int,
    seed: int,
    *,
    faults: int = 0,
    only: Collection[str] = (),
    year: int = YEAR,
    change: Callable[[Record], None] | None = None,
) -> Made:
    """Return a return of so many children; each rule of the year that can be broken on purpose is broken `faults` times.

    `only` are rules, where not all are to be broken. `change` makes each person another before any rule is broken, for a return
    that is to tell something of its own.
    """
    persons = list(persons_of(children, seed, year=year))
    if change is not None:
        for each in persons:
            change(each)
    if not faults:
        return Made(persons, {})
    there = {each.id for each in rules("sen2") if each.in_year(year)}
    wanted = [each for each in FAULTS if each.rule in there and (not only or each.rule in only)]
    return Made(persons, plant(persons, wanted, times=faults, seed=seed, year=Year(year), rules=there))


def make_lists(children: int, seed: int, *, faults: int = 0, year: int = YEAR) -> Made:
    """Return the child lists of the census day of a year, with the children of the return of that seed and others."""
    rows = list(children_of_lists(children, seed, year=year))
    there = {each.id for each in rules("annex_a")}
    planted = plant(rows, LIST_FAULTS, times=faults, seed=seed, year=Year(year), rules=there) if faults else {}
    return Made(rows, planted)
