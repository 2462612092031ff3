"""Where a value stands among all areas: rank, quartiles, bands.

The definitions are those of the Department for Education's tool, written out in docs/reference/comparisons.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, fsum
from typing import Literal

from extramile.core.national.areas import Areas
from extramile.core.national.indicator_series import Series

Band = Literal["A", "B", "C", "D"]


@dataclass(frozen=True, slots=True)
class Rank:
    """The position among the areas that have a value; 1 is best and ties share the better position."""

    position: int
    of: int


@dataclass(frozen=True, slots=True)
class RankedArea:
    """An area in the list of all. Where neither direction is good there is no rank and no band.

    `current` is False for an area that no longer exists: the file has values for some of them long after they ended,
    and the department's tool counts them. So do we, so that ranks agree, and say which they are.
    """

    code: str
    name: str
    value: float
    rank: int | None
    band: Band | None
    current: bool


def mean(values: Sequence[float]) -> float | None:
    """Return the plain mean of what is known, None of nothing."""
    return tidy(fsum(values) / len(values)) if values else None


def tidy(value: float) -> float:
    """Drop the noise of binary arithmetic: 66.1 less 43.0 is 23.1, not 23.099999999999994."""
    return round(value, 10)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the quantile of sorted values, by linear interpolation between order statistics."""
    place = (len(values) - 1) * share
    below = floor(place)
    above = min(below + 1, len(values) - 1)
    if values[below] == values[above]:
        return values[below]
    weight = place - below
    return values[below] * (1 - weight) + values[above] * weight


def quartiles(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Return the three quartiles of sorted values, None of nothing."""
    if not values:
        return None
    return (quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75))


def band(value: float, bounds: tuple[float, float, float], polarity: str) -> Band:
    """Return the quarter that a value lies in: A best. A value on a bound belongs to the quarter below it."""
    quarter = sum(value > bound for bound in bounds)
    letters: tuple[Band, ...] = ("A", "B", "C", "D") if polarity == "low" else ("D", "C", "B", "A")
    return letters[quarter]


def rank_of(series: Series, code: str, period: str) -> Rank | None:
    """Return the rank of an area: None where it has no value, or where neither direction is good."""
    value = series.figure(code, period).value
    if value is None or series.info.polarity == "none":
        return None
    return Rank(series.better_than(value, period) + 1, len(series.sorted_values(period)))


def bounds_of(series: Series, period: str) -> tuple[float, float, float] | None:
    """Return the quartiles behind the bands: None where the publisher gives no bands or neither direction is good."""
    if series.info.polarity == "none" or not series.info.has_quartile:
        return None
    return quartiles(series.sorted_values(period))


def rank_all(series: Series, areas: Areas, period: str) -> tuple[RankedArea, ...]:
    """Return all areas that have a value, best first; by falling value where neither direction is good."""
    bounds, polarity = bounds_of(series, period), series.info.polarity
    ranked = [
        RankedArea(
            code=code,
            name=areas.get(code).name,
            value=value,
            rank=None if polarity == "none" else series.better_than(value, period) + 1,
            band=band(value, bounds, polarity) if bounds else None,
            current=areas.get(code).current,
        )
        for code, value in series.of_areas(period).items()
    ]
    best_first = 1 if polarity == "low" else -1
    return tuple(sorted(ranked, key=lambda each: (best_first * each.value, each.name)))
