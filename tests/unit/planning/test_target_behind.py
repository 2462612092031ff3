"""A target that asks for no more than the baseline proves no change, and so no green."""

from datetime import date

import pytest

from extramile.core.planning import (
    Activity,
    Colour,
    Good,
    ImpactStatus,
    Measure,
    Reading,
    asks_for_more,
    impact,
    rating,
)


@pytest.mark.parametrize(("target", "figure"), [(50, 55), (60, 60)])
def test_no_green_without_a_gain_on_the_baseline(target: float, figure: float) -> None:
    measure = Measure(Good.UP, 60, date(2025, 1, 1), target, date(2026, 1, 1))
    found = impact(measure, [Reading(date(2025, month, 1), figure) for month in (3, 4)])
    assert found.status is ImpactStatus.NOT_MOVING
    stands = rating([(Activity.ON_TRACK, None)], [("x", found)], [], date(2025, 6, 1))
    assert (stands.colour, stands.proof) == (Colour.AMBER, ())


@pytest.mark.parametrize(
    ("good", "target", "more"), [("up", 61, True), ("up", 60, False), ("down", 61, False), ("down", 0, True)]
)
def test_a_target_asks_for_more_in_the_direction_that_is_better(good: str, target: float, more: bool) -> None:
    assert asks_for_more(Good(good), 60, target) is more
