"""The published definition, on published figures: as many cases as the statistics count in a real area give the published share.

The cases are invented, the numbers of them are not: in time, late, in exception, undated, refused, still open, as the area's rows
of the bundled tables say. Beside them stand cases of the last day of the year before and of the first of the year after, that are
in neither.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extramile.core.measures import RawFigure, measure, measures
from extramile.core.national import open_reference
from extramile.core.returns import describe
from tests.spec import drawn
from tests.spec.engines import opened, run_of

YEAR = "2024"
CENSUS = date(2025, 1, 16)
# A small county, two boroughs and a city: the statistics have every figure of the year for them.
AREAS = ("857", "301", "356", "831")
MEASURES = {each.id: each for each in measures("sen2").measures}
Row = tuple[str, ...]


@cache
def known(file: str, column: str, area: str, period: str = YEAR) -> Any:
    """Return a published figure."""
    found = open_reference().statistics.table(file).figure(column, area, period).value
    assert found is not None, (file, column, area)
    return found


def days_of_year(number: int) -> Iterator[date]:
    """Return so many days of the year, its first and its last among them."""
    return (date(2024, 1, 1) + timedelta(days=(365 * each) // max(number - 1, 1)) for each in range(int(number)))


def waits(number: int, longest: int, *, late: bool) -> Iterator[tuple[date, date]]:
    """Return so many requests with the day on which they were answered in the year, what is just in time or just late first."""
    for place, answered in enumerate(days_of_year(number)):
        days = longest + 1 + place % 90 if late else longest - place % 40
        yield answered - timedelta(days=days), answered


class Cases:
    """Cases of one table as rows, built into the tables of a return."""

    def __init__(self) -> None:
        self.builder = drawn.Builder(describe("sen2"))

    def add(self, table: str, headings: Row, rows: list[Row]) -> None:
        """Add rows with the headings of drawn tables."""
        self.builder.add_to(table, drawn.Case("", 2025, CENSUS, headings, tuple(rows)))

    @contextmanager
    def measured(self, tmp_path: Path, by: str) -> Iterator[Any]:
        """Yield what gives the figure of a measure, for a group."""
        run = run_of(self.builder.described, self.builder.tables, 2025, CENSUS, {})
        with opened("duckdb", self.builder.described, self.builder.tables, tmp_path) as engine:

            def figures(name: str) -> dict[str, RawFigure]:
                group = measures("sen2").groups[by]
                return {each.group: each for each in measure(run, engine, [MEASURES[name]], group)}

            yield figures


def percent(figure: RawFigure) -> float:
    assert figure.share is not None
    return 100 * figure.share


def assert_published(figure: RawFigure, published: float) -> None:
    """The published percentage has one decimal."""
    assert percent(figure) == pytest.approx(published, abs=0.0501)


PLANS = ("assessment_outcome", "assessment_outcome_date", "week20", "requests.received_date", "named_plan.start_date")


@pytest.mark.parametrize("area", AREAS)
def test_20_weeks_and_16_weeks(area: str, tmp_path: Path) -> None:
    file = "timeliness_20_week"
    names = (
        "plans_issued_within_20_weeks",
        "plans_issued_den",
        "plans_issued_20_weeks_ex",
        "plans_issued_den_ex",
    )
    within, of, within_plain, of_plain = (int(known(file, each, area)) for each in names)
    rows: list[Row] = []
    for number, late, exception in (
        (within_plain, False, "0"),
        (of_plain - within_plain, True, "0"),
        (within - within_plain, False, "1"),
        (of - of_plain - (within - within_plain), True, "1"),
    ):
        rows += [
            ("Y", str(on), exception, str(asked), str(on)) for asked, on in waits(number, longest=7 * 20, late=late)
        ]
    for outside in (date(2023, 12, 31), date(2025, 1, 1)):
        rows.append(("Y", str(outside), "0", "2022-01-03", str(outside)))
    refused = [int(known("assessments", f"outcome_decision_{each}_time", area)) for each in ("within", "over")]
    for number, late in zip(refused, (False, True), strict=True):
        rows += [("N", str(on), "", str(asked), "") for asked, on in waits(number, longest=7 * 16, late=late)]
    undated = int(known("assessments", "assess_not_issued", area)) - sum(refused)
    rows += [("N", "", "", "2024-02-05", "")] * undated
    rows += [("N", "2023-12-31", "", "2022-01-03", ""), ("A", "", "", "2024-06-03", "")]
    cases = Cases()
    cases.add("assessment", PLANS, rows)

    with cases.measured(tmp_path, "year") as figures:
        plain, whole = figures("plans-in-20-weeks")[YEAR], figures("plans-in-20-weeks-all")[YEAR]
        assert (plain.counted, plain.of, whole.counted, whole.of) == (within_plain, of_plain, within, of)
        assert_published(plain, known(file, "pc_plans_issued_20_weeks_ex", area))
        assert_published(whole, known(file, "pc_plans_issued_within_20_weeks", area))
        assert_published(
            figures("refusals-in-16-weeks")[YEAR], known("assessments", "outcome_decision_within_time_pc", area)
        )


@pytest.mark.parametrize("area", AREAS)
def test_6_weeks_and_refusals(area: str, tmp_path: Path) -> None:
    """Decisions of the year within six weeks; the refusals are of all requests of the year, those open and withdrawn too."""
    count = {
        each: int(known("requests", f"request{each}", area))
        for each in (
            "s_decided_to_assess",
            "s_decided_not_to_assess",
            "s_decision_not_made",
            "s_withdrawn",
            "s_received_in_year",
            "_outcome_six_weeks",
            "_outcome_over_6_weeks",
        )
    }
    in_time, late = count["_outcome_six_weeks"], count["_outcome_over_6_weeks"]
    headings = ("request_outcome", "received_date", "request_outcome_date")
    timed = Cases()
    timed.add(
        "requests",
        headings,
        [
            *(("Y", str(asked), str(on)) for asked, on in waits(in_time, longest=42, late=False)),
            *(("N", str(asked), str(on)) for asked, on in waits(late, longest=42, late=True)),
            ("Y", "2022-01-03", "2023-12-31"),
            ("N", "2022-01-03", "2025-01-01"),
            ("A", "2024-02-05", ""),
        ],
    )
    with timed.measured(tmp_path / "timed", "year") as figures:
        found = figures("decisions-in-6-weeks")[YEAR]
    assert (found.counted, found.of) == (in_time, in_time + late)
    # Where decisions have no days, the published base has them: never more than it would be without them.
    assert percent(found) >= known("requests", "request_outcome_six_weeks_pc", area) - 0.0501

    refused, agreed = count["s_decided_not_to_assess"], count["s_decided_to_assess"]
    outcomes = Cases()
    outcomes.add(
        "requests",
        headings,
        [
            *(("Y", "2024-01-02", str(on)) for on in days_of_year(agreed)),
            *(("N", "2024-01-02", str(on)) for on in days_of_year(refused)),
            *[("A", "2024-12-02", "")] * count["s_decision_not_made"],
            *[("W", "2024-12-02", "2024-12-09")] * count["s_withdrawn"],
        ],
    )
    with outcomes.measured(tmp_path / "outcomes", "year") as figures:
        found = figures("requests-refused")[YEAR]
    assert (found.counted, found.of) == (refused, refused + agreed)
    whole = refused + agreed + count["s_decision_not_made"] + count["s_withdrawn"]
    assert whole == count["s_received_in_year"]
    share = 100 * refused / whole
    assert share == pytest.approx(known("requests", "request_not_assess_pc", area), abs=0.0501)
    published = open_reference().indicators.series("EHCP_Initial_req_refused").figure(area, YEAR).value
    assert share == pytest.approx(published, abs=0.0501)


NEEDS = ["asd", "hi", "mld", "msi", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld", "vi"]
JANUARY = "2024/25"


@pytest.mark.parametrize("area", AREAS[:2])
def test_open_plans_by_main_need_and_by_age(area: str, tmp_path: Path) -> None:
    file = "sen_needs_all_plans"
    total = int(known(file, "ehc_plans", area, JANUARY))
    needs = {each.upper(): int(known(file, f"number_{each}", area, JANUARY)) for each in NEEDS}
    ages = published_ages(area)
    births = [born for age, number in ages.items() for born in born_at(age, number)]
    types = [
        each for need, number in needs.items() for each in [f"{need}/1,MLD/2" if need != "MLD" else "MLD/1"] * number
    ]
    types += [""] * int(known(file, "number_need_unknown", area, JANUARY))
    assert len(births) == len(types) == total
    cases = Cases()
    cases.add(
        "named_plan",
        ("start_date", "cease_date", "sen_need[sen_type/sen_type_rank]", "person.birth_date"),
        [
            # One of each two ended the day after census day: on census day it is open.
            *(
                ("2020-03-16", "2025-01-17" if place % 2 else "", kind, born)
                for place, (kind, born) in enumerate(zip(types, births, strict=True))
            ),
            ("2020-03-16", "2025-01-16", "ASD/1", "2012-05-01"),
            ("2020-03-16", "2024-12-31", "ASD/1", "2012-05-01"),
        ],
    )
    with cases.measured(tmp_path / "need", "need") as figures:
        found = figures("open-plans")
    for need, number in needs.items():
        assert (found[need].counted if need in found else 0) == number
        published = known(file, f"{need.lower()}_pc", area, JANUARY)
        assert 100 * number / total == pytest.approx(published, abs=0.0501)
    with cases.measured(tmp_path / "age", "age") as figures:
        found = figures("open-plans")
    for low, high in ((0, 4), (5, 10), (11, 15), (16, 19), (20, 25)):
        assert found[f"{low} to {high}"].counted == sum(ages.get(each, 0) for each in range(low, high + 1))


def published_ages(area: str) -> dict[int, int]:
    """Return the published number of plans by age in years."""
    table = open_reference().statistics.table("sen_needs_all_plans")
    topic = "Child or young persons age"
    found = {}
    for breakdown in table.breakdowns[topic]:
        digits = "".join(each for each in breakdown if each.isdigit())
        value = table.figure("ehc_plans", area, JANUARY, topic, breakdown).value
        if value and digits:
            # "Under 3" is one or two years old.
            age = int(digits) - 1 if breakdown.startswith("Under") else int(digits)
            found[age] = found.get(age, 0) + int(value)
    return found


def born_at(age: int, number: int) -> Iterator[str]:
    """Return so many birthdays of children who are so old on 31 August 2024: the youngest and the oldest of that age among them."""
    youngest = date(2024 - age, 8, 31)
    return (str(youngest - timedelta(days=each % 360)) for each in range(number))


@pytest.mark.parametrize("area", AREAS[:2])
def test_reviews_decided_in_4_weeks_and_personal_budgets(area: str, tmp_path: Path) -> None:
    in_time, late = (
        int(known("annual_reviews", f"number_{each}", area)) for each in ("decsion_4weeks", "decision_gt_4weeks")
    )
    cases = Cases()
    cases.add(
        "active_plans",
        ("review_meeting", "review_outcome", "last_review"),
        [
            *((str(asked), "M", str(on)) for asked, on in waits(in_time, longest=28, late=False)),
            *((str(asked), "A", str(on)) for asked, on in waits(late, longest=28, late=True)),
            ("2024-12-09", "", ""),
        ],
    )
    plans, budgets = (
        int(known("sen_needs_all_plans", "ehc_plans", area, JANUARY)),
        int(known("personal_budgets", "personal_budget", area, JANUARY)),
    )
    cases.add(
        "named_plan",
        ("cease_date", "pb"),
        [("", "1")] * budgets + [("", "0")] * (plans - budgets) + [("2024-07-19", "1")],
    )
    with cases.measured(tmp_path / "year", "year") as figures:
        assert_published(
            figures("reviews-decided-in-4-weeks")[YEAR], known("annual_reviews", "pc_decsion_4weeks", area)
        )
    with cases.measured(tmp_path / "sex", "sex") as figures:
        (found,) = figures("personal-budgets").values()
        assert (found.counted, found.of) == (budgets, plans)
