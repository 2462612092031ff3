"""Whether a measure moves, from its baseline, its readings and its target alone. One reading is never a movement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

MOVED_BY = 2
"""So many readings in a row must be better than the baseline by more than the tolerance, for a measure to have moved."""


class Good(StrEnum):
    """In which direction a measure should go."""

    UP = "up"
    DOWN = "down"


class ImpactStatus(StrEnum):
    """What a measure shows."""

    NO_DATA = "no-data"
    NOT_MOVING = "not-moving"
    MOVING = "moving"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Waypoint:
    """Where a measure should be by a day, on its way to the target."""

    by: date
    value: float


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: where it stood, where it should be by when, and how much of a change is noise.

    `tolerance` is in the unit of the measure. None: not known, or not decided yet.
    """

    good: Good
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_by: date | None
    tolerance: float = 0
    waypoints: tuple[Waypoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a measure. `value` is None where it is not available or must not be shown."""

    day: date
    value: float | None


@dataclass(frozen=True, slots=True)
class Impact:
    """What a measure shows, why, and how it stands to its trajectory.

    `latest` is the newest known reading, `expected` what the trajectory gives for its day, `behind` whether it is short of
    that by more than the tolerance; None where it cannot be said.
    """

    status: ImpactStatus
    because: str
    latest: Reading | None = None
    expected: float | None = None
    behind: bool | None = None


def asks_for_more(good: Good, baseline: float, target: float) -> bool:
    """Return whether a target is better than the baseline, in the direction in which the measure should go."""
    return _better(good, target, baseline) > 0


def expected(measure: Measure, day: date) -> float | None:
    """Return where the measure should be on a day: on straight lines from the baseline over the waypoints to the target.

    None before the baseline, or without a baseline, a target or their days; from the day of the target on, the target.
    """
    if measure.baseline is None or measure.baseline_on is None or measure.target is None or measure.target_by is None:
        return None
    if day < measure.baseline_on:
        return None
    between = [each for each in measure.waypoints if measure.baseline_on < each.by < measure.target_by]
    way = [
        Waypoint(measure.baseline_on, measure.baseline),
        *sorted(between, key=lambda each: each.by),
        Waypoint(measure.target_by, measure.target),
    ]
    for before, after in pairwise(way):
        if before.by <= day < after.by:
            share = (day - before.by) / (after.by - before.by)
            return before.value + share * (after.value - before.value)
    return measure.target


def impact(measure: Measure, readings: Sequence[Reading]) -> Impact:
    """Return what a measure shows. Readings of the day of the baseline or before are not counted; their order does not matter."""
    if measure.baseline is None or measure.baseline_on is None:
        return Impact(ImpactStatus.NO_DATA, "It has no baseline to move from.")
    since = sorted((each for each in readings if each.day > measure.baseline_on), key=lambda each: each.day)
    known = [(each, each.value) for each in since if each.value is not None]
    if not known:
        return Impact(ImpactStatus.NO_DATA, "There is no figure since the baseline.")
    latest, value = known[-1]
    should = expected(measure, latest.day)
    behind = None if should is None else _better(measure.good, should, value) > measure.tolerance
    # Where the target asks for no more than the baseline, being at it proves no change.
    gained = _better(measure.good, value, measure.baseline) > 0
    if gained and measure.target is not None and _better(measure.good, value, measure.target) >= 0:
        return Impact(ImpactStatus.REACHED, "The latest figure is at the target or past it.", latest, should, behind)
    if len(known) < MOVED_BY:
        because = "There is one figure since the baseline; two are needed to see a movement."
        return Impact(ImpactStatus.NO_DATA, because, latest, should, behind)
    moved = all(_better(measure.good, each, measure.baseline) > measure.tolerance for _, each in known[-MOVED_BY:])
    if moved:
        because = "The two latest figures are both clearly better than the baseline."
        return Impact(ImpactStatus.MOVING, because, latest, should, behind)
    because = "The two latest figures are not both clearly better than the baseline yet."
    return Impact(ImpactStatus.NOT_MOVING, because, latest, should, behind)


def _better(good: Good, value: float, other: float) -> float:
    """Return by how much a value is better than another; less than nothing if it is worse."""
    return value - other if good is Good.UP else other - value
