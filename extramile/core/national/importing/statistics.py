"""Files in the Explore Education Statistics shape → our tables of statistics, one for each file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from extramile.core.national import periods as time
from extramile.core.national.areas import Areas
from extramile.core.national.figures import LETTERS
from extramile.core.national.importing.breakdowns import breakdown_of
from extramile.core.national.importing.headings import Columns, columns_of
from extramile.core.national.importing.places import Places
from extramile.core.national.importing.sheets import Problems, Sheet
from extramile.core.national.importing.symbols import FLAGS, SymbolTable, read_flag, read_number, symbols_of
from extramile.core.national.published_files import published_files
from extramile.core.vocabulary import InputError

_SIX_DIGITS = re.compile(r"(\d{4})(\d{2})")
_VALUE = LETTERS["value"]


@dataclass(frozen=True)
class StatisticsBuilt:
    """The table of one file, and what its columns and periods show of its origin."""

    name: str
    file: str
    publication: str
    release: str
    table: pl.DataFrame


def statistic_tables(sheets: list[Sheet], areas: Areas, problems: Problems) -> Iterator[StatisticsBuilt]:
    """Make a table of each file. A file that cannot be used is named and left out; the others are made."""
    made: set[str] = set()
    for sheet in sheets:
        name = re.sub(r"[^a-z0-9]+", "_", PurePosixPath(sheet.file).stem.casefold()).strip("_") or "unnamed"
        if name in made:
            message = "Another file of this name was imported already; this one was left out."
            problems.add("file_repeated", message, sheet.file)
            continue
        try:
            yield _table(name, sheet, areas, problems)
        except InputError as error:
            problems.add("file_left_out", f"The file {error.message} It was left out.", sheet.file)
        else:
            made.add(name)


def period_of(text: str, identifier: str) -> str | None:
    """Return a period as people write it: 202425 is 2024/25 of an academic year and 2024-25 of a financial one.

    A term, quarter or month is told apart by its name in brackets.
    """
    plain, kind = text.strip(), identifier.strip().casefold()
    parts = _SIX_DIGITS.fullmatch(plain)
    if parts:
        joint = "-" if kind.startswith(("financial", "tax")) else "/"
        plain = f"{parts[1]}{joint}{parts[2]}"
    if kind and not kind.endswith("year"):
        plain = f"{plain} ({identifier.strip()})"
    return plain if time.is_readable(plain) else None


def _latest_year(periods: set[tuple[str, str]]) -> tuple[int, bool]:
    """Return the last year that the file speaks of, and whether it is a calendar year."""
    named = ((time.years_of(period), identifier.strip().casefold()) for period, identifier in periods)
    return max(((years[1], kind.startswith("calendar")) for years, kind in named if years), default=(0, False))


def _table(name: str, sheet: Sheet, areas: Areas, problems: Problems) -> StatisticsBuilt:
    columns = columns_of(sheet, problems)
    if not sheet.rows:
        raise InputError("has a heading and no rows.", where=sheet.file)
    time_at, identifier_at = columns.shared["time_period"], columns.shared["time_identifier"]
    times = {(row[time_at], row[identifier_at]) for row in sheet.rows}
    known_as, publication, like, release = published_files().closest(frozenset(columns.measures), *_latest_year(times))
    _name_unknown_columns(known_as, like, columns, sheet, problems)
    if release != like:
        message = f"The columns of the {release} release are not known to us; they were compared with those of {like}."
        problems.add("release_unknown", message, sheet.file)
    symbols = symbols_of(publication, release)
    periods = {each: period_of(*each) for each in times}
    places = Places(columns.shared, sheet.file, areas, problems)
    kept: dict[tuple[str, str, str, str], tuple[int, list[str]]] = {}
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        period, place = periods[(row[time_at], row[identifier_at])], places.of(row, number)
        if period is None:
            message = f"“{row[time_at]}” is no period; the row was left out."
            problems.add("period_unreadable", message, sheet.file, row=number, column="time_period")
        elif place is None:
            message = f"There is no area or region “{places.named(row)}” that we know; the row was left out."
            problems.add("area_unknown", message, sheet.file, row=number, column="old_la_code")
        else:
            topic, value = breakdown_of({each: row[at] for each, at in columns.filters.items()})
            key = (topic, value, period, place)
            if key in kept:
                message = f"{place}, {period}, {topic}: {value} is there twice; the first is used."
                problems.add("row_repeated", message, sheet.file, row=number)
            else:
                kept[key] = (number, row)
    if not kept:
        raise InputError("has no row that can be used.", where=sheet.file)
    ordered = sorted(kept.items(), key=lambda item: (item[0][0], item[0][1], time.order(item[0][2]), item[0][3]))
    table = _figures(ordered, columns, symbols, sheet, problems)
    return StatisticsBuilt(name, sheet.file, publication, f"{release} release" if release else "not known", table)


def _name_unknown_columns(known_as: str, release: str, columns: Columns, sheet: Sheet, problems: Problems) -> None:
    known = published_files().files[known_as].columns(release) if known_as else frozenset[str]()
    for name, at in columns.measures.items():
        if name not in known:
            of = f"the {release} release of {known_as}" if known_as else "any file that we know"
            message = f"The column {sheet.headings[at]} is not one of {of}; it was imported as {name}."
            problems.add("column_unknown", message, sheet.file, row=1, column=sheet.headings[at])
    for name in sorted(known - set(columns.measures)):
        message = f"The column {name} of the {release} release is not in the file."
        problems.add("column_missing", message, sheet.file, row=1, column=name)


_Ordered = list[tuple[tuple[str, str, str, str], tuple[int, list[str]]]]


def _figures(
    ordered: _Ordered, columns: Columns, symbols: SymbolTable, sheet: Sheet, problems: Problems
) -> pl.DataFrame:
    data: dict[str, pl.Series] = {}
    for position, name in enumerate(("topic", "breakdown", "period", "place")):
        data[name] = pl.Series(name, [key[position] for key, _ in ordered], dtype=pl.Utf8)
    letters: list[list[str]] = []
    for name, at in columns.measures.items():
        cells = [row[at].strip() for _, (_, row) in ordered]
        read = read_flag if any(cell.casefold() in FLAGS for cell in cells) else read_number
        figures: list[tuple[Any, str]] = []
        for cell, (_, (number, _)) in zip(cells, ordered, strict=True):
            figures.append(read(cell, symbols, problems, sheet.file, row=number, column=sheet.headings[at]))
        values = [value for value, _ in figures]
        data[name] = pl.Series(name, values, dtype=pl.Utf8) if read is read_flag else _compact(name, values)
        letters.append([letter for _, letter in figures])
    states = ["".join(row) for row in zip(*letters, strict=True)]
    data["states"] = pl.Series("states", [None if set(each) == {_VALUE} else each for each in states], dtype=pl.Utf8)
    return pl.DataFrame(data)


def _compact(name: str, values: list[float | None]) -> pl.Series:
    """Return the values as whole numbers where they all are: a third of the room."""
    series = pl.Series(name, values, dtype=pl.Float64)
    whole = series.drop_nulls()
    return series.cast(pl.Int32) if ((whole == whole.round()) & (whole.abs() < 2**31)).all() else series
