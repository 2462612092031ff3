"""What can be subtracted from what is declared: counted row by row, by the slow twin, in returns that were shaken at random."""

from datetime import date
from itertools import permutations

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


def declared() -> set[tuple[str, str, str]]:
    """Every part, whole and figure, those that follow from two others as well."""
    found = {(each.part, each.whole, each.figure) for each in measures().overlaps}
    # Of those that are the same population, each is within the other.
    found |= {
        (each.whole, each.part, "population")
        for each in measures().overlaps
        if each.all_of_them and each.figure == "population"
    }
    while True:
        more = {
            (part, far, figure)
            for part, near, how in found
            for other, far, figure in found
            if near == other and part != far and (how == "population" or figure == "population")
        }
        more |= {(part, whole, "population") for part, whole, _ in found}
        if more <= found:
            return found
        found |= more


def test_every_measure_counts_and_leaves_out(counted: Counted) -> None:
    assert all(counted[name, "population"] for name in MEASURES)


def test_what_is_a_part_of_another_is_declared(counted: Counted) -> None:
    known = declared()
    for part, whole in permutations(MEASURES, 2):
        if MEASURES[part].table != MEASURES[whole].table:
            continue
        rows = counted[part, "population"]
        for figure in FIGURES:
            if rows <= counted[whole, figure]:
                assert (part, whole, figure) in known or _twins(part, whole, known), (part, whole, figure)


def _twins(part: str, whole: str, known: set[tuple[str, str, str]]) -> bool:
    """Both are all that a third counts by one figure: what is left between them is nothing."""
    above = {(far, how) for near, far, how in known if near == part}
    return any((whole, far, how) in known and how != "population" for far, how in above)


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
