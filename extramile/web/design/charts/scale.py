"""From values to places: an axis with few, round steps."""

from collections.abc import Iterable
from math import ceil, floor, log10
from typing import NamedTuple

STEPS = (1, 2, 2.5, 5)
MOST = 5
# Units whose amount is the length from zero. A score (an average grade, a progress measure) has no such zero.
FROM_ZERO = frozenset({"%", "£", "", "number"})


class Axis(NamedTuple):
    """An axis: its two ends, its ticks, and the decimals its ticks need."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    def place(self, value: float, start: float, end: float) -> float:
        """Return where `value` lies between the places `start` (of the low end) and `end`."""
        return start + (value - self.low) / (self.high - self.low) * (end - start)


def axis(
    values: Iterable[float], *, unit: str = "", decimals: int = 0, from_zero: bool | None = None, aim: int = 4
) -> Axis:
    """Return the axis for `values`, with three to five steps of a round size, `aim` if as many fit as well.

    Shares, counts and money begin at zero. Others begin where the data do, when the data use only a small part of the
    way from zero, so that an average score of 46.1 to 47.3 does not become a flat line.
    """
    known = list(values) or [0.0]
    low, high = min(known), max(known)
    if from_zero is None:
        from_zero = unit in FROM_ZERO or low <= 0 <= high or (high - low) > 0.25 * max(abs(low), abs(high))
    if from_zero:
        low, high = min(low, 0), max(high, 0)
    if high - low < 10**-decimals:
        low, high = (
            (low, low + 10**-decimals) if from_zero and low >= 0 else (low - 10**-decimals, high + 10**-decimals)
        )
    if unit == "%" and low >= 0 and 50 < high <= 100:
        # Half of everything and more is read against everything.
        high = 100
    return _round_axis(low, high, decimals, aim)


def _round_axis(low: float, high: float, decimals: int, aim: int) -> Axis:
    best: tuple[float, int, Axis] | None = None
    power = floor(log10((high - low) / MOST))
    for exponent in (power, power + 1):
        for step in STEPS:
            size = step * 10.0**exponent
            places = max(0, -exponent) + (1 if step == 2.5 and exponent <= 0 else 0)
            # A tick must not promise more than a value can say: a count has no halves.
            if places > decimals:
                continue
            first, last = floor(low / size + 1e-9), ceil(high / size - 1e-9)
            count = last - first
            if not 3 <= count <= MOST:
                continue
            candidate = Axis(
                first * size, last * size, tuple(round(index * size, 10) for index in range(first, last + 1)), places
            )
            waste = round((candidate.high - candidate.low) / (high - low), 6)
            if best is None or (waste, abs(count - aim)) < best[:2]:
                best = (waste, abs(count - aim), candidate)
    if best:
        return best[2]
    # A tiny range of whole values (0 to 2 children) has a step for each.
    size = 10.0**-decimals
    first, last = floor(low / size + 1e-9), ceil(high / size - 1e-9)
    ticks = tuple(round(index * size, 10) for index in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks, decimals)
