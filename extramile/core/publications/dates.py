"""Reads the dates of an inspection in every form the reports print them.

One day; a range within a month, across months or years; with month or year printed once or twice; with leading zeros,
ordinals, weekdays or missing spaces; several visits in one sentence.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

# Inspections take one to three weeks. More is a misreading, as of a page number fused with a day.
_LONGEST = timedelta(days=60)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*)?"
_DAY = r"(\d{1,2})\s*(?:st|nd|rd|th)?(?:\s+of)?(?![\d/])"
_MONTH = r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_YEAR = r"(\d{4})"
_FULL_DAY = rf"{_WEEKDAY}{_DAY}\s*{_MONTH}\s*,?\s*{_YEAR}"
_OPEN_DAY = rf"{_WEEKDAY}{_DAY}(?:\s*{_MONTH})?(?:\s*,?\s*{_YEAR})?"
_TO = r"\s*(?:to|until|till|through|[-–—−])\s*"
# "9 and 10 July 2017" is one visit; "9 July 2017 and 10 May 2018" is two, so "and" joins bare days only.
_RANGE = re.compile(rf"(?<!\d)(?:{_OPEN_DAY}{_TO}|{_WEEKDAY}{_DAY}\s*(?:and|&)\s*)?{_FULL_DAY}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Visit:
    """The first and the last day of a visit; the same for a visit of one day."""

    start: date
    end: date

    def to_dict(self) -> dict[str, str]:
        """Return both days in ISO form."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat()}


def visits_in(text: str) -> list[Visit]:
    """Return every visit the text names, in its order. Days that no calendar has are left out."""
    found = []
    for match in _RANGE.finditer(text):
        day, month, year, bare_day, last_day, last_month, last_year = match.groups()
        try:
            end = date(int(last_year), _month(last_month), int(last_day))
            start = end
            if day or bare_day:
                start = date(int(year or last_year), _month(month or last_month), int(day or bare_day))
        except ValueError:
            continue
        if start > end and not year:  # "30 December to 3 January 2025": the year printed is the last day's
            start = start.replace(year=end.year - 1)
        if timedelta(0) <= end - start <= _LONGEST:
            found.append(Visit(start, end))
    return found


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1
