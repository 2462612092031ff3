"""What a cell says: dates in every common form, day first; numbers; yes and no."""

from datetime import date

import pytest

from extramile.core.returns import read_date, read_flag, read_number

FOURTH_OF_MAY = [
    *("2010-05-04", "2010-05-04T00:00:00", "2010-05-04 00:00:00", "2010/05/04", "20100504", "2010-May-04 00:00:00"),
    *("04/05/2010", "4/5/2010", "04-05-2010", "4.5.2010", "04/05/2010 13:45", "04/05/2010 01:45 PM", "4 5 2010"),
    *("4 May 2010", "04-May-2010", "4th May 2010", "Tuesday 4 May 2010", "4 of May 2010", "May 4, 2010", "4-MAY-2010"),
]


@pytest.mark.parametrize("text", FOURTH_OF_MAY)
def test_a_date_is_read_day_first(text: str) -> None:
    assert read_date(text).day == date(2010, 5, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "31/02/2010",
        "2010-13-01",
        "0",
        "1/1/1",
        "04/2010",
        "12345678901",
        "1800-01-01",
        "29/02/2011",
        "٤/٥/٢٠١٠ x",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert read_date(text).day is None


@pytest.mark.parametrize(
    ("text", "day", "note"),
    [
        ("04/05/10", date(2010, 5, 4), "short_year"),
        ("04-May-71", date(1971, 5, 4), "short_year"),
        ("40302", date(2010, 5, 4), "day_number"),
        ("05/13/2010", None, "month_first"),
        ("04/05/2010", date(2010, 5, 4), "either_order"),
        ("04/04/2010", date(2010, 4, 4), ""),
        ("13/05/2010", date(2010, 5, 13), ""),
    ],
)
def test_how_a_date_was_read_is_said(text: str, day: date | None, note: str) -> None:
    found = read_date(text)

    assert (found.day, found.note) == (day, note)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3.0),
        ("-1", -1.0),
        ("12.5%", 12.5),
        ("1,200", 1200.0),
        ("two", None),
        ("", None),
        ("1e9", None),
        ("nan", None),
    ],
)
def test_a_number_is_read_or_is_none(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_yes_and_no_in_any_spelling() -> None:
    assert [read_flag(each) for each in ("true", "TRUE", "1", "Yes", "y", "false", "0", "No", "maybe", "2")] == [
        *("1", "1", "1", "1", "1", "0", "0", "0", "maybe", "2")
    ]
