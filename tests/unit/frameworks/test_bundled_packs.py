"""The two bundled packs: complete, sourced, in step with the register, and honest about what nobody has verified."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.frameworks import GRADE_WORDS, Pack, crosswalk, deadline_line, pack, packs, source_line
from extramile.core.national import OUTCOMES
from extramile.core.vocabulary import InputError, NotFoundError

each_pack = pytest.mark.parametrize("found", packs(), ids=[found.id for found in packs()])


def test_the_packs_are_read_once_and_come_oldest_first():
    assert [found.id for found in packs()] == ["send-2016", "send-2023"]
    assert pack("send-2023") is packs()[1]
    with pytest.raises(NotFoundError, match="Did you mean send-2023"):
        pack("send-2033")


def test_criteria():
    assert [each.id for each in pack("send-2016").all_criteria()] == ["2016-A", "2016-B", "2016-C"]
    assert [each.id for each in pack("send-2023").all_criteria()] == [
        *("I1", "I2", "I3", "I4", "I5"),
        *("L1", "L2", "L3", "L4", "L5", "L6"),
        "AP1",
    ]


@pytest.mark.parametrize(("framework", "kind"), [("2016", "inspection"), ("2023", "full")])
def test_outcomes_are_named_as_in_the_register(framework: str, kind: str):
    assert tuple(each.id for each in pack(f"send-{framework}").outcomes_for(kind)) == OUTCOMES[framework]


@each_pack
def test_every_entry_says_what_it_rests_on(found: Pack):
    for path, entry in found.entries():
        line = source_line(entry, found)
        assert line.startswith(GRADE_WORDS[entry.grade]), path
        assert entry.unverified == (entry.grade == "R" or entry.open_question is not None), path


@each_pack
def test_no_source_stands_there_unused(found: Pack):
    assert set(found.sources) == {key for _, entry in found.entries() for key in entry.source}


@each_pack
def test_every_kind_can_be_run(found: Pack):
    for kind in found.kinds:
        assert found.outcomes_for(kind.id), kind.id
        assert found.phases_for(kind.id), kind.id
        assert found.report_for(kind.id) is not None, kind.id
        sorts = found.finding_kinds_for(kind.id)
        assert {each.good for each in sorts} == {True, False}, kind.id
        assert kind.may_be_rehearsed


@each_pack
def test_every_outcome_that_asks_for_a_plan_names_it_and_the_plan_names_the_outcome(found: Pack):
    asked = {
        (outcome.id, each.plan)
        for outcome in found.outcomes
        for each in outcome.follows
        if each.what in {"plan", "statement"}
    }
    assert asked == {(outcome, plan.id) for plan in found.plans for outcome in plan.outcomes}


def test_what_follows_each_outcome():
    old, new = pack("send-2016"), pack("send-2023")
    assert not old.outcome("not-required").requires("statement")
    [statement] = old.outcome("statement-of-action-required").following("statement")
    assert statement.deadline is not None
    assert deadline_line(old.deadline(statement.deadline), old) == (
        "no later than 70 working days after receipt of the letter"
    )
    years = [
        new.deadline(each.deadline or "").value
        for outcome in new.outcomes_for("full")
        for each in outcome.following("next-inspection")
    ]
    assert years == [5, 3, 3]
    [monitoring] = new.outcome("widespread-failings").following("monitoring")
    assert monitoring.kind == "monitoring"


def test_the_calendar_of_a_full_inspection_agrees_with_the_example_of_ealing():
    """Notified on 8 September 2025, a Monday without a bank holiday after it."""
    found = pack("send-2023")
    september = {rule: found.deadline(rule).value for rule in ("CAL2", "CAL3", "CAL4")}
    working_days = [day for day in range(8, 31) if date(2025, 9, day).weekday() < 5]
    assert {rule: working_days[value or 0] for rule, value in september.items()} == {"CAL2": 18, "CAL3": 22, "CAL4": 26}
    for rule in september:
        day = date(2025, 9, working_days[september[rule] or 0])
        assert found.deadline(rule).weekday == f"{day:%A}".lower()


def test_what_is_recalled_is_told_as_that():
    found = pack("send-2023")
    draft = found.deadline("P4-1")
    assert draft.unverified
    assert source_line(draft, found) == "Recalled, not verified"
    plan = found.deadline("priority-plan-draft")
    assert plan.unverified
    assert source_line(plan, found).endswith("Still to be checked")
    assert (
        deadline_line(found.deadline("strategic-plan-due"), found)
        == "not known, counted from publication of the report"
    )
    assert deadline_line(found.deadline("reform-plan-due"), found) == "not known"
    assert deadline_line(found.deadline("CAL5-opens"), found) == "on the day of notification or the working day after"
    assert source_line(pack("send-2016").deadline("notice"), pack("send-2016")).startswith("Official text: Ofsted")


DAY = date(2026, 11, 23)


def test_an_area_sets_a_deadline_differently_and_the_original_stays():
    found = pack("send-2023")
    rule = found.deadline("P4-2")
    own = rule.with_override(5, "working-days", "Told so by the lead inspector", by="Ana Example", when=DAY)
    assert (own.value, own.id, own.anchor) == (5, "P4-2", "draft-received")
    assert own.original is rule
    assert own.override is not None
    assert (own.override.by, own.override.when) == ("Ana Example", DAY)
    assert not own.unverified
    assert rule.unverified
    assert (rule.value, rule.override) == (10, None)
    assert source_line(own, found) == (
        "Set by this area: Told so by the lead inspector. The framework: 10 working days. Recalled, not verified"
    )
    again = own.with_override(1, "months", "Told so again", by="Ana Example", when=DAY)
    assert again.original is rule
    assert again.length() == "1 month"


@pytest.mark.parametrize(
    ("value", "unit", "reason", "by", "said"),
    [
        (5, "working-days", " ", "Ana Example", "cannot be set differently without a reason"),
        (5, "working-days", "Told so", "", "without the name of the person"),
        (-1, "days", "Told so", "Ana Example", "“-1 days” is no length of time"),
        (5, "fortnights", "Told so", "Ana Example", "Give a number of working days, days, months, years"),
    ],
)
def test_an_override_without_reason_or_sense_is_refused(value: int, unit: str, reason: str, by: str, said: str):
    with pytest.raises(InputError, match=said):
        pack("send-2023").deadline("P4-2").with_override(value, unit, reason, by=by, when=DAY)  # type: ignore[arg-type]


@given(
    st.sampled_from([(found, rule) for found in packs() for rule in found.deadlines]),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["working-days", "days", "months", "years"])), min_size=1),
)
def test_however_often_it_is_overridden_the_pack_is_never_lost(chosen, overrides):
    found, rule = chosen
    own = rule
    for value, unit in overrides:
        own = own.with_override(value, unit, "Told so", by="Ana Example", when=DAY)
    assert (own.value, own.unit, own.up_to) == (*overrides[-1], None)
    assert own.original is rule
    assert rule is found.deadline(rule.id)
    assert deadline_line(own, found)


def test_the_crosswalk():
    found = crosswalk("send-2016", "send-2023")
    assert found.homes("2016-A") == ("I1",)
    assert found.homes("2016-B") == ("I1", "I2", "I3", "L2", "L4")
    assert [each.id for each in found.new] == ["L1", "L3", "L6", "AP1"]
    assert {each.grade for each in (*found.lines, *found.new)} == {"C"}
    with pytest.raises(NotFoundError, match="send-2023 to send-2016"):
        crosswalk("send-2023", "send-2016")
