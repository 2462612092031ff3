"""Months and years of a return: those of its own reporting year that were over on its day, and how returns make one series.

A return of a year reports on the calendar year before it. It also holds what is left of the year before that, such as requests
decided late in it whose assessment ended later: of such a month it has a few rows and no whole figure, so that another return
speaks of it or none does.
"""

import calendar
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

Row = TypeVar("Row")
# A return as a series takes it: its year, its day, and its rows by the name of their period.
Told = tuple[int | None, date, Iterable[tuple[str, Row]]]


def reporting_year(year: int | None, as_of: date) -> int:
    """Return the calendar year on which a return reports; of one that has no year, the one before its day."""
    return (as_of.year if year is None else year) - 1


def month_end(name: str) -> date:
    """Return the last day of a month that is called 2025-03."""
    year, month = (int(each) for each in name.split("-"))
    return date(year, month, calendar.monthrange(year, month)[1])


def month_ends(first: date, last: date) -> list[date]:
    """Return the last day of every month from one to another, those without any row among them."""
    ends, year, month = [], first.year, first.month
    while (year, month) <= (last.year, last.month):
        ends.append(date(year, month, calendar.monthrange(year, month)[1]))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return ends


def is_told(name: str, year: int | None, as_of: date) -> bool:
    """Say whether a return has the whole figure of a month (2025-03) or a year (2025): it is of its year, and is over."""
    if not (name[:4].isdecimal() and len(name) in (4, 7)):
        # What has no day that can be read belongs to no month.
        return False
    last = month_end(name) if len(name) == 7 else date(int(name), 12, 31)
    return last.year == reporting_year(year, as_of) and last <= as_of


def joined(returns: Iterable[Told[Row]]) -> dict[str, Row]:
    """Return the periods that several returns tell, in their order; of two returns of one year, those of the first given."""
    found: dict[str, Row] = {}
    for year, as_of, rows in returns:
        for name, row in rows:
            if is_told(name, year, as_of):
                found.setdefault(name, row)
    return dict(sorted(found.items()))
