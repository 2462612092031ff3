"""Months and years come each from the return of their own reporting year: what a later one has left of them is no figure."""

from datetime import UTC, date, datetime

import pytest

from extramile.core.measures import RawFigure, measures
from extramile.web.partnerships.permissions import Role
from extramile.web.returns import measured, periods, released
from extramile.web.returns.measured import Figures
from extramile.web.returns.models import Load, Measured, Release
from extramile.web.returns.presenters import figures as raw
from extramile.web.returns.presenters import released as words
from extramile.web.returns.queries import figures as queries_of_loads
from extramile.web.returns.queries import released as queries
from tests.integration.returnsroom.loading import TWENTY_WEEKS as NAME
from tests.integration.returnsroom.loading import make_release
from tests.partnership import make_member, make_partnership, scope_for
from tests.unit.measures.apart import apart

MEASURE = next(each for each in measures().measures if each.id == NAME)


def figures(of: int, **groups: dict[str, tuple[int, int]]) -> Figures:
    rows = {by: tuple(RawFigure(MEASURE, name, *two) for name, two in found.items()) for by, found in groups.items()}
    return Figures(of, date(of, 1, 16), {}, {NAME: rows})


def test_what_is_left_of_the_year_before_replaces_no_whole_figure():
    old = figures(2025, month={"2024-11": (30, 40), "2024-12": (20, 40)}, year={"2024": (50, 80)})
    new = figures(2026, month={"2024-12": (1, 9), "2025-01": (30, 40)}, year={"2024": (1, 9), "2025": (30, 40)})
    earlier = [(Load(), old)]
    assert {name: each.of for name, each in raw.months(NAME, new, earlier).items()} == {
        "2024-11": 40,
        "2024-12": 40,
        "2025-01": 40,
    }
    assert {name: each.of for name, each in raw.years(NAME, new, earlier).items()} == {"2024": 80, "2025": 40}
    # Nor does it stand for a year of which there is no return.
    assert list(raw.years(NAME, new, [])) == ["2025"]


@pytest.mark.django_db
def test_released_pages_evidence_and_plans_keep_the_whole_figure():
    partnership = make_partnership("ashcombe")
    scope = scope_for(make_member(partnership, Role.DATA_MANAGER))
    make_release(partnership, scope.person, year=2025, counted=50, of=100)
    newest = make_release(partnership, scope.person, year=2026, counted=60, of=100, left=(7, 14))
    series = queries.series_of(scope, newest)
    page = words.figure_page(series, NAME, "partnership")
    assert [(year, counts) for year, _, counts, _ in page["years"]] == [("2024", "50 of 100"), ("2025", "60 of 100")]
    # England stands beside the year of its name, and the latest of it beside that year of here.
    assert [england for *_, england in page["years"]] == ["46.4%", "not published yet"]
    card = page["cards"][1]
    assert (card["label"], card["value"], card["more"]) == (
        "England, 2024",
        "46.4%",
        "as published; here in 2024: 50.0%",
    )
    assert "Compare years of one name only." in page["beside"]["words"]
    trend = queries.frozen(scope, newest, NAME, "partnership", "")["trend"]
    assert [(each["period"], each["of"]) for each in trend] == [("2024", 100), ("2025", 100)]
    rows = released.plain(newest.content, "partnership")
    assert [each["group"] for each in rows if each["by"] == "year"] == ["2025"]


def test_a_month_without_rows_is_a_gap_in_both_charts_and_one_that_ends_on_the_day_is_whole():
    counts = {f"2025-{month:02d}": (30 + month, 60) for month in (1, 2, 4, 5)}
    tables = {"month": [RawFigure(MEASURE, name, *two) for name, two in counts.items()]}
    tables |= {"": [RawFigure(MEASURE, "", 132, 240)], "year": [RawFigure(MEASURE, "2025", 132, 240)]}
    day = date(2025, 5, 31)
    said = released.content(tables, measures(), apart(tables), load=1, year=2026, as_of=day)
    mine = Figures(2026, day, {}, {NAME: {name: tuple(rows) for name, rows in tables.items()}})
    page = words.figure_page([said], NAME, "partnership")
    seen = raw.series(MEASURE.title, raw.months(NAME, mine, []))
    months = [[row[0] for row in each.table.rows] for each in (page["chart"], seen["chart"])]
    assert months[0] == months[1] == ["Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025", "May 2025"]
    assert page["chart"].table.rows[2][1] == seen["chart"].table.rows[2][1] == "not available"
    assert (page["hidden"], page["why_hidden"]) == (0, "")


def test_months_of_which_some_are_suppressed_are_a_table_and_no_chart():
    counts = {"2025-01": (2, 60), "2025-02": (58, 60), "2025-03": (30, 60), "2025-04": (31, 60)}
    tables = {"month": [RawFigure(MEASURE, name, *two) for name, two in counts.items()]}
    tables |= {"": [RawFigure(MEASURE, "", 121, 240)], "year": [RawFigure(MEASURE, "2025", 121, 240)]}
    said = released.content(tables, measures(), apart(tables), load=1, year=2026, as_of=date(2026, 1, 16))
    page = words.figure_page([said], NAME, "public")
    assert page["chart"] is None
    assert page["hidden"] >= 2
    shown = {month: figure for month, figure, _ in page["months"]}
    assert list(shown) == ["January 2025", "February 2025", "March 2025", "April 2025"]
    assert shown["January 2025"] == shown["February 2025"] == "suppressed"
    # Why is said of all, and of none which reason it has.
    assert "Which of these reasons a month or a year has is not said" in page["why_hidden"]
    assert "from 1 to 4 children" in page["why_hidden"]
    assert all("about" in each for _, figure, each in page["months"] if figure != "suppressed")


@pytest.mark.parametrize(
    ("counted", "of", "said"),
    [
        (35, "suppressed", "35 counted; of how many is suppressed"),
        ("suppressed", 1500, "of 1,500; how many are counted is suppressed"),
        (53, 118, "53 of 118"),
        ("suppressed", "suppressed", "–"),
    ],
)
def test_which_of_two_numbers_is_suppressed_is_said(counted: int | str, of: int | str, said: str) -> None:
    assert words.counts({"counted": counted, "of": of, "reason": ""}, 1) == said


@pytest.mark.django_db
def test_contents_are_read_of_those_that_are_shown_alone(monkeypatch):
    partnership = make_partnership("ashcombe")
    scope = scope_for(make_member(partnership, Role.DATA_MANAGER))
    made = [
        make_release(partnership, scope.person, year=year, counted=50, of=100) for year in (2022, *range(2019, 2026))
    ]
    read: list[int] = []
    given = Release.from_db.__func__

    def counting(cls, db, names, values):
        row = given(cls, db, names, values)
        read.extend([row.pk] if "content" in row.__dict__ else [])
        return row

    monkeypatch.setattr(Release, "from_db", classmethod(counting))
    assert [several[0].key.year for several in queries.releases(scope)] == [2025, 2024, 2023, 2022, 2021, 2020, 2019]
    assert read == []
    assert queries.newest(scope) == made[-1]
    assert [each["year"] for each in queries.series_of(scope, made[-1])] == [2025, 2024, 2023, 2022]
    assert len(read) == 4


@pytest.mark.django_db
def test_the_load_before_is_of_the_same_year_and_says_where_it_is_not(monkeypatch):
    partnership = make_partnership("ashcombe")
    scope = scope_for(make_member(partnership, Role.DATA_MANAGER))
    first, other, last = (measured_load(partnership, scope.person, year) for year in (2026, 2025, 2026))
    monkeypatch.setattr(measured, "figures_of", lambda sealed: figures(2026))
    before = {each: queries_of_loads.before(scope, each) for each in (first, other, last)}
    assert before[first] is None
    assert (
        raw.load_before(other.year, before[other]) == f"Load {first.pk}, of the return of 2026, as of 16 January 2026"
    )
    assert raw.load_before(last.year, before[last]) == f"Load {first.pk}, as of 16 January 2026"


def measured_load(partnership, person, year: int) -> Load:
    about = {"kind": "sen2", "year": year, "as_of": date(year, 1, 15), "ends_on": date(2030, 1, 1)}
    load = Load.objects.create(
        partnership=partnership, made_by=person, state="checked", snapshot="0" * 64, reader_version="1", **about
    )
    Measured.objects.create(load=load, snapshot=load.snapshot, made_at=datetime(2026, 6, 1, tzinfo=UTC))
    return load


@pytest.mark.parametrize(
    ("name", "year", "day", "told"),
    [
        ("2025", 2026, date(2026, 1, 15), True),
        ("2025-12", 2026, date(2026, 1, 15), True),
        ("2024", 2026, date(2026, 1, 15), False),
        ("2026-01", 2026, date(2026, 2, 15), False),
        # Looked at before its year was over: no figure of the year, and of the months that were.
        ("2025", 2026, date(2025, 6, 30), False),
        ("2025-06", 2026, date(2025, 6, 30), True),
        ("2025-07", 2026, date(2025, 6, 30), False),
        # A return without a year reports on the one before its day.
        ("2025", None, date(2026, 1, 15), True),
        ("", 2026, date(2026, 1, 15), False),
        ("cannot be read", 2026, date(2026, 1, 15), False),
    ],
)
def test_a_return_tells_whole_periods_of_its_reporting_year(name, year, day, told):
    assert periods.is_told(name, year, day) is told
