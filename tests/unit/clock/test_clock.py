"""The statutory clock on worked cases: what falls due when, what is late, what is excused, what is not verified."""

import csv
import re
from datetime import date

import pytest

from extramile.core.clock import Due, Limit, appeal_until, clock, group_of, limits
from tests.shared import SHARED, needs_shared

RECEIVED = date(2025, 2, 3)


def stands(events: dict[str, date], as_of: date, **more: object) -> dict[str, tuple[str, str]]:
    found: list[Due] = clock(events, as_of, **more)  # type: ignore[arg-type]
    return {each.limit.id: (each.last_day.isoformat(), each.state) for each in found}


def test_a_request_has_three_days_that_bind() -> None:
    assert stands({"request-received": RECEIVED}, date(2025, 3, 17)) == {
        "T01": ("2025-03-17", "due"),
        "T05": ("2025-05-26", "due"),
        "T08": ("2025-06-23", "due"),
    }
    assert stands({"request-received": RECEIVED}, date(2025, 3, 18))["T01"] == ("2025-03-17", "overdue")


def test_every_time_of_the_list_is_a_limit_or_says_why_not() -> None:
    """The list that the definitions are made from has 49 rows; two of them hold two limits."""
    named = {each.id.rstrip("b") for each in limits().limits} | limits().apart.keys()

    assert named == {f"T{number:02}" for number in range(1, 50)}


@needs_shared
def test_what_the_list_says_from_memory_is_never_shown_as_law() -> None:
    with (SHARED / "specs" / "statutory_timescales.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}

    assert rows.keys() == {each.id.rstrip("b") for each in limits().limits} | limits().apart.keys()
    for each in limits().limits:
        row = rows[each.id.rstrip("b")]
        assert each.unverified or not row["verified"].startswith(("no", "partly")), each.id
        assert each.note.startswith("Checked in part: ") == row["verified"].startswith("partly"), each.id
        numbers = re.findall(r"\d+", f"{row['limit']} {row['event_to']}")
        length = next((one for one in (each.days, each.weeks, each.months, each.working_days) if one is not None), None)
        assert length is None or str(length) in numbers or each.id == "T12", each.id


def test_a_move_that_was_announced_and_limits_from_memory() -> None:
    assert stands({"transferred-as-announced": RECEIVED}, date(2025, 2, 4)) == {"T09": ("2025-02-03", "overdue")}
    assert stands({"review-invited": RECEIVED}, RECEIVED) == {"T16": ("2025-02-17", "open")}
    found = clock({"tribunal-ordered-plan": RECEIVED}, date(2025, 12, 1))
    assert [(each.limit.id, each.last_day, each.unverified) for each in found] == [
        ("T44", date(2025, 3, 10), True),
        ("T44b", date(2025, 4, 21), True),
    ]


def test_a_plan_in_time_and_one_a_day_late() -> None:
    told = {"request-received": RECEIVED, "decision-to-assess-told": date(2025, 3, 10)}

    assert stands({**told, "final-plan-sent": date(2025, 6, 23)}, date(2025, 12, 1)) == {
        "T01": ("2025-03-17", "kept"),
        "T08": ("2025-06-23", "kept"),
    }
    assert stands({**told, "final-plan-sent": date(2025, 6, 24)}, date(2025, 12, 1))["T08"] == ("2025-06-23", "late")


def test_a_reason_of_the_law_excuses_only_what_takes_it() -> None:
    found = stands(
        {"request-received": RECEIVED, "review-meeting": date(2025, 2, 3)}, date(2025, 12, 1), reasons=["away"]
    )

    assert found["T08"][1] == "excused"
    assert found["T18"][1] == "overdue"


def test_a_refusal_owes_no_plan_and_a_case_that_ended_owes_nothing() -> None:
    events = {
        "request-received": RECEIVED,
        "decision-to-assess-told": date(2025, 3, 10),
        "assessment-refused-told": date(2025, 3, 10),
    }

    assert stands(events, date(2025, 12, 1)) == {"T01": ("2025-03-17", "kept")}
    assert stands({"request-received": RECEIVED}, date(2025, 12, 1), ended=date(2025, 2, 20)) == {}


def test_what_has_not_happened_yet_is_not_known() -> None:
    events = {"request-received": RECEIVED, "final-plan-sent": date(2025, 9, 1)}

    assert stands({"request-received": date(2025, 2, 3)}, date(2025, 2, 2)) == {}
    assert stands(events, date(2025, 7, 1))["T08"] == ("2025-06-23", "overdue")


def test_a_review_runs_from_its_meeting() -> None:
    found = stands({"review-meeting": date(2025, 10, 7), "amendment-notice-sent": date(2025, 11, 3)}, date(2025, 11, 4))

    assert found["T17"] == ("2025-10-21", "overdue")
    assert found["T18"] == ("2025-11-04", "due")
    assert found["T19"] == ("2025-11-04", "kept")
    assert found["T20"] == ("2025-11-17", "open")
    assert found["T21"] == ("2025-12-29", "due")
    assert found["T22"] == ("2025-12-30", "due")


def test_a_year_from_a_leap_day() -> None:
    assert stands({"plan-made": date(2024, 2, 29)}, date(2025, 1, 1)) == {"T14": ("2025-02-28", "due")}


def test_a_draft_counts_the_day_on_which_it_is_served() -> None:
    assert stands({"draft-served": date(2025, 5, 1)}, date(2025, 5, 15)) == {"T06": ("2025-05-15", "open")}
    assert stands({"draft-served": date(2025, 5, 1)}, date(2025, 5, 16)) == {"T06": ("2025-05-15", "closed")}


@pytest.mark.parametrize(
    ("sent", "state"), [(date(2026, 2, 14), "kept"), (date(2026, 2, 15), "on the day"), (date(2026, 2, 16), "late")]
)
def test_before_a_day_flags_the_day_itself(sent: date, state: str) -> None:
    events = {"phase-transfer": date(2026, 1, 1), "transfer-plan-sent": sent}

    assert stands(events, date(2026, 3, 1)) == {"T26": ("2026-02-14", state)}


def test_working_days_step_over_easter() -> None:
    """15 working days that begin with Thursday 10 April 2025, over Good Friday, Easter Monday and the early May bank holiday."""
    assert stands({"move-known": date(2025, 4, 10)}, date(2025, 4, 11)) == {"T10": ("2025-05-02", "due")}


def test_what_is_recalled_says_so() -> None:
    (found,) = clock({"re-assessment-asked": RECEIVED}, date(2025, 12, 1))

    assert found.unverified
    assert {each.id for each in limits().limits if each.unverified} == {
        *("T04", "T12", "T16", "T23", "T28", "T32", "T33", "T34", "T39", "T44", "T44b", "T45", "T46", "T48", "T48b")
    }


@pytest.mark.parametrize(
    ("decision", "certificate", "until"),
    [
        (date(2025, 3, 10), None, date(2025, 5, 10)),
        (date(2025, 3, 10), date(2025, 5, 1), date(2025, 6, 1)),
        (date(2025, 6, 20), None, date(2025, 9, 1)),
        (date(2025, 10, 28), None, date(2026, 1, 2)),
        (date(2025, 11, 1), None, date(2026, 1, 2)),
        (date(2024, 12, 31), None, date(2025, 2, 28)),
    ],
)
def test_the_last_day_to_appeal(decision: date, certificate: date | None, until: date) -> None:
    assert appeal_until(decision, certificate) == until


PARTLY = [each for each in limits().limits if each.note.startswith("Checked in part: ")]


@pytest.mark.parametrize("limit", PARTLY, ids=lambda each: each.id)
def test_what_was_checked_in_part_alone_is_never_late_by_law(limit: Limit) -> None:
    (due,) = (each for each in clock({limit.start: RECEIVED}, date(2026, 12, 1)) if each.limit == limit)

    assert due.last_day < date(2026, 12, 1)
    assert due.unverified
    assert group_of(due, date(2026, 12, 1)) == (None if limit.least else "unverified")


def test_every_limit_that_was_checked_in_part_is_told_apart() -> None:
    assert [each.id for each in PARTLY] == ["T04", "T12", "T16", "T23", "T32", "T33"]
