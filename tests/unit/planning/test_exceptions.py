"""What a board must look at first."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from extramile.core.planning import (
    Activity,
    Colour,
    Exceptional,
    Impact,
    ImpactStatus,
    LookedAtAction,
    LookedAtMeasure,
    LookedAtTheme,
    Rating,
    Reading,
    Sort,
    exceptions,
    of_sort,
)

TODAY = date(2026, 11, 29)
FINE = LookedAtAction(
    1, "Therapists on the moor", Activity.ON_TRACK, date(2027, 3, 1), "A trust", "Noor", measured=True
)
LATEST = Reading(date(2026, 10, 31), 12.0)


def of_action(each: LookedAtAction) -> list[tuple[Sort, str]]:
    return [(one.sort, one.why) for one in exceptions([each], [], [], TODAY)]


def of_theme(rating: Rating, *states: Activity) -> tuple[Exceptional, ...]:
    return exceptions([], [], [LookedAtTheme(3, "Waits", rating, states)], TODAY)


def test_what_is_as_it_should_be_is_no_exception() -> None:
    assert of_action(FINE) == []
    assert of_action(replace(FINE, due=TODAY)) == []


def test_an_action_past_its_day_is_late_and_never_both_late_and_delayed() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert of_action(replace(FINE, due=yesterday)) == [(Sort.LATE, "It was due 1 day ago.")]
    assert of_action(replace(FINE, due=yesterday - timedelta(days=9), state=Activity.DELAYED)) == [
        (Sort.LATE, "It was due 10 days ago, and it is said to be delayed.")
    ]
    assert [each for each, _ in of_action(replace(FINE, state=Activity.DELAYED))] == [Sort.DELAYED]


def test_of_what_is_done_or_stopped_nothing_is_expected() -> None:
    bare = replace(FINE, due=date(2020, 1, 1), body="", owner="", measured=False)
    assert of_action(replace(bare, state=Activity.DONE)) == []
    assert of_action(replace(bare, state=Activity.STOPPED)) == []
    assert [each for each, _ in of_action(bare)] == [Sort.LATE, Sort.NO_OWNER, Sort.WITHOUT_MEASURE]


def test_who_answers_is_a_body_and_a_person() -> None:
    assert of_action(replace(FINE, owner="")) == [(Sort.NO_OWNER, "No person answers for it yet.")]
    assert of_action(replace(FINE, owner="", body="")) == [(Sort.NO_OWNER, "No body and no person answers for it yet.")]


def test_a_measure_that_does_not_move_and_one_without_data_are_two_things() -> None:
    still = LookedAtMeasure(1, "Weeks", Impact(ImpactStatus.NOT_MOVING, "It stands.", LATEST))
    empty = LookedAtMeasure(2, "Calls", Impact(ImpactStatus.NO_DATA, "There is no figure since the baseline."))
    one = LookedAtMeasure(3, "Trust", Impact(ImpactStatus.NO_DATA, "There is one figure since the baseline.", LATEST))
    moved = LookedAtMeasure(4, "Plans", Impact(ImpactStatus.MOVING, "It moves.", LATEST))
    found = exceptions([], [empty, one, moved, still], [], TODAY)
    assert [(each.sort, each.id) for each in found] == [(Sort.NOT_MOVING, 1), (Sort.WITHOUT_DATA, 2)]


def test_green_and_done_need_proof() -> None:
    amber, done, stopped = Rating(Colour.AMBER, ""), Activity.DONE, Activity.STOPPED
    assert [each.sort for each in of_theme(amber, done, stopped)] == [Sort.GREEN_WITHOUT_PROOF]
    assert [each.sort for each in of_theme(Rating(Colour.GREEN, ""), Activity.ON_TRACK)] == [Sort.GREEN_WITHOUT_PROOF]
    assert of_theme(Rating(Colour.GREEN, "", ("Weeks",)), done) == ()
    assert of_theme(amber, done, Activity.ON_TRACK) == ()
    assert of_theme(amber, stopped) == ()


ACTIONS = st.builds(
    LookedAtAction,
    st.integers(1, 9),
    st.just("An action"),
    st.sampled_from(Activity),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["", "A trust"]),
    st.sampled_from(["", "Noor"]),
    st.booleans(),
)


@given(st.lists(ACTIONS, max_size=12))
def test_the_order_is_of_sorts_and_the_longest_late_comes_first(actions: list[LookedAtAction]) -> None:
    found = exceptions(actions, [], [], TODAY)
    order = list(Sort)
    assert [order.index(each.sort) for each in found] == sorted(order.index(each.sort) for each in found)
    late = of_sort(found, Sort.LATE)
    assert [each.days for each in late] == sorted((each.days for each in late), reverse=True)
    due = [each for each in actions if each.due and each.due < TODAY and each.state.value not in ("done", "stopped")]
    assert len(late) == len(due)
    assert all(each.days > 0 and each.why.endswith(".") for each in late)
