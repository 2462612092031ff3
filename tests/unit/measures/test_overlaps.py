"""What is declared of who is in which measures is so: counted row by row, by the slow twin, in returns shaken at random."""

from datetime import date

import pytest

from extramile.core.measures import measures
from extramile.core.returns import describe
from tests.spec.drawn import world_of
from tests.spec.shaking import shaken
from tests.spec.twin import said

MEASURES = {each.id: each for each in measures().measures}
FIGURES = ("population", "counted", "others")
Counted = dict[tuple[str, str], set[tuple[int, int]]]


@pytest.fixture(scope="module")
def counted() -> Counted:
    """By measure and figure, the rows that it counts, of four returns."""
    found: Counted = {(name, figure): set() for name in MEASURES for figure in FIGURES}
    for year in (2025, 2026):
        tables = shaken(year)
        world = world_of(describe("sen2"), tables, year, date(2026, 1, 15), {})
        for each in MEASURES.values():
            for row in tables[each.table]:
                if said(each.of, row, each.table, world) is True:
                    found[each.id, "population"].add((year, row["_key"]))
                    answer = said(each.counts, row, each.table, world)
                    if answer is not None:
                        found[each.id, "counted" if answer else "others"].add((year, row["_key"]))
    return found


def test_every_measure_counts_and_leaves_out(counted: Counted) -> None:
    assert all(counted[name, "population"] for name in MEASURES)


# Faults of a return can part rows of two tables; what a return does not bear out is not used.
OF_ONE_TABLE = [each for each in measures().overlaps if MEASURES[each.part].table == MEASURES[each.whole].table]


@pytest.mark.parametrize("overlap", OF_ONE_TABLE, ids=lambda each: f"{each.part} in {each.whole}")
def test_what_is_declared_of_one_table_is_so(overlap, counted: Counted) -> None:
    part, whole = counted[overlap.part, "population"], counted[overlap.whole, overlap.figure]
    assert part <= whole
    assert (part == whole) == overlap.all_of_them
    if overlap.same_count:
        assert counted[overlap.part, "counted"] <= counted[overlap.whole, "counted"]
        assert counted[overlap.part, "others"] <= counted[overlap.whole, "others"]
