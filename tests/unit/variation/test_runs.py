"""Run charts: worked cases, and what holds for any series."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.variation import (
    LIMITS_FROM,
    SETTLED_ON,
    SHIFT,
    TREND,
    Basis,
    Point,
    SignalKind,
    run_chart,
    settle,
)

FIRST = date(2024, 1, 1)


def points(*values: float | None) -> list[Point]:
    return [Point(FIRST + timedelta(days=30 * number), value) for number, value in enumerate(values)]


def kinds(*values: float | None, **more: int) -> list[tuple[str, bool, int]]:
    return [(each.kind.value, each.up, len(each.points)) for each in run_chart(points(*values), **more).signals]


def test_two_points_say_nothing() -> None:
    found = run_chart(points(10, 90))
    assert (found.centre, found.limits, found.signals) == (None, None, ())


def test_a_worked_case() -> None:
    # Mean 50; moving ranges 2 throughout: limits 50 ± 2.66 · 2.
    found = run_chart(points(*[49, 51] * 5))
    assert found.centre == 50
    assert found.limits is not None
    assert (round(found.limits.low, 2), round(found.limits.high, 2)) == (44.68, 55.32)
    assert found.signals == ()


def test_limits_stay_within_what_a_share_can_be() -> None:
    found = run_chart(points(*[1, 99] * 5), floor=0, ceiling=100)
    assert found.limits is not None
    assert (found.limits.low, found.limits.high) == (0, 100)


def test_a_figure_outside_is_seen_against_how_things_were() -> None:
    usual = [49.0, 51.0] * 5
    assert kinds(*usual, 70, settled=10) == [("outside", True, 1)]


def test_centre_and_limits_stand_on_the_figures_up_to_the_baseline() -> None:
    told = points(*[49, None, 51] * 5, *range(60, 70))
    assert settle(told, told[14].day) == (Basis.BASELINE, 10)
    # One known figure less, or no baseline, and it is the first twelve.
    assert settle(told, told[13].day) == (Basis.FIRST, SETTLED_ON)
    assert settle(told, None) == (Basis.FIRST, SETTLED_ON)
    assert settle(points(*range(SETTLED_ON)), FIRST) == (Basis.ALL, None)
    assert settle(points(*range(SETTLED_ON + 1)), FIRST) == (Basis.FIRST, SETTLED_ON)
    assert settle([], FIRST) == (Basis.ALL, None)


def test_a_change_after_the_baseline_does_not_widen_its_own_limits() -> None:
    told = points(*[49, 51] * 5, *range(60, 80, 2))
    _, settled = settle(told, told[9].day)
    found = run_chart(told, settled=settled)
    assert found.centre == 50
    kinds_found = [each.kind for each in found.signals]
    assert {each.day for one in found.signals if one.kind is SignalKind.OUTSIDE for each in one.points} == {
        each.day for each in told[10:]
    }
    assert SignalKind.SHIFT in kinds_found
    assert SignalKind.TREND in kinds_found


def test_eight_on_one_side_are_a_shift_and_seven_are_none() -> None:
    usual = [49.0, 51.0] * 5
    after = [52.0, 53.0, 52.0, 53.0, 52.0, 53.0, 52.0]
    assert kinds(*usual[:-1], 49, *after, settled=10) == []
    assert kinds(*usual[:-1], 49, *after, 53, settled=10) == [("shift", True, 8)]


def test_six_that_rise_are_a_trend_and_a_repeated_figure_does_not_end_it() -> None:
    assert kinds(1, 2, 3, 4, 5) == []
    assert ("trend", True, 6) in kinds(1, 2, 3, 4, 5, 6)
    assert ("trend", False, 6) in kinds(9, 8, 8, 7, 6, 5, 4)


def test_what_is_not_known_counts_nowhere() -> None:
    assert run_chart(points(1, None, 2, None, 3)).centre is None
    assert ("trend", True, 6) in kinds(1, 2, None, 3, 4, 5, 6)


def test_a_day_has_one_figure() -> None:
    with pytest.raises(ValueError, match="one day"):
        run_chart([Point(FIRST, 1), Point(FIRST, 2)])


VALUES = st.lists(st.one_of(st.none(), st.integers(-1000, 1000).map(float)), max_size=40)


@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_in_which_points_are_given_does_not_matter(values: list[float | None], shuffle) -> None:
    told = points(*values)
    mixed = list(told)
    shuffle.shuffle(mixed)
    assert run_chart(mixed) == run_chart(told)


@given(VALUES)
def test_upside_down_every_signal_turns_round(values: list[float | None]) -> None:
    over = run_chart(points(*values))
    under = run_chart(points(*(None if each is None else -each for each in values)))
    told = [(each.kind, each.up, each.since) for each in over.signals]
    assert [(each.kind, not each.up, each.since) for each in under.signals] == told


@given(VALUES)
def test_signals_are_as_long_as_they_must_be(values: list[float | None]) -> None:
    found = run_chart(points(*values))
    least = {SignalKind.OUTSIDE: 1, SignalKind.SHIFT: SHIFT, SignalKind.TREND: TREND}
    assert all(len(each.points) >= least[each.kind] for each in found.signals)
    assert (found.limits is not None) == (len(found.known) >= LIMITS_FROM)
