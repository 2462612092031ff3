"""The columns of a file in the Explore Education Statistics shape, by heading and never by position."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import count

from extramile.core.national.importing.lists import name_column_without_heading
from extramile.core.national.importing.sheets import Problems, Sheet
from extramile.core.national.importing.symbols import is_figure
from extramile.core.national.published_files import published_files
from extramile.core.national.statistics import KEYS
from extramile.core.vocabulary import InputError

SHARED = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "new_la_code",
    "old_la_code",
    "la_name",
)


@dataclass(frozen=True)
class Columns:
    """Where each column of a file is."""

    shared: dict[str, int]
    filters: dict[str, int]
    measures: dict[str, int]


def columns_of(sheet: Sheet, problems: Problems) -> Columns:
    """Sort the columns of a file into shared ones, filters and measures. A heading that comes twice is looked into."""
    names = _without_repeats(sheet, problems)
    for name in SHARED:
        if name not in names:
            message = f"The column {name}, which all such files share, is not in this one."
            problems.add("column_missing", message, sheet.file, row=1, column=name)
    known_filters = published_files().filters
    shared = {name: at for name, at in names.items() if name in SHARED}
    filters = {name: at for name, at in names.items() if name in known_filters}
    for name, at in names.items():
        if name not in shared and name not in filters and _holds_words(name, (row[at].strip() for row in sheet.rows)):
            message = f"The column {sheet.headings[at]} holds words, not figures; it was taken as a breakdown."
            problems.add("column_of_words", message, sheet.file, row=1, column=sheet.headings[at])
            filters[name] = at
    measures = {name: at for name, at in names.items() if name not in shared and name not in filters}
    for name in KEYS:
        if name in measures:
            # Our own key columns have names too: a measure of the same name steps aside.
            measures[_free(name, measures)] = measures.pop(name)
    if not measures:
        raise InputError("has no column with figures.", where=sheet.file)
    return Columns(shared, filters, measures)


def _holds_words(name: str, cells: Iterable[str]) -> bool:
    """Say whether a column that we do not know holds words: a breakdown that is new to us, and no measure."""
    if published_files().knows(name):
        return False
    told = {cell.casefold() for cell in cells if cell}
    words = [cell for cell in told if not is_figure(cell)]
    # No measure says "Total"; one with more odd cells than figures may still be one, with symbols that we do not know.
    return "total" in told or 2 * sum(len(word) > 2 for word in words) > len(told)


def _without_repeats(sheet: Sheet, problems: Problems) -> dict[str, int]:
    """Return heading → position. Of a repeated heading the first is kept; if its twin differs, the twin as `…_2`."""
    names: dict[str, int] = {}
    for at, heading in enumerate(sheet.headings):
        name = heading.casefold()
        if not name:
            name_column_without_heading(at, (row[at] for row in sheet.rows), sheet.file, problems)
            continue
        if name not in names:
            names[name] = at
            continue
        different = sum(row[at] != row[names[name]] for row in sheet.rows)
        if different and (name in SHARED or name in published_files().filters):
            # Which place, period or breakdown a row is about must not be guessed.
            raise InputError(
                f"has the heading {heading} twice, and the columns differ: which is meant cannot be known.",
                where=sheet.file,
            )
        message = f"The heading {heading} comes twice"
        if not different:
            message += "; both columns hold the same, one was used."
        else:
            twin = _free(name, names)
            names[twin] = at
            message += f" and the columns differ in {different:,} rows; the first was used, the other kept as {twin}."
        problems.add("heading_repeated", message, sheet.file, row=1, column=heading)
    return names


def _free(name: str, taken: Container[str]) -> str:
    """Return the name with the first number from 2 on that makes it one not taken yet."""
    return next(each for number in count(2) if (each := f"{name}_{number}") not in taken)
