"""What a cell says: a date in any common form, day first; a yes or no; a number; text without stray spaces.

A value that is there but cannot be read is never turned into nothing: it is kept as text beside the empty value.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Note = Literal["", "short_year", "day_number", "month_first", "either_order"]

EARLIEST, LATEST = 1900, 2099
# A year of two digits up to this one is of this century.
SHORT_YEARS_OF_2000 = 68
_EXCEL_DAY_ZERO = date(1899, 12, 30)
# Excel's number of a day between 1954 and 2064; other numbers are no days.
_DAY_NUMBERS = range(20_000, 60_000)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july"),
            *("aug august", "sep sept september", "oct october", "nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:[.:]\d+)?)?\s*(?:[ap]\.?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.IGNORECASE)
_YEAR_FIRST_WORD = re.compile(rf"(\d{{4}})[-/. ]([a-z]{{3,9}})[-/. ](\d{{1,2}}){_TIME}", re.IGNORECASE)
_NUMBERS = re.compile(rf"(\d{{1,2}})\s*[-/. ]\s*(\d{{1,2}})\s*[-/. ]\s*(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_DAY_WORD = re.compile(
    rf"(?:[a-z]{{3,9}},?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[-/.,\s]+(?:of\s+)?([a-z]{{3,9}})\.?[-/.,\s]+(\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_WORD_DAY = re.compile(rf"([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as it was read, or None; and what a person should know about how."""

    day: date | None
    note: Note = ""


@lru_cache(maxsize=200_000)
def read_date(text: str) -> ReadDate:  # noqa: PLR0911 - one way for each form
    """Return the date that a text says, day first."""
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return ReadDate(_day(found[1], found[2], found[3]))
    if found := _YEAR_FIRST_WORD.fullmatch(text):
        return ReadDate(_day(found[1], _month(found[2]), found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _from_numbers(found[1], found[2], found[3])
    if found := _DAY_WORD.fullmatch(text):
        year, short = _year(found[3])
        return ReadDate(_day(year, _month(found[2]), found[1]), "short_year" if short else "")
    if found := _WORD_DAY.fullmatch(text):
        return ReadDate(_day(found[3], _month(found[1]), found[2]))
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and int(float(text)) in _DAY_NUMBERS:
        return ReadDate(_EXCEL_DAY_ZERO + timedelta(days=int(float(text))), "day_number")
    return ReadDate(None)


def read_number(text: str) -> float | None:
    """Return the number that a text says: with thousands in commas, or a per cent sign."""
    plain = text.replace(",", "").removesuffix("%").strip()
    return float(plain) if re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,15})?", plain) else None


def read_flag(text: str) -> str:
    """Return 1 or 0 for yes and no in any spelling; other text as it is, for a rule to name."""
    return _FLAGS.get(text.casefold(), text)


def read_code(text: str) -> str:
    """Return a code or number without what a spreadsheet makes of it: “123456.0” is 123456."""
    return text[:-2] if text.endswith(".0") and _WHOLE.fullmatch(text) else text


def read_text(text: str) -> str:
    """Return text without spaces around it or invisible ones in it."""
    return text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "").strip()


_WHOLE = re.compile(r"\d+\.0")
_FLAGS = {
    "1": "1",
    "0": "0",
    "true": "1",
    "false": "0",
    "yes": "1",
    "no": "0",
    "y": "1",
    "n": "0",
    "1.0": "1",
    "0.0": "0",
}


def _from_numbers(first: str, second: str, third: str) -> ReadDate:
    year, short = _year(third)
    day = _day(year, second, first)
    if day is None:
        return ReadDate(None, "month_first" if _day(year, first, second) else "")
    if short:
        return ReadDate(day, "short_year")
    return ReadDate(day, "either_order" if int(first) <= 12 and first != second else "")


def _year(text: str) -> tuple[int, bool]:
    number = int(text)
    if len(text) == 4:
        return number, False
    return (2000 if number <= SHORT_YEARS_OF_2000 else 1900) + number, True


def _month(word: str) -> int:
    return _MONTHS.get(word.casefold(), 0)


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    if not EARLIEST <= int(year) <= LATEST:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
