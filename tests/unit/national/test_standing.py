"""Ranks, quartiles, bands and periods, as properties."""

import statistics
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from extramile.core.national import IndicatorInfo, Series
from extramile.core.national import periods as time
from extramile.core.national.standing import band, bounds_of, quantile, quartiles, rank_of

values = some.lists(some.integers(-50, 50).map(float), min_size=1, max_size=60)
polarities = some.sampled_from(["high", "low"])


def series(figures: Sequence[float | None], polarity: str, has_quartile: bool = True) -> Series:
    """A series of one period, with areas 100, 101 and so on, and a region that must not be ranked."""
    info = IndicatorInfo(
        *("code", "title", "topic", ("topic",), polarity, "unit", 1, "", ("2024",), "2024", "", "", None, ""),  # type: ignore[arg-type]
        has_quartile=has_quartile,
        definition="",
    )
    places = {str(100 + at): at for at in range(len(figures))} | {"E12000008": len(figures)}
    states = "".join("n" if each is None else "v" for each in figures) + "v"
    return Series(info, places, [("2024", [*figures, 1e6], states)])


@given(values, polarities)
def test_rank_is_1_plus_the_areas_that_do_better(figures: list[float], polarity: str) -> None:
    made = series(figures, polarity)
    for at, value in enumerate(figures):
        better = sum(each > value if polarity == "high" else each < value for each in figures)
        rank = rank_of(made, str(100 + at), "2024")
        assert rank is not None
        assert (rank.position, rank.of) == (better + 1, len(figures))


@given(values, polarities)
def test_ties_share_the_better_position_and_some_area_is_first(figures: list[float], polarity: str) -> None:
    made = series(figures, polarity)
    ranks = {at: rank_of(made, str(100 + at), "2024") for at in range(len(figures))}
    positions = [rank.position for rank in ranks.values() if rank]
    assert min(positions) == 1
    for position in positions:
        assert positions.count(position) == figures.count(figures[positions.index(position)])


@given(some.lists(some.one_of(some.none(), some.integers(0, 9).map(float)), min_size=1, max_size=30), polarities)
def test_area_without_a_value_is_not_ranked_and_not_counted(figures: list[float | None], polarity: str) -> None:
    made = series(figures, polarity)
    known = [each for each in figures if each is not None]
    for at, value in enumerate(figures):
        rank = rank_of(made, str(100 + at), "2024")
        assert (rank is None) is (value is None)
        assert rank is None or rank.of == len(known)


@given(values)
def test_without_polarity_there_is_neither_rank_nor_band(figures: list[float]) -> None:
    made = series(figures, "none")
    assert rank_of(made, "100", "2024") is None
    assert bounds_of(made, "2024") is None


def test_without_quartiles_there_is_a_rank_and_no_band() -> None:
    made = series([1.0, 2.0, 3.0], "high", has_quartile=False)
    assert rank_of(made, "100", "2024") is not None
    assert bounds_of(made, "2024") is None


@given(some.lists(some.floats(-1e6, 1e6), min_size=2, max_size=60))
def test_quartiles_are_those_of_linear_interpolation(figures: list[float]) -> None:
    ordered = sorted(figures)
    bounds = quartiles(ordered)
    assert bounds is not None
    assert bounds == pytest.approx(statistics.quantiles(ordered, n=4, method="inclusive"), rel=1e-9, abs=1e-6)
    assert ordered[0] <= bounds[0] <= bounds[1] <= bounds[2] <= ordered[-1]


@given(some.floats(-1e6, 1e6), some.integers(1, 20))
def test_quantile_of_equal_values_is_that_value_to_the_last_bit(value: float, times: int) -> None:
    assert quantile([value] * times, 0.25) == value


@given(values)
def test_bands_of_the_two_polarities_mirror_each_other_away_from_the_bounds(figures: list[float]) -> None:
    bounds = quartiles(sorted(figures))
    assert bounds is not None
    for value in figures:
        if value not in bounds:
            low, high = band(value, bounds, "low"), band(value, bounds, "high")
            assert "ABCD".index(low) == "DCBA".index(high)


def test_value_on_a_bound_belongs_to_the_quarter_below_it() -> None:
    assert [band(value, (25, 50, 75), "low") for value in (25, 25.1, 50, 75, 75.1)] == ["A", "B", "B", "C", "D"]
    assert [band(value, (25, 50, 75), "high") for value in (25, 25.1, 50, 75, 75.1)] == ["D", "C", "C", "B", "A"]


SHAPES = {
    "year": lambda year: f"{year}",
    "year with a remark": lambda year: f"{year} (Rev)",
    "academic": lambda year: f"{year - 1}/{year % 100:02d}",
    "financial": lambda year: f"{year - 1}-{year % 100:02d}",
    "finance out-turn": lambda year: f"{year - 1}-{year % 100:02d} (OT)",
    "three years": lambda year: f"{year - 2}-{year % 100:02d}",
    "three academic years": lambda year: f"{year - 3}/{(year - 2) % 100:02d}-{(year - 1) % 100:02d}/{year % 100:02d}",
    "six digits": lambda year: f"{year - 1}{year % 100:02d}",
}


@given(some.sampled_from(sorted(SHAPES)), some.lists(some.integers(1950, 2060), unique=True, min_size=2))
def test_periods_of_every_shape_sort_in_time(shape: str, years: list[int]) -> None:
    printed = {SHAPES[shape](year) for year in years}
    assert time.in_order(printed) == tuple(SHAPES[shape](year) for year in sorted(years))


@given(some.integers(1950, 2059), some.sampled_from(sorted(SHAPES)), some.sampled_from(sorted(SHAPES)))
def test_periods_of_different_shapes_sort_by_the_year_they_end_in(year: int, one: str, other: str) -> None:
    for earlier, later in pairwise((SHAPES[one](year), SHAPES[other](year + 1))):
        assert time.order(earlier) < time.order(later)


@pytest.mark.parametrize("text", ["0", "", "n/a", "24", "99999", "Rev", "2024-", "20"])
def test_what_names_no_period_is_not_read_as_one(text: str) -> None:
    assert time.is_readable(text) is (text == "2024-")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2023", "2023 (Rev)"),
        ("2023 (rev)", "2023 (Rev)"),
        ("2019-20", "2019/20"),
        ("201920", "2019/20"),
        ("2031", None),
    ],
)
def test_period_is_found_in_other_spellings(asked: str, found: str | None) -> None:
    assert time.find(asked, ("2019/20", "2022 (Rev)", "2023 (Rev)")) == found
