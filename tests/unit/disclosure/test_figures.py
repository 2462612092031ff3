"""A figure that a person entered is told only where it is shown that nobody is seen in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.disclosure import (
    PUBLIC,
    Basis,
    Counts,
    Figure,
    ShownFigure,
    Suppressed,
    counts_of,
    fits,
    release_figure,
)

SMALL = range(1, PUBLIC.threshold)


def told(figure: Figure, unit: str = "%", counts: Counts = Counts.UNSAID, at_least: int = 0) -> bool:
    return isinstance(release_figure(figure, unit, Basis(counts, at_least), PUBLIC), ShownFigure)


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (3, 60, False),  # few are counted
        (57, 60, False),  # few are not
        (2, 4, False),  # few are asked
        (0, 4, False),
        (0, 60, True),  # nobody is nobody
        (60, 60, True),
        (5, 10, True),
        (61, 60, False),  # no share at all
    ],
)
def test_a_share_with_its_two_numbers(numerator: int, denominator: int, shown: bool) -> None:
    assert told(Figure(100 * numerator / denominator, numerator, denominator)) is shown


def test_a_share_that_is_not_that_of_its_numbers_is_not_told() -> None:
    assert told(Figure(42, 5, 12))
    assert told(Figure(41.67, 5, 12))
    assert not told(Figure(42.5, 5, 12))
    assert not told(Figure(8, 50, 120)), "another pair of numbers proves nothing"


def test_a_share_of_nobody_knows_how_many_is_not_told() -> None:
    assert not told(Figure(50))
    assert not told(Figure(50), counts=Counts.SHARE)
    assert not told(Figure(50), counts=Counts.COUNT, at_least=500), "a share is no count"
    assert not told(Figure(50), counts=Counts.MEAN, at_least=500)
    assert told(Figure(50), counts=Counts.SHARE, at_least=10)
    assert not told(Figure(50), counts=Counts.SHARE, at_least=8)
    assert not told(Figure(50, denominator=8), counts=Counts.SHARE, at_least=500), "its own number is nearer"
    assert told(Figure(50, denominator=10))


@pytest.mark.parametrize(("value", "shown"), [(0, True), (1, False), (4, False), (4.5, False), (5, True), (31, True)])
def test_a_count(value: float, shown: bool) -> None:
    assert told(Figure(value), "children", Counts.COUNT) is shown
    assert not told(Figure(value), "children"), "nobody said what it counts"


def test_an_average_is_told_if_enough_stand_behind_it() -> None:
    assert told(Figure(3.2), "weeks", Counts.MEAN, 5)
    assert not told(Figure(3.2), "weeks", Counts.MEAN, 4)
    assert not told(Figure(3.2), "weeks", Counts.MEAN)
    assert told(Figure(3.2, denominator=12), "weeks", Counts.MEAN)
    assert not told(Figure(3.2, denominator=3), "weeks", Counts.MEAN, 500)
    assert not told(Figure(3.2, numerator=2, denominator=300), "for each 100 children", Counts.MEAN, 500)


def test_what_counts_nobody_and_what_is_published_is_told_as_it_is() -> None:
    assert told(Figure(3), "meetings", Counts.NOBODY)
    assert told(Figure(2.1, published=True))


def test_a_share_by_any_name_is_no_count() -> None:
    for unit in ("%", "per cent of pupils", "Percentage", "share of plans"):
        assert Counts.COUNT not in counts_of(unit)
        assert not told(Figure(8), unit, Counts.COUNT)


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 3))
def test_no_share_that_is_told_is_of_few(numerator: int, denominator: int, digits: int) -> None:
    """Whatever is rounded: of those counted, those not counted and all together, none is few."""
    if numerator > denominator:
        return
    value = round(100 * numerator / denominator, digits)
    assert fits(value, numerator, denominator)
    parts = (numerator, denominator - numerator, denominator)
    for figure, basis in (
        (Figure(value, numerator, denominator), Basis()),
        (Figure(value, denominator=denominator), Basis()),
        (Figure(value), Basis(Counts.SHARE, denominator)),
        (Figure(value), Basis(Counts.SHARE, max(denominator - 7, 0))),
    ):
        found = release_figure(figure, "%", basis, PUBLIC)
        if any(each in SMALL for each in parts):
            assert found == Suppressed()
        else:
            assert not isinstance(found, ShownFigure) or found.of <= denominator
