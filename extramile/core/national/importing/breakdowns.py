"""The breakdowns of a row in one spelling: files write "age 10" and "Aged 10", "1" and "1 year", for the same."""

import re
from functools import cache

from extramile.core.national.published_files import published_files
from extramile.core.national.statistics import TOTAL
from extramile.core.vocabulary import upper_first

_AGE = re.compile(r"aged? (\d.*)", re.IGNORECASE)
_YEARS = re.compile(r"(\d+)(?: years?)?")
_YEARS_OR_MORE = re.compile(r"(\d+)(?: years)? (?:or more|and over)")
# A row with one of these is the total row of a file, whatever else it says.
_TOTALS = frozenset({"total", "all", "new ehc plans", ""})


def breakdown_of(filters: dict[str, str]) -> tuple[str, str]:
    """Return the topic and the value of a row. A total row is Total: Total in every file.

    Files of the 2025 release and later say topic and value; earlier ones have a column for each topic.
    """
    return _breakdown(tuple(sorted((name, value.strip()) for name, value in filters.items())))


@cache
def _breakdown(filters: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    given = dict(filters)
    topic, value = given.pop("breakdown_topic", None), given.pop("breakdown", None)
    parts: list[tuple[str, str]] = []
    if (topic or "").casefold() != (value or "").casefold():  # the total row repeats its topic as its value
        parts.append((topic or published_files().topic("breakdown"), value or ""))
    parts += [(published_files().topic(name), each) for name, each in sorted(given.items())]
    telling = [(name, in_one_spelling(name, each)) for name, each in parts if not _is_total(each)]
    if not telling:
        return TOTAL, TOTAL
    return " and ".join(name for name, _ in telling), " and ".join(each for _, each in telling)


def _is_total(value: str) -> bool:
    plain = value.casefold()
    return plain in _TOTALS or plain.startswith("all ")


def in_one_spelling(topic: str, value: str) -> str:
    """Return a value of a breakdown in our spelling."""
    spelt = published_files().spellings.get(value, value)
    age = _AGE.fullmatch(spelt)
    if age:
        return f"Age {age[1]}"
    if "years" in topic.casefold():
        more, years = _YEARS_OR_MORE.fullmatch(spelt), _YEARS.fullmatch(spelt)
        if more:
            return f"{more[1]} years or more"
        if years:
            return f"{years[1]} year{'' if years[1] == '1' else 's'}"
    return upper_first(spelt)
