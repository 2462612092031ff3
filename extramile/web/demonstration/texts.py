"""The texts of the demonstration: read from the definitions, with the places filled where they speak of a time.

The demonstration is always a few days old, whenever it is built, so its texts name no day. They write how many days ago
it was, and in what shape it is to be said: `{month:40}` becomes "October 2026", `{start:95}` the September with which the
school year of that day began.
"""

import re
from datetime import date
from typing import Any

from django.utils.formats import date_format

from extramile.web.demonstration.days import day_ago

PLACE = re.compile(r"\{(day|month|year|term|academic|start):(-?\d+)\}")
TERMS = ((9, "autumn"), (4, "summer"), (1, "spring"))


def academic_year(day: date) -> str:
    """Return the school year of a day, such as 2025/26."""
    begins = day.year if day.month >= 9 else day.year - 1
    return f"{begins}/{(begins + 1) % 100:02d}"


def term(day: date) -> str:
    """Return the term of a day, such as "autumn term 2026"."""
    return f"{next(name for month, name in TERMS if day.month >= month)} term {day.year}"


def filled(text: str, today: date) -> str:
    """Return a text with its times said as they are, seen from today."""

    def say(found: re.Match[str]) -> str:
        day = day_ago(today, int(found[2]))
        shapes = {
            "day": lambda: date_format(day, "j F Y"),
            "month": lambda: date_format(day, "F Y"),
            "year": lambda: str(day.year),
            "term": lambda: term(day),
            "academic": lambda: academic_year(day),
            "start": lambda: f"September {academic_year(day)[:4]}",
        }
        return shapes[found[1]]()

    return PLACE.sub(say, text)


def filled_all(value: Any, today: date) -> Any:
    """Return a definition with every text in it filled."""
    if isinstance(value, str):
        return filled(value, today)
    if isinstance(value, dict):
        return {key: filled_all(each, today) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [filled_all(each, today) for each in value]
    return value
