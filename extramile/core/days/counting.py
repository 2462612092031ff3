"""Working days in England: Monday to Friday without bank holidays, one-off ones such as that of 19 September 2022 included.

The bank holidays are those of the `holidays` library. Years to come hold what is known of them today: a holiday that is
proclaimed later comes with a newer version of the library.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import holidays
from dateutil.relativedelta import relativedelta

from extramile.core.vocabulary import InputError

Unit = Literal["working-days", "days", "months", "years"]
# SEND reform began in 2014; nobody counts further ahead than a cycle of inspections or two.
FIRST_YEAR, LAST_YEAR = 2010, 2060
SATURDAY = 5
DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> dict[date, str]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(
            f"Working days are counted from {FIRST_YEAR} to {LAST_YEAR}, not in {year}.",
            next_step="Check the year of the date.",
        )
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB"))


def bank_holiday(day: date) -> str:
    """Return the name of the bank holiday in England on this day, or "" when there is none.

    Raises InputError outside the years that are counted.
    """
    return _bank_holidays(day.year).get(day, "")


def is_working_day(day: date) -> bool:
    """Say whether this is a working day in England."""
    return day.weekday() < SATURDAY and not bank_holiday(day)


def working_day_on_or_after(day: date) -> date:
    """Return the day itself if it is a working day, or else the next one that is."""
    while not is_working_day(day):
        day += DAY
    return day


def add_working_days(start: date, days: int) -> date:
    """Return the day that lies so many working days after the start; before it, where `days` is negative.

    The start itself is not counted: one working day after a Friday is the Monday. Nor need it be a working day:
    one working day after a Sunday is the Monday, too. None at all is the start, or the next working day after it.
    """
    if days == 0:
        return working_day_on_or_after(start)
    step, left, day = (DAY if days > 0 else -DAY), abs(days), start
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days lie after the start, up to the end with it; negative where the end comes first."""
    if end < start:
        return -working_days_between(end, start)
    return sum(is_working_day(start + DAY * n) for n in range(1, (end - start).days + 1))


def add(start: date, value: int, unit: Unit) -> date:
    """Return the day so many units after the start; before it, where `value` is negative.

    A month after 31 January is the last day of February.
    """
    match unit:
        case "working-days":
            return add_working_days(start, value)
        case "days":
            return start + DAY * value
        case "months":
            return start + relativedelta(months=value)
        case "years":
            return start + relativedelta(years=value)
