"""The days of the demonstration, for every day of two years on which somebody may build it."""

from datetime import date, timedelta

import pytest

from extramile.core.days import add_working_days, is_working_day
from extramile.core.definitions import folder, read
from extramile.web.demonstration.course import called_on
from extramile.web.demonstration.days import day_ago, in_term, school_day
from extramile.web.demonstration.inspection_definitions import InventedInspection

BUILT_ON = [date(2026, 1, 1) + timedelta(days=number) for number in range(730)]


def test_everything_happens_on_a_working_day_but_what_happens_today() -> None:
    for today in BUILT_ON[::7] + BUILT_ON[3::11]:
        days = [day_ago(today, ago) for ago in range(430, -120, -1)]
        assert days == sorted(days), today
        assert day_ago(today, 0) == today
        assert all(is_working_day(day) for day in days if day != today), today
        assert day_ago(today, 1) < today < day_ago(today, -1)


def test_meetings_are_in_term_time_and_not_long_before() -> None:
    for today in BUILT_ON:
        day = school_day(day_ago(today, 40))
        assert is_working_day(day)
        assert in_term(day)
        assert day <= today - timedelta(days=40)
        assert (today - day).days < 40 + 50


def test_the_inspection_under_way_was_called_on_the_monday_two_weeks_ago() -> None:
    told = read(folder() / "demonstration" / "inspection-2023.yaml", InventedInspection)
    for today in BUILT_ON:
        called = called_on(today, told)
        monday = today - timedelta(days=today.weekday() + 14)
        assert is_working_day(called)
        assert called >= monday
        assert all(not is_working_day(monday + timedelta(days=each)) for each in range((called - monday).days))
        # Some sessions lie ahead on each of these days.
        assert add_working_days(called, max(each.day for each in told.sessions)) > today


@pytest.mark.parametrize(
    ("day", "open_then"),
    [
        (date(2026, 9, 2), False),
        (date(2026, 9, 3), True),
        (date(2026, 10, 28), False),
        (date(2026, 12, 18), True),
        (date(2026, 12, 21), False),
        (date(2027, 1, 6), True),
        (date(2027, 2, 17), False),
        (date(2027, 3, 26), False),
        (date(2027, 4, 6), True),
        (date(2027, 6, 2), False),
        (date(2027, 7, 21), True),
        (date(2027, 8, 10), False),
    ],
)
def test_terms(day: date, open_then: bool) -> None:
    assert in_term(day) is open_then
