"""Working days in England against worked examples and over the years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.core.days import (
    FIRST_YEAR,
    LAST_YEAR,
    add,
    add_working_days,
    bank_holiday,
    is_working_day,
    working_day_on_or_after,
    working_days_between,
)
from extramile.core.vocabulary import InputError

DAYS = st.dates(date(FIRST_YEAR + 1, 1, 1), date(LAST_YEAR - 2, 12, 31))
COUNTS = st.integers(-120, 120)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2025, 9, 8), 8, date(2025, 9, 18)),  # Ealing: from notification to fieldwork
        (date(2025, 9, 8), 10, date(2025, 9, 22)),  # to the first day on site
        (date(2025, 9, 8), 14, date(2025, 9, 26)),  # to the last
        (date(2025, 12, 23), 2, date(2025, 12, 29)),  # over Christmas Day and Boxing Day
        (date(2022, 9, 16), 1, date(2022, 9, 20)),  # over the state funeral
        (date(2023, 5, 5), 1, date(2023, 5, 9)),  # over the coronation
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Easter
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Boxing Day on a Saturday is kept on the Monday
        (date(2026, 11, 22), 1, date(2026, 11, 23)),  # from a Sunday
        (date(2026, 11, 22), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
    ],
)
def test_worked_examples(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days) == end


@given(DAYS, COUNTS.filter(bool))
def test_counting_back_and_forth_agrees(start: date, days: int) -> None:
    start = working_day_on_or_after(start)
    end = add_working_days(start, days)

    assert is_working_day(end)
    assert working_days_between(start, end) == days
    assert add_working_days(end, -days) == start


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_so_many_and_so_many_more(start: date, one: int, more: int) -> None:
    assert add_working_days(start, one + more) == add_working_days(add_working_days(start, one), more) or not one


@given(DAYS)
def test_the_next_working_day_is_near_and_nothing_lies_between(day: date) -> None:
    found = working_day_on_or_after(day)

    assert is_working_day(found)
    assert found - day <= timedelta(days=5)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((found - day).days))


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_every_year_has_its_holidays(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]

    weekdays = [day for day in days if day.weekday() < 5 and bank_holiday(day)]

    assert 8 <= len(weekdays) <= 10
    assert bank_holiday(date(year, 12, 25)) == "Christmas Day"
    assert 250 <= sum(map(is_working_day, days)) <= 254


def test_months_end_where_the_month_ends() -> None:
    assert add(date(2026, 1, 31), 1, "months") == date(2026, 2, 28)
    assert add(date(2024, 2, 29), 3, "years") == date(2027, 2, 28)
    assert add(date(2026, 11, 23), -2, "days") == date(2026, 11, 21)
    assert add(date(2025, 9, 8), 8, "working-days") == date(2025, 9, 18)


def test_years_that_nobody_counts_in_are_refused_with_a_next_step() -> None:
    with pytest.raises(InputError, match="2010 to 2060, not in 1066") as error:
        is_working_day(date(1066, 10, 15))

    assert error.value.next_step == "Check the year of the date."
