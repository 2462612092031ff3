"""A target that asks for no more than the baseline proves no change, and so no green."""

from datetime import date

import pytest

from extramile.core.planning import Activity, Colour, Good, ImpactStatus, Measure, Reading, impact, rating


@pytest.mark.parametrize(("target", "figure"), [(50, 55), (60, 60)])
def test_no_green_without_a_gain_on_the_baseline(target: float, figure: float) -> None:
    measure = Measure(Good.UP, 60, date(2025, 1, 1), target, date(2026, 1, 1))
    found = impact(measure, [Reading(date(2025, month, 1), figure) for month in (3, 4)])
    assert found.status is ImpactStatus.NOT_MOVING
    stands = rating([(Activity.ON_TRACK, None)], [("x", found)], [], date(2025, 6, 1))
    assert (stands.colour, stands.proof) == (Colour.AMBER, ())
