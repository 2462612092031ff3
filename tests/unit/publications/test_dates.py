"""Every form of date that the reports print, and some they may."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.publications.dates import visits_in


def days(text: str) -> list[tuple[str, str]]:
    return [(visit.start.isoformat(), visit.end.isoformat()) for visit in visits_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 to 12 July 2024", [("2024-07-08", "2024-07-12")]),
        ("8 - 12 July 2024", [("2024-07-08", "2024-07-12")]),
        ("8–12 July 2024", [("2024-07-08", "2024-07-12")]),
        ("8to 12July 2024", [("2024-07-08", "2024-07-12")]),
        ("30 January to 3 February 2017", [("2017-01-30", "2017-02-03")]),
        ("6 February to 10 February 2017", [("2017-02-06", "2017-02-10")]),
        ("29 January 2024 to 02 February 2024", [("2024-01-29", "2024-02-02")]),
        ("30 December to 3 January 2020", [("2019-12-30", "2020-01-03")]),
        ("30 December 2019 to 3 January 2020", [("2019-12-30", "2020-01-03")]),
        ("Monday 8th July to Friday 12th of July 2024", [("2024-07-08", "2024-07-12")]),
        ("14 May 2019", [("2019-05-14", "2019-05-14")]),
        ("9 and 10 July 2017", [("2017-07-09", "2017-07-10")]),
        ("4 to 8 Sept 2017 and a re-visit on 6 May 2019", [("2017-09-04", "2017-09-08"), ("2019-05-06", "2019-05-06")]),
        ("9 July 2017 and 10 May 2018", [("2017-07-09", "2017-07-09"), ("2018-05-10", "2018-05-10")]),
        ("not previously inspected", []),
        ("31 February 2023", []),
        ("Partnership 28 to 12 July 2024", []),  # page 2 fused with "8 to 12": no visit, rather than one of a year
        ("in May 2016", []),
    ],
)
def test_visits(text: str, expected: list[tuple[str, str]]) -> None:
    assert days(text) == expected


@given(st.dates(date(2014, 1, 1), date(2030, 1, 1)), st.integers(0, 20), st.sampled_from(["full", "month", "day"]))
def test_a_range_is_read_however_much_of_it_is_printed_once(start: date, length: int, printed: str) -> None:
    end = start + timedelta(days=length)
    if printed == "day" and (start.month, start.year) != (end.month, end.year):
        printed = "month"
    if printed == "month" and start.year != end.year:
        printed = "full"
    first = f"{start.day}"
    if printed != "day":
        first += f" {start:%B}"
    if printed == "full":
        first += f" {start:%Y}"
    assert days(f"Inspection dates: {first} to {end.day} {end:%B %Y}") == [(start.isoformat(), end.isoformat())]
