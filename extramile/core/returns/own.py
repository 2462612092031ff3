"""What a workbook of ours says beside its tables, written and read back: a sheet about it, and columns that tie rows together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extramile.core.returns.describing import KEY, PARENT, PERSON, REQUEST, plain
from extramile.core.returns.writing import LABEL
from extramile.core.workbooks import StreamedSheet

ABOUT, PROBLEMS, RULES = "About", "Problems", "Rules"
# By this, in its first cell, the sheet is known to be ours.
MADE = "Made by Extramile"
TITLE, YEAR, AS_OF = "Return", "Year of the return", "As of"
CHILD = "Child"
# Headings of the columns that tie a row to those above it. Nobody else has them.
LINKS = {
    KEY: "Extramile: this record",
    PARENT: "Extramile: record above",
    REQUEST: "Extramile: request",
    PERSON: "Extramile: person",
}
_STANDING_IN = re.compile(r"(row|person) [\d,]+")


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook of ours says of itself: which return it holds, of which year and day, where it says them."""

    title: str = ""
    year: int | None = None
    as_of: date | None = None


def about_sheet(what: str, title: str, said: Mapping[str, str], year: int | None, as_of: date | None) -> StreamedSheet:
    """Return the sheet that says what a workbook is, of which return, year and day, and what else is to be known of it."""
    told = {
        TITLE: title,
        **({YEAR: str(year)} if year else {}),
        **({AS_OF: as_of.isoformat()} if as_of else {}),
        **said,
    }
    return StreamedSheet(ABOUT, (MADE, what), list(told.items()), widths=(28, 110))


def read_about(rows: Sequence[Sequence[str]]) -> About | None:
    """Return what the rows of a sheet say of its workbook, or None where the workbook is none of ours."""
    if not rows or not rows[0] or rows[0][0].strip() != MADE:
        return None
    told = {row[0].strip(): row[1].strip() for row in rows if len(row) > 1}
    year, day = told.get(YEAR, ""), told.get(AS_OF, "")
    try:
        as_of = date.fromisoformat(day[:10]) if day else None
    except ValueError:
        as_of = None
    return About(told.get(TITLE, ""), int(year) if re.fullmatch(r"20\d\d", year) else None, as_of)


def key_of(heading: str, ours: bool) -> str | None:
    """Return which key a column of our workbooks holds, if it is one of theirs. `ours` says that the workbook is."""
    said = plain(heading)
    if ours and said == plain(CHILD):
        return LABEL
    return next((key for key, name in LINKS.items() if plain(name) == said), None)


def own_label(text: str) -> str:
    """Return what a child was called in a workbook of ours; nothing where that was only a place in the file before it."""
    return "" if _STANDING_IN.fullmatch(text) else text
