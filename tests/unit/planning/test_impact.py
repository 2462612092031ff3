"""Whether a measure moves: worked cases, and what holds whatever is read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.planning import Good, ImpactStatus, Measure, Reading, Waypoint, expected, impact

FIRST = date(2026, 1, 31)
SHARE = Measure(Good.UP, 40, FIRST, 70, date(2027, 1, 31), tolerance=2)


def readings(*values: float | None) -> list[Reading]:
    return [Reading(FIRST + timedelta(days=30 * number), value) for number, value in enumerate(values, 1)]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((), "no-data"),
        ((None, None), "no-data"),
        ((60,), "no-data"),
        ((41, 42), "not-moving"),
        ((43, 41), "not-moving"),
        ((30, 20), "not-moving"),
        ((43, 44), "moving"),
        ((30, 43, None, 44), "moving"),
        ((70,), "reached"),
        ((75, 69), "moving"),
        ((75, 41), "not-moving"),
    ],
)
def test_what_a_share_shows(values: tuple[float | None, ...], status: str) -> None:
    assert impact(SHARE, readings(*values)).status == status


def test_what_should_fall_moves_when_it_falls() -> None:
    waits = Measure(Good.DOWN, 50, FIRST, 20, date(2027, 1, 31), tolerance=1)
    assert impact(waits, readings(48, 47)).status is ImpactStatus.MOVING
    assert impact(waits, readings(52, 53)).status is ImpactStatus.NOT_MOVING
    assert impact(waits, readings(20)).status is ImpactStatus.REACHED


def test_without_a_baseline_nothing_moves() -> None:
    assert (
        impact(Measure(Good.UP, None, None, 70, None), readings(71, 72)).because == "It has no baseline to move from."
    )


def test_a_reading_of_the_day_of_the_baseline_is_the_baseline() -> None:
    assert impact(SHARE, [Reading(FIRST, 99)]).status is ImpactStatus.NO_DATA


def test_the_trajectory_is_straight_between_its_points() -> None:
    way = Measure(Good.UP, 40, date(2026, 1, 1), 80, date(2026, 1, 21), waypoints=(Waypoint(date(2026, 1, 11), 50),))
    assert [expected(way, date(2026, 1, day)) for day in (1, 6, 11, 16, 21, 31)] == [40, 45, 50, 65, 80, 80]
    assert expected(way, date(2025, 12, 31)) is None


def test_short_of_the_trajectory_is_said_beside_the_movement() -> None:
    found = impact(SHARE, readings(*[None] * 9, 43, 44))
    assert (found.status, found.behind) == (ImpactStatus.MOVING, True)


VALUES = st.lists(st.one_of(st.none(), st.integers(0, 100).map(float)), max_size=12)


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_of_readings_does_not_matter(values: list[float | None], shuffle) -> None:
    told = readings(*values)
    mixed = list(told)
    shuffle.shuffle(mixed)
    assert impact(SHARE, mixed) == impact(SHARE, told)


@given(VALUES)
def test_turned_round_a_measure_shows_the_same(values: list[float | None]) -> None:
    turned = Measure(Good.DOWN, -40, FIRST, -70, date(2027, 1, 31), tolerance=2)
    other = readings(*(None if each is None else -each for each in values))
    assert impact(turned, other).status == impact(SHARE, readings(*values)).status


@given(VALUES)
def test_nothing_moves_by_one_figure(values: list[float | None]) -> None:
    known = [each for each in values if each is not None]
    if impact(SHARE, readings(*values)).status is ImpactStatus.MOVING:
        assert len(known) >= 2
        assert all(each > 42 for each in known[-2:])
