"""Entered days come in the order in which things happen, in both packs, whenever the call comes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.days import working_day_on_or_after
from extramile.core.frameworks import pack
from extramile.core.inspecting import DONE_WITH, TASK, hanging_on_outcomes, out_of_order, schedule
from extramile.core.vocabulary import InputError

KINDS = (("send-2016", "inspection"), ("send-2016", "re-visit"), ("send-2023", "full"), ("send-2023", "monitoring"))
CALLED = date(2025, 9, 8)


@given(st.dates(date(2016, 1, 1), date(2050, 12, 31)), st.sampled_from(KINDS))
def test_what_the_rules_give_is_in_order(day: date, which: tuple[str, str]) -> None:
    name, kind = which
    found = schedule(pack(name), kind, {"notification": working_day_on_or_after(day)})
    expected = {each.event.id: each.day for each in found.events if each.day}

    assert out_of_order(pack(name), kind, expected) == {}


@given(st.sampled_from(KINDS), st.integers(1, 400))
def test_nothing_comes_before_the_call(which: tuple[str, str], days: int) -> None:
    name, kind = which
    for event in pack(name).events[1:]:
        wrong = out_of_order(pack(name), kind, {"notification": CALLED, event.id: CALLED - timedelta(days=days)})
        assert list(wrong) == [event.id]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("fieldwork-start", "on-site-start"), ("on-site-start", "fieldwork-end"), ("draft-received", "report-published")],
)
def test_the_spine_is_in_the_order_of_the_pack(earlier: str, later: str) -> None:
    wrong = out_of_order(pack("send-2023"), "full", {earlier: CALLED, later: CALLED - timedelta(days=1)})
    assert wrong[later].endswith("8 September 2025.")


def test_surveys_may_close_before_or_after_cases_are_named() -> None:
    days = {
        "notification": CALLED,
        "survey-closes": CALLED + timedelta(days=2),
        "cases-named": CALLED + timedelta(days=1),
    }
    assert out_of_order(pack("send-2023"), "full", days) == {}
    assert out_of_order(pack("send-2023"), "full", days | {"cases-named": CALLED + timedelta(days=4)}) == {}


@pytest.mark.parametrize("name", ["send-2016", "send-2023"])
def test_every_outcome_keeps_its_own_deadlines_and_no_other(name: str) -> None:
    rules = pack(name)
    hanging = hanging_on_outcomes(rules)
    for outcome in rules.outcomes:
        for kind in outcome.kinds:
            told = {each.deadline.id for each in schedule(rules, kind, {}, outcome=outcome.id).due}
            due = {each.deadline for each in outcome.follows if each.deadline}
            of_kind = {each.id for each in rules.deadlines_for(kind)}
            assert due & of_kind <= told
            assert {each.id for each in rules.deadlines_for(kind)} - hanging <= told
    assert not hanging & {each.deadline.id for each in schedule(rules, rules.kinds[0].id, {}, outcome="").due}


def test_a_line_that_was_done_is_opened_again() -> None:
    for state in DONE_WITH:
        assert TASK.take(state, "reopen") == "open"
    with pytest.raises(InputError, match="the checklist line is done"):
        TASK.take("done", "begin")
