"""The days of the demonstration: what is told as so many days ago happened on a working day, whatever day it is built on.

Days are moved by one rule that never lets a later thing come before an earlier one. Schools of the invented areas keep the
terms that most schools in England keep; meetings with the people of schools fall into them.
"""

from datetime import date, timedelta

from dateutil.easter import easter

from extramile.core.days import is_working_day

DAY = timedelta(days=1)
MONDAY = 0


def day_ago(today: date, ago: int) -> date:
    """Return the working day so many days ago; a negative number lies ahead. Today is today, whatever day it is."""
    day = today - ago * DAY
    while ago and not is_working_day(day):
        day -= DAY if ago > 0 else -DAY
    return day


def school_day(day: date) -> date:
    """Return the day itself if schools are open then, or else the last one before it on which they were."""
    while not (is_working_day(day) and in_term(day)):
        day -= DAY
    return day


def in_term(day: date) -> bool:
    """Say whether the day lies in a term, and not in the week in its middle in which schools are closed."""
    return not any(first <= day <= last for first, last in _holidays(day.year))


def _holidays(year: int) -> tuple[tuple[date, date], ...]:
    sunday = easter(year)
    weeks = (_monday(date(year, 2, 12)), _monday(date(year, 5, 25)), _monday(date(year, 10, 22)))
    return (
        (date(year, 1, 1), date(year, 1, 5)),
        (sunday - 6 * DAY, sunday + 8 * DAY),
        (date(year, 7, 22), date(year, 9, 2)),
        (date(year, 12, 20), date(year, 12, 31)),
        *((monday, monday + 4 * DAY) for monday in weeks),
    )


def _monday(day: date) -> date:
    """Return the first Monday on the day or after it."""
    return day + (MONDAY - day.weekday()) % 7 * DAY
