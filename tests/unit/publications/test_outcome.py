"""The box on page one, in the wordings of the series and in others that mean the same."""

import pytest

from extramile.core.publications.outcome import read_outcome

FULL = "The next full area SEND inspection will be within approximately {}."


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Arrangements typically lead to positive experiences and outcomes.", 1),
        ("Arrangements typically lead to\npositive experiences.", 1),
        ("Arrangements lead to inconsistent experiences and outcomes.", 2),
        ("There are widespread and/or systemic failings.", 3),
        ("There are widespread and systemic failings.", 3),
        ("There are wide-spread and / or systemic failings.", 3),
        ("There are systemic failures, which it must address urgently.", 3),
        ("Arrangements typically leading to positive outcomes were seen.", 1),
        ("Outcomes are good for some; there are inconsistent outcomes for others.", 2),
        ("There are things to say.", None),
        ("There are widespread and/or systemic failings and inconsistent experiences.", None),
    ],
)
def test_outcome_is_told_by_one_stem(text: str, outcome: int | None) -> None:
    assert read_outcome(text).outcome == outcome


@pytest.mark.parametrize(
    ("printed", "years"),
    [("three years", 3), ("5 years", 5), ("Five Years", 5), ("3-years", 3), ("36 months", 3), ("some years", None)],
)
def test_years_to_the_next_full_inspection(printed: str, years: int | None) -> None:
    assert read_outcome(FULL.format(printed)).next_full_inspection_years == years


@pytest.mark.parametrize(
    "text",
    [
        "A monitoring inspection will be carried out within approximately 18 months. The next full reinspection will "
        "be within approximately three years.",
        "A monitoring inspection will take place within eighteen months and the next full inspection within 3 years.",
        "The next full re-inspection is in about 3 years. A monitoring visit comes first, within 18 months.",
    ],
)
def test_monitoring_is_not_the_next_full_inspection(text: str) -> None:
    read = read_outcome(text)
    assert (read.monitoring_within_months, read.next_full_inspection_years) == (18, 3)


def test_plans_asked_for() -> None:
    priority = read_outcome("It must prepare and submit a priority action plan (area SEND).")
    strategic = read_outcome("We ask that it updates and publishes its strategic plan.")
    assert (priority.priority_action_plan_required, priority.strategic_plan_update) == (True, False)
    assert (strategic.priority_action_plan_required, strategic.strategic_plan_update) == (False, True)


def test_plans_asked_for_in_other_words() -> None:
    priority = read_outcome("HMCI requires an action plan to address the identified areas for priority action.")
    strategic = read_outcome("Ofsted and the CQC ask that the partnership revise its SEND strategy.")
    assert (priority.priority_action_plan_required, priority.strategic_plan_update) == (True, False)
    assert (strategic.priority_action_plan_required, strategic.strategic_plan_update) == (False, True)
