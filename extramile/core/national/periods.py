"""Periods as they are printed, in the order of time.

The publications write them in many shapes: "2024", "2019/20", "2014-16", "2023 (Rev)", "2017-18 (OT)",
"2013/14-15/16", and as six digits, "202425". A period is kept as printed and ordered by the year in which it ends.
"""

import re

# The first year, and then whatever years or ends of years follow it; remarks in brackets play no part.
_YEARS = re.compile(r"\d{4}|\d{2}")
_SIX_DIGITS = re.compile(r"\d{6}")
_FOUR = 4


def years_of(period: str) -> tuple[int, int] | None:
    """Return the first and the last year that a period names: None if it names none that make sense."""
    printed = period.split("(", maxsplit=1)[0].strip()
    if _SIX_DIGITS.fullmatch(printed):
        printed = f"{printed[:_FOUR]}/{printed[_FOUR:]}"
    parts = _YEARS.findall(printed)
    if not parts or len(parts[0]) != _FOUR or not 1900 <= int(parts[0]) <= 2100:
        return None
    first = last = int(parts[0])
    for part in parts[1:]:
        year = int(part) if len(part) == _FOUR else last - last % 100 + int(part)
        # "1999/00" goes on into the next century.
        last = year if year >= last or len(part) == _FOUR else year + 100
    return (first, last) if last >= first else None


def order(period: str) -> tuple[int, int, str]:
    """Return a key that sorts periods in time. A period that names no year comes before all others."""
    years = years_of(period)
    return (years[1], years[0], period) if years else (0, 0, period)


def in_order(periods: set[str]) -> tuple[str, ...]:
    """Return periods from the first to the last."""
    return tuple(sorted(periods, key=order))


def is_readable(period: str) -> bool:
    """Say whether the text names a period at all."""
    return years_of(period) is not None


def find(asked: str, periods: tuple[str, ...]) -> str | None:
    """Return the one period of a series that a person means: "2023" finds "2023 (Rev)", "2019-20" finds "2019/20"."""
    wanted = asked.strip()
    if wanted in periods:
        return wanted
    exact = [period for period in periods if period.casefold() == wanted.casefold()]
    if exact:
        return exact[0]
    years = years_of(wanted)
    same = [period for period in periods if years and years_of(period) == years]
    return same[0] if len(same) == 1 else None
