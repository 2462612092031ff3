"""The register reproduces the totals that others published, each under its own reading."""

from datetime import date

import pytest

from extramile.core.national import (
    OUTCOMES,
    Filters,
    Register,
    answer,
    answer_all,
    open_reference,
    questions,
    select,
    summarise,
)

REGISTER: Register = open_reference().register
STATEMENT = "statement-of-action-required"
WITHOUT_DORSET = ("835",)
# 24 with a statement and 21 without: the 45 of the first reading, by name.
WITH_STATEMENT = """
Middlesbrough, Brent, Wakefield, Bury, Windsor and Maidenhead, Oxfordshire, Oldham, Kingston upon Hull,
South Gloucestershire, Lancashire, Durham, Medway, Sutton, Bedford, Redcar and Cleveland, Worcestershire, Cheshire East,
Newcastle upon Tyne, Leicester, North Somerset, Birmingham, North East Lincolnshire, Kingston upon Thames, Stockport"""
WITHOUT_STATEMENT = """Cambridgeshire, Barking and Dagenham, Halton, Northamptonshire, Telford and Wrekin, Cornwall,
Greenwich, Rutland, Lewisham, Solihull, Hackney, St Helens, Wiltshire, West Sussex, Havering, City of London,
West Berkshire, Redbridge, Wigan, Southwark, Lincolnshire"""


def counted(**filters: object) -> tuple[int, int]:
    """Statements of action, and inspections, of the 2016 framework."""
    summary = summarise(select(REGISTER, framework="2016", **filters))  # type: ignore[arg-type]
    return summary.outcomes[STATEMENT], summary.inspected


@pytest.mark.parametrize(
    ("published_by", "without", "statements", "inspected"),
    [
        (date(2017, 6, 30), (), 9, 30),
        (date(2018, 3, 31), (), 22, 53),
        (date(2018, 9, 30), (), 30, 68),
        (date(2019, 10, 3), (), 51, 100),
        (date(2021, 3, 31), WITHOUT_DORSET, 59, 116),
        (date(2021, 4, 13), (), 60, 117),
        (date(2022, 8, 31), ("835", "928"), 82, 149),
        (date(2022, 12, 31), (), 83, 151),
    ],
)
def test_statements_by_a_day_agree_exactly(
    published_by: date, without: tuple[str, ...], statements: int, inspected: int
) -> None:
    assert counted(published_by=published_by, without=without) == (statements, inspected)


def test_ipsea_total_of_december_2018_lies_within_2() -> None:
    for day in (date(2018, 12, 7), date(2018, 12, 12)):
        statements, inspected = counted(published_by=day)
        assert abs(statements - 34) <= 2
        assert abs(inspected - 72) <= 2


def test_autumn_2019_total_lies_between_august_and_september() -> None:
    assert counted(published_by=date(2019, 8, 31)) == (49, 97)
    assert counted(published_by=date(2019, 9, 30)) == (51, 100)


def test_regions_at_march_2021() -> None:
    by = {"published_by": date(2021, 3, 31), "without": WITHOUT_DORSET}
    assert counted(region="London", **by) == (6, 24)
    assert counted(region="East of England", **by) == (9, 11)


def test_revisits_at_march_2021() -> None:
    done = [
        each.revisit.result
        for each in REGISTER
        if each.revisit and each.revisit.published and each.revisit.published <= date(2021, 3, 31)
        if each.code not in WITHOUT_DORSET
    ]
    assert (len(done), done.count("all"), done.count("some"), done.count("none")) == (21, 9, 11, 1)


def test_revisits_of_the_official_file_and_of_the_whole_round() -> None:
    results = [
        each.revisit.result
        for each in REGISTER
        if each.revisit and each.revisit.started and each.revisit.started <= date(2022, 8, 31)
        if each.code not in {"835", "928"}
    ]
    assert (results.count("all"), results.count("some"), results.count("none")) == (20, 24, 2)
    whole = [each.revisit.result for each in REGISTER if each.revisit and each.revisit.result]
    assert (len(whole), whole.count("all"), whole.count("some"), whole.count("none")) == (59, 25, 31, 3)


def test_last_two_years_and_weaknesses_of_the_round() -> None:
    assert counted(started_from=date(2021, 1, 1), started_to=date(2022, 12, 31)) == (23, 34)
    assert sum(each.weaknesses or 0 for each in REGISTER) == 440


MARCH, STORY = date(2017, 3, 1), date(2018, 12, 3)


@pytest.mark.parametrize(
    ("reading", "filters", "statements", "inspected", "percent"),
    [
        ("A", {"started_from": MARCH, "published_by": STORY}, 24, 45, 53.3),
        ("A to 7 December", {"started_from": MARCH, "published_by": date(2018, 12, 7)}, 25, 47, 53.2),
        ("B", {"published_from": MARCH, "published_by": STORY}, 27, 51, 52.9),
        ("C", {"started_from": MARCH, "started_to": date(2018, 10, 12)}, 26, 48, 54.2),
        ("D", {"started_from": MARCH, "started_to": date(2018, 11, 30)}, 29, 51, 56.9),
        ("A, official file", {"started_from": MARCH, "published_by": STORY, "without": ("928",)}, 24, 44, 54.5),
        ("B, official file", {"published_from": MARCH, "published_by": STORY, "without": ("835", "928")}, 26, 49, 53.1),
    ],
)
def test_readings_of_the_53_percent(
    reading: str, filters: dict[str, object], statements: int, inspected: int, percent: float
) -> None:
    assert counted(**filters) == (statements, inspected), reading
    assert round(100 * statements / inspected, 1) == percent


def test_first_reading_with_milton_keynes_added() -> None:
    milton_keynes = REGISTER.get("2016-826")
    statements, inspected = counted(started_from=MARCH, published_by=STORY)
    assert milton_keynes.outcome == "not-required"
    assert milton_keynes.published == date(2018, 12, 6)
    assert round(100 * statements / (inspected + 1), 1) == 52.2


def test_the_45_areas_of_the_first_reading_by_name() -> None:
    chosen = select(REGISTER, framework="2016", started_from=MARCH, published_by=STORY).inspections
    for outcome, names in ((STATEMENT, WITH_STATEMENT), ("not-required", WITHOUT_STATEMENT)):
        expected = {" ".join(name.split()) for name in names.split(",")}
        assert {each.area for each in chosen if each.outcome == outcome} == expected


@pytest.mark.parametrize(
    ("years", "inspected", "outcomes"),
    [
        ((2023, 2023), 26, (7, 11, 8)),
        ((2024, 2024), 28, (7, 15, 6)),
        ((2023, 2024), 54, (14, 26, 14)),
        ((2025, 2025), 29, (2, 20, 7)),
        ((2026, 2026), 13, (3, 6, 4)),
    ],
)
def test_area_send_inspections_by_year(years: tuple[int, int], inspected: int, outcomes: tuple[int, ...]) -> None:
    span = {"started_from": date(years[0], 1, 1), "started_to": date(years[1], 12, 31)}
    summary = summarise(select(REGISTER, framework="2023", **span))
    assert summary.inspected == inspected
    assert tuple(summary.outcomes.values()) == outcomes
    assert summary.left_out == 1, "Thurrock: neither the days nor the month are known"


def test_all_area_send_inspections() -> None:
    summary = summarise(select(REGISTER, framework="2023"))
    assert (summary.inspected, tuple(summary.outcomes.values())) == (97, (19, 53, 25))
    assert len({each.code for each in REGISTER if each.framework == "2023"}) == 96


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_saved_question_agrees_with_the_official_total_as_it_says(name: str) -> None:
    found = answer(REGISTER, name)
    official, agrees = found.question.official, found.question.agrees
    if official is None:
        assert found.summary.inspected > 0
        return
    slack = 0 if agrees == "exactly" else 2
    if official.inspected is not None:
        assert abs(found.summary.inspected - official.inspected) <= slack
    if official.outcome is not None:
        assert abs(found.summary.outcomes[found.question.outcome or ""] - official.outcome) <= slack
    if official.outcomes is not None:
        assert tuple(found.summary.outcomes.values()) == official.outcomes
    if official.share is not None:
        assert round(found.share or 0, 2) == official.share


def test_the_question_of_the_story_is_saved_and_answers_53_percent() -> None:
    found = answer(REGISTER, "statements-since-march-2017")
    assert (found.summary.outcomes[STATEMENT], found.summary.inspected) == (24, 45)
    assert f"{found.share:.0%}" == "53%"
    assert len(answer_all(REGISTER)) == len(questions())
    assert found.summary.filters == Filters("2016", started_from=MARCH, published_by=STORY)
    assert set(found.summary.outcomes) == set(OUTCOMES["2016"])
