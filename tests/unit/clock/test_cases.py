"""Cases from a return: drawn row by row, what is to be done in each; the bounds of the forecast against every way it could go."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.core.clock import Bounds, Case, case, cases_of, forecast, until_settled, worklist
from extramile.core.returns import Load
from extramile.core.synthetic import Record, make, to_tables

AS_OF = date(2025, 6, 25)

DRAWN = (Path(__file__).parent / "cases.md").read_text("utf-8")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text not in {"", "-"} else None


def _drawn() -> list[Any]:
    found = []
    for number, line in enumerate([each for each in DRAWN.splitlines() if each.startswith("|")][2:], start=1):
        received, request, assessment, week20, plan, review, move, kind, todo = (
            cell.strip() for cell in line.strip("|").split("|")
        )
        outcome, decided = [*request.split(), "", ""][:2]
        assessed, issued = [*assessment.split(), "", ""][:2]
        start, cease = [*plan.split(), "", ""][:2]
        meeting, review_outcome, last, draft = [*review.split(), "", "", "", ""][:4]
        due, final = [*move.split(), "", ""][:2]
        told = case(
            {
                "_key": number,
                "_row": number,
                "_label": f"child {number}",
                "received_date": _day(received),
                "request_outcome": outcome or None,
                "request_outcome_date": _day(decided),
            },
            {"assessment_outcome": assessed, "assessment_outcome_date": _day(issued), "week20": week20 or None}
            if assessment
            else {},
            {"start_date": _day(start), "cease_date": _day(cease)} if plan else {},
            {
                "review_meeting": _day(meeting),
                "review_outcome": review_outcome or None,
                "last_review": _day(last),
                "review_draft": _day(draft),
                "phase_transfer_due_date": _day(due),
                "phase_transfer_final_date": _day(final),
            }
            if plan
            else {},
            drafts=kind != "older",
        )
        found.append(pytest.param(told, [each.strip() for each in todo.split(",") if each.strip()], id=f"row {number}"))
    return found


@pytest.mark.parametrize(("told", "todo"), _drawn())
def test_what_is_to_do_is_what_is_drawn(told: Case, todo: list[str]) -> None:
    work = worklist([told], AS_OF)

    assert sorted(f"{each.due.limit.id} {each.due.last_day} {each.group}" for each in work) == todo
    assert all(set(each.path) >= {each.due} for each in work)


def test_what_may_never_be_owed_says_so_before_it_says_what() -> None:
    asked = {"request-received": date(2025, 5, 20), "decision-to-assess-told": date(2025, 6, 20)}
    open_, refused = (
        {each.limit.id: each for each in Case(1, 1, "", {**asked, **more}).path(AS_OF)}
        for more in ({}, {"no-plan-told": date(2025, 6, 24)})
    )

    assert (open_["T05"].title, open_["T05"].conditional) == ("If there is to be no plan: tell it", True)
    assert (open_["T08"].title, open_["T08"].conditional) == ("If there is to be a plan: send the final plan", True)
    assert (refused["T05"].title, refused["T05"].conditional) == ("Tell that there will be no plan", False)


def test_a_decision_from_before_the_return_is_no_refusal() -> None:
    told = case({"_key": 1, "_row": 1}, {"assessment_outcome": "H"}, {"start_date": date(2019, 4, 24)}, {}, drafts=True)

    assert told.undated == {"plan-decided"}


def test_a_decision_from_before_the_return_without_a_plan_is_no_plan_and_nothing_is_owed() -> None:
    request = {"_key": 1, "_row": 1, "received_date": date(2025, 1, 6), "request_outcome": "H"}
    told = case(request, {"assessment_outcome": "H"}, {}, {}, drafts=True)

    assert told.undated == {"decision-to-assess-told", "plan-decided"}
    assert {"T05", "T08"}.isdisjoint(each.limit.id for each in told.path(AS_OF))
    assert not told.untold


def test_a_return_tells_of_drafts_from_the_year_that_has_the_item(tmp_path: Path) -> None:
    load = to_tables(make(60, 3, change=_without_a_draft).persons, tmp_path / "tables")

    def owed(of: Load) -> int:
        return sum(each.limit.id == "T19" for one in cases_of(of) for each in one.path(date(2026, 1, 15)))

    columns = {**load.columns, "active_plans": load.columns["active_plans"] - {"review_draft"}}
    assert owed(load) == owed(replace(load, year=2025)) > 5
    assert owed(replace(load, year=2024)) == owed(replace(load, year=None)) == owed(replace(load, columns=columns)) == 0


def _without_a_draft(person: Record) -> None:
    for each in person.all("active_plans"):
        each.values.pop("review_draft", None)


def _waiting(key: int, last: date, *, exception: bool = False) -> Case:
    return Case(key, key, "", {"request-received": last - timedelta(days=140)}, exception=exception)


def _issued(key: int, on: date, late: int) -> Case:
    return Case(key, key, "", {"request-received": on - timedelta(days=140 + late), "final-plan-sent": on})


def _share(pair: tuple[int, int]) -> float | None:
    return pair[0] / pair[1] if pair[1] else None


def _every_way(lasts: list[date], plans: list[tuple[date, int]], end: date) -> tuple[float | None, float | None]:
    """Return the least and the most that the figure of the year can be: every case issued on any day up to the end, or not."""
    first = max(AS_OF, date(end.year, 1, 1))
    own = [late <= 0 for on, late in plans if on.year == end.year]
    # A day in time and one that is late is all that can matter of the days.
    choices = []
    for last in lasts:
        can: list[bool | None] = [None]
        can += [True] if last >= first else []
        can += [False] if last < end else []
        choices.append(can)
    found = set()
    for way in itertools.product(*choices):
        counted = own + [each for each in way if each is not None]
        if counted:
            found.add(counted.count(True) / len(counted))
    return min(found, default=None), max(found, default=None)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(-60, 139).map(lambda number: AS_OF + timedelta(days=number)), max_size=6),
    st.lists(st.tuples(st.integers(-150, 0).map(lambda number: AS_OF + timedelta(days=number)), st.integers(-5, 5))),
    st.integers(1, 9),
)
def test_the_bounds_are_those_of_every_way_it_could_go(
    lasts: list[date], plans: list[tuple[date, int]], months: int
) -> None:
    found = [_waiting(number, last) for number, last in enumerate(lasts)]
    found += [_issued(number + 100, on, late) for number, (on, late) in enumerate(plans)]
    bounds = forecast([*found, _waiting(999, AS_OF, exception=True)], AS_OF, months)

    assert len(bounds) == months
    for each in bounds:
        assert (_share(each.lowest), _share(each.highest)) == pytest.approx(_every_way(lasts, plans, each.month_end))
        if (cleared := _share(each.cleared)) is not None:
            assert (_share(each.lowest) or 0) - 1e-9 <= cleared <= (_share(each.highest) or 0) + 1e-9


def test_a_forecast_shows_its_arithmetic() -> None:
    found = [_issued(1, date(2025, 3, 3), 0), _issued(2, date(2025, 4, 3), 9), _issued(3, date(2024, 12, 3), 0)]
    found += [_waiting(10, date(2025, 6, 1)), _waiting(11, date(2025, 6, 28)), _waiting(12, date(2025, 7, 10))]
    june, july = forecast(found, AS_OF, 2)

    assert june == Bounds(date(2025, 6, 30), issued=2, in_time=1, late=1, possible=2, may_lapse=1, due_by=1)
    assert (june.lowest, june.highest, june.cleared) == ((1, 4), (3, 4), (2, 4))
    assert july.arithmetic() == (
        "lowest 1 in time / (2 issued + 1 late + 2 that can become late); "
        "cleared (1 in time + 2 due by then) / (2 issued + 1 late + 2 due by then); "
        "highest (1 in time + 2 possible) / (2 issued + 2 possible)"
    )


def test_a_forecast_ends_where_nothing_changes_any_more_and_never_between_years() -> None:
    found = [_issued(1, date(2025, 3, 3), 0), _waiting(10, date(2025, 8, 20))]

    ends = [each.month_end for each in until_settled(forecast(found, AS_OF, 6))]
    assert ends == [date(2025, 6, 30), date(2025, 7, 31), date(2025, 8, 31)]
    assert len(until_settled(forecast(found, AS_OF, 9))) == 8, (
        "January is of another year, February says the same again"
    )


@pytest.mark.parametrize(
    ("events", "undated", "ended", "untold"),
    [
        ({}, (), None, True),
        # Decided, and nobody knows when it came in.
        ({"decision-to-assess-told": AS_OF}, (), None, True),
        ({"request-received": AS_OF}, (), None, False),
        ({}, ("final-plan-sent",), None, False),
        ({"final-plan-sent": AS_OF}, (), None, False),
        ({}, (), AS_OF, False),
    ],
)
def test_an_open_case_without_its_day_of_request_is_not_told(
    events: dict[str, date], undated: tuple[str, ...], ended: date | None, untold: bool
) -> None:
    assert Case(1, 1, "", events, frozenset(undated), ended).untold is untold
