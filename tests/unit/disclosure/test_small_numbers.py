"""No hidden count follows from what is shown."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.core.disclosure import (
    MARGIN,
    PARTNERSHIP,
    Audience,
    NotAvailable,
    Shown,
    Suppressed,
    Table,
    protect,
    protect_counts,
    protect_part,
)

CANARY = 3
# The sums of a table of two by two: of its rows, of its columns, of all.
MARGINS = (("r0", MARGIN), ("r1", MARGIN), (MARGIN, "c0"), (MARGIN, "c1"), (MARGIN, MARGIN))


def table(*rows: tuple[int, ...]) -> Table:
    names = tuple(f"r{number}" for number in range(len(rows)))
    columns = tuple(f"c{number}" for number in range(len(rows[0])))
    counts = {(r, c): n for r, row in zip(names, rows, strict=True) for c, n in zip(columns, row, strict=True)}
    return Table(names, columns, counts)


tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 7), st.integers(0, 60)), min_size=width, max_size=width),
        min_size=1,
        max_size=6,
    ).map(lambda rows: table(*map(tuple, rows)))
)


def sums(made: Table) -> list[dict[tuple[str, str], int]]:
    """Every sum of the table as coefficients that add up to zero."""
    rows = [{(row, c): 1 for c in made.columns} | {(row, MARGIN): -1} for row in (*made.rows, MARGIN)]
    columns = [{(r, column): 1 for r in made.rows} | {(MARGIN, column): -1} for column in (*made.columns, MARGIN)]
    return rows + columns


def derivable(made: Table, released: dict) -> set:
    """The slow twin: solve all sums for what is hidden, exactly, and return what has one value only."""
    unknown = sorted(cell for cell, value in released.items() if not isinstance(value, Shown))
    rows = [[Fraction(each.get(cell, 0)) for cell in unknown] for each in sums(made)]
    pivots, at = {}, 0
    for column in range(len(unknown)):
        pivot = next((r for r in range(at, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for other in range(len(rows)):
            if other != at and rows[other][column]:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[at], strict=True)]
        pivots[column], at = at, at + 1
    return {unknown[c] for c, r in pivots.items() if sum(1 for value in rows[r] if value) == 1}


@given(tables)
@settings(max_examples=300, deadline=None)
def test_no_subtraction_gives_a_hidden_count(made: Table) -> None:
    released = protect(made, PARTNERSHIP)

    if not all(isinstance(value, NotAvailable) for value in released.values()):
        assert derivable(made, released) == set()


@given(tables)
@settings(max_examples=300, deadline=None)
def test_small_counts_are_never_shown_and_what_is_shown_is_true(made: Table) -> None:
    cells = made.with_margins()
    for cell, value in protect(made, PARTNERSHIP).items():
        if isinstance(value, Shown):
            assert value.count == cells[cell]
            assert value.count == 0 or value.count >= PARTNERSHIP.threshold


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4))
@settings(max_examples=60, deadline=None)
def test_knowing_that_hidden_counts_are_above_zero_gives_none_away(numbers: list[int]) -> None:
    """Every table of two by two that a reader could imagine, tried: each hidden count has two values at least."""
    made = table(tuple(numbers[:2]), tuple(numbers[2:]))
    audience = Audience("us", 3)
    released = protect(made, audience)
    if any(isinstance(value, NotAvailable) for value in released.values()):
        return
    seen: dict = {cell: set() for cell, value in released.items() if isinstance(value, Suppressed)}
    # A cell that is shown has its count in every one of them, and one that is not has more than nothing.
    counts = [[value.count] if isinstance(value := released[cell], Shown) else range(1, 14) for cell in made.counts]
    for a, b, c, d in product(*counts):
        margins = zip(MARGINS, (a + b, c + d, a + c, b + d, a + b + c + d), strict=True)
        imagined = dict(zip(made.counts, (a, b, c, d), strict=True)) | dict(margins)
        if all(
            imagined[cell] == value.count if isinstance(value, Shown) else imagined[cell] > 0
            for cell, value in released.items()
        ):
            for cell, values in seen.items():
                values.add(imagined[cell])
    assert all(len(values) > 1 for values in seen.values())


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8))
def test_counts_with_a_total_hide_none_or_two(numbers: list[int]) -> None:
    counts = {str(n): number for n, number in enumerate(numbers)}

    released, total = protect_counts(counts, PARTNERSHIP)

    hidden = [value for value in (*released.values(), total) if not isinstance(value, Shown)]
    assert len(hidden) != 1


@given(st.integers(0, 30), st.integers(0, 30))
def test_who_did_not_choose_is_protected_as_well(chosen: int, others: int) -> None:
    count, total = protect_part(chosen, chosen + others, PARTNERSHIP)

    if isinstance(count, Shown) and isinstance(total, Shown):
        assert not 0 < total.count - count.count < PARTNERSHIP.threshold


@given(tables)
@settings(max_examples=200, deadline=None)
def test_margins_that_are_out_stay_out_and_give_nothing_away(made: Table) -> None:
    cells = made.with_margins()
    out = {cell for cell in cells if MARGIN in cell and (cells[cell] == 0 or cells[cell] >= PARTNERSHIP.threshold)}
    released = protect(made, PARTNERSHIP, shown=out)

    if not any(isinstance(value, NotAvailable) for value in released.values()):
        assert all(isinstance(released[cell], Shown) for cell in out)
        assert derivable(made, released) == set()


def test_the_smallest_partner_is_hidden() -> None:
    released, total = protect_counts({"a": CANARY, "b": 40, "c": 12}, PARTNERSHIP)

    assert released == {"a": Suppressed(), "b": Shown(40), "c": Suppressed()}
    assert total == Shown(55)


def test_hidden_suppressed_and_none_are_three_things() -> None:
    released, _ = protect_counts({"a": 0, "b": 4, "c": 9}, PARTNERSHIP)

    assert released["a"] == Shown(0)
    assert released["b"] == Suppressed()
    assert Suppressed() != NotAvailable("") != Shown(0)


def test_a_table_of_one_small_group_is_hidden_with_its_totals() -> None:
    released = protect(table((2,)), PARTNERSHIP)

    assert not any(isinstance(value, Shown) for value in released.values())


@pytest.mark.parametrize("threshold", [1, 2, 5, 10])
def test_each_audience_has_its_threshold(threshold: int) -> None:
    released, _ = protect_counts({"a": 6, "b": 30, "c": 31}, Audience("x", threshold))

    assert isinstance(released["a"], Shown) == (threshold <= 6)
