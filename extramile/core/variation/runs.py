"""A run chart with the limits of individual figures (XmR) and three named signals.

The limits are those of Shewhart's chart for individuals: the mean, and 2.66 mean moving ranges to either side, which is
3 divided by the constant 1.128 for ranges of two. The lengths that make a shift and a trend are conventions, in common use
with monthly figures of health services; others use seven or nine. They are said on every page that shows a signal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import fmean

CENTRE_FROM = 5
"""From so many known points on there is a centre line."""
LIMITS_FROM = 10
"""From so many known points on there are limits; with fewer they would be too wide or too narrow by chance."""
SETTLED_ON = 12
"""Without enough points up to the baseline, centre and limits are those of so many first points: our choice, a year of months."""
SHIFT = 8
"""So many points in a row on one side of the centre are a shift."""
TREND = 6
"""So many points, each higher (or each lower) than the one before, are a trend; one that repeats it neither counts nor breaks."""
WIDTH = 2.66


class SignalKind(StrEnum):
    """What makes a signal."""

    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"


SIGNALS = {
    SignalKind.OUTSIDE: "A figure outside the limits: further from the centre than the usual variation goes",
    SignalKind.SHIFT: f"A shift: {SHIFT} figures, or more, on one side of the centre; one on it is not counted and ends nothing",
    SignalKind.TREND: f"A trend: {TREND} figures, or more, each higher than the one before, or each lower; "
    "one that repeats the figure before it is not counted and ends nothing",
}


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one period. `value` is None where it is not known or not shown: it ends nothing and counts nowhere."""

    day: date
    value: float | None


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the figures go by their usual variation."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Signal:
    """A change that is more than noise: its kind, whether the figures went up, and the points that make it, in order."""

    kind: SignalKind
    up: bool
    points: tuple[Point, ...]

    @property
    def since(self) -> date:
        """The day of its first point."""
        return self.points[0].day


@dataclass(frozen=True, slots=True)
class RunChart:
    """Points in the order of their days, with what can be said of them. None: too few points to say it."""

    points: tuple[Point, ...]
    centre: float | None
    limits: Limits | None
    signals: tuple[Signal, ...]

    @property
    def known(self) -> tuple[Point, ...]:
        """The points with a figure."""
        return tuple(each for each in self.points if each.value is not None)


class Basis(StrEnum):
    """On which points centre and limits stand."""

    BASELINE = "baseline"
    FIRST = "first"
    ALL = "all"


def settle(points: Sequence[Point], baseline_on: date | None) -> tuple[Basis, int | None]:
    """Return on which known points centre and limits should stand, and how many these are (None: all of them).

    Those up to the day of the baseline, if they are enough for limits; else the first `SETTLED_ON`, if there are more than
    these; else all. So a change that comes after the baseline is seen against how things were and does not widen its own
    limits. No standard says so: which points are settled is a choice, this one is ours, and every page with limits says it.
    """
    known = [each for each in points if each.value is not None]
    before = sum(each.day <= baseline_on for each in known) if baseline_on else 0
    if before >= LIMITS_FROM:
        return Basis.BASELINE, before
    if len(known) > SETTLED_ON:
        return Basis.FIRST, SETTLED_ON
    return Basis.ALL, None


def run_chart(
    points: Sequence[Point], *, settled: int | None = None, floor: float | None = None, ceiling: float | None = None
) -> RunChart:
    """Return a run chart of points in any order.

    Centre and limits are those of the first `settled` known points (of all, by default), so that a change after them
    is seen against how things were. Limits never go beyond `floor` and `ceiling`: a share does not pass 100.

    Raises ValueError if two points have one day, or `settled` is less than one.
    """
    ordered = tuple(sorted(points, key=lambda each: each.day))
    if len({each.day for each in ordered}) < len(ordered):
        raise ValueError("two points have one day")
    if settled is not None and settled < 1:
        raise ValueError("at least one point must be settled")
    known = [(each, each.value) for each in ordered if each.value is not None]
    base = [value for _, value in known[:settled]]
    centre = fmean(base) if len(base) >= CENTRE_FROM else None
    limits = _limits(base, floor, ceiling) if len(base) >= LIMITS_FROM else None
    return RunChart(ordered, centre, limits, tuple(_signals(known, centre, limits)))


def _limits(values: Sequence[float], floor: float | None, ceiling: float | None) -> Limits:
    centre = fmean(values)
    width = WIDTH * fmean(abs(after - before) for before, after in pairwise(values))
    low, high = centre - width, centre + width
    return Limits(low if floor is None else max(low, floor), high if ceiling is None else min(high, ceiling))


def _signals(known: list[tuple[Point, float]], centre: float | None, limits: Limits | None) -> Iterator[Signal]:
    if limits is not None:
        for point, value in known:
            if not limits.low <= value <= limits.high:
                yield Signal(SignalKind.OUTSIDE, value > limits.high, (point,))
    if centre is not None:
        yield from _shifts(known, centre)
    yield from _trends(known)


def _shifts(known: list[tuple[Point, float]], centre: float) -> Iterator[Signal]:
    # A point on the centre line neither makes nor breaks a run.
    beside = [(point, value > centre) for point, value in known if value != centre]
    for up, run in groupby(beside, key=lambda each: each[1]):
        points = tuple(point for point, _ in run)
        if len(points) >= SHIFT:
            yield Signal(SignalKind.SHIFT, up, points)


def _trends(known: list[tuple[Point, float]]) -> Iterator[Signal]:
    # A figure that repeats the one before neither makes nor breaks a run.
    moving = [pair for number, pair in enumerate(known) if number == 0 or pair[1] != known[number - 1][1]]
    steps = [(before, after, after[1] > before[1]) for before, after in pairwise(moving)]
    for up, run in groupby(steps, key=lambda each: each[2]):
        found = list(run)
        points = (found[0][0][0], *(after[0] for _, after, _ in found))
        if len(points) >= TREND:
            yield Signal(SignalKind.TREND, up, points)
