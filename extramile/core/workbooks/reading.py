"""Reads one sheet of a workbook by its headings: rows of values, and for each cell that cannot be used a sentence."""

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extramile.core.vocabulary import InputError, Problem
from extramile.core.workbooks.cells import CellError, Column, Value, as_read, restored, taken
from extramile.core.workbooks.opening import MOST_COLUMNS, MOST_ROWS, opened

MOST_FILLED = 5_000
"""Filled rows of a sheet: plans have a few hundred."""
MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class RowIn:
    """A filled row, with its number as the person sees it and its values by heading. A cell with a problem has no value there."""

    number: int
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The filled rows of a sheet, and what in it cannot be used. Columns that nobody asked for are named in `unknown`."""

    rows: tuple[RowIn, ...]
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]


def read(content: bytes, sheet: str, columns: Sequence[Column], name: str = "The workbook") -> SheetRead:
    """Return a sheet. Its first row holds the headings, in any order. Raises InputError if it cannot be used as a whole."""
    merged = opened(content, name)
    try:
        with warnings.catch_warnings():
            # The reader warns of what it leaves out: colours, checks of cells.
            warnings.simplefilter("ignore")
            return _read(content, sheet, columns, name, merged)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - whatever the reader trips over, and it may quote cells: the file cannot be used
        raise InputError(
            "is not a readable Excel workbook.", where=name, next_step="Save it anew from Excel as .xlsx and send that."
        ) from None


def _read(
    content: bytes, sheet: str, columns: Sequence[Column], name: str, merged: dict[str, tuple[str, ...]]
) -> SheetRead:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        for each in book.worksheets:
            if each.sheet_state != "visible":
                raise InputError(
                    f"hides the sheet “{each.title}”.",
                    where=name,
                    next_step="Delete it, or show it (right click on a sheet’s name, “Unhide”).",
                )
        found: Any = next((each for each in book.worksheets if _same(each.title, sheet)), None)
        if found is None:
            raise InputError(
                f"has no sheet “{sheet}”.", where=name, next_step="Use the sheet that was downloaded, under its name."
            )
        ranges = merged.get(str(found._worksheet_path).lstrip("/"), ())
        if ranges:
            raise InputError(
                f"has merged cells in the sheet “{sheet}” ({', '.join(ranges[:3])}).",
                where=name,
                next_step="Select them and choose “Unmerge cells”.",
            )
        lines = found.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS)
        places, unknown = _headings(next(lines, ()), columns, sheet, name)
        return _rows(lines, places, unknown, sheet, name)
    finally:
        book.close()


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _headings(
    cells: Sequence[Any], columns: Sequence[Column], sheet: str, name: str
) -> tuple[dict[int, Column], tuple[str, ...]]:
    """Return the columns by their place, and the headings that nobody asked for."""
    said = [(place, as_read(restored(str(cell.value)))) for place, cell in enumerate(cells) if cell.value is not None]
    said = [(place, words) for place, words in said if words]
    where = f"{name}, sheet “{sheet}”, row 1"
    seen: set[str] = set()
    for _, words in said:
        if words.casefold() in seen:
            raise InputError(
                f"the heading “{words[:60]}” stands there twice.", where=where, next_step="Delete one of the columns."
            )
        seen.add(words.casefold())
    missing = [each.heading for each in columns if each.heading.casefold() not in seen]
    if missing:
        few = ", ".join(f"“{each}”" for each in missing[:5])
        raise InputError(
            f"the heading {few} is missing." if len(missing) == 1 else f"the headings {few} are missing.",
            where=where,
            next_step="Use the headings of the sheet that was downloaded, in the first row.",
        )
    known = {each.heading.casefold(): each for each in columns}
    places = {place: known[words.casefold()] for place, words in said if words.casefold() in known}
    return places, tuple(words[:60] for _, words in said if words.casefold() not in known)


def _rows(
    lines: Iterator[Sequence[Any]], places: dict[int, Column], unknown: tuple[str, ...], sheet: str, name: str
) -> SheetRead:
    rows: list[RowIn] = []
    problems: list[Problem] = []
    for number, cells in enumerate(lines, start=2):
        filled = [(place, cell) for place, cell in enumerate(cells) if place in places and cell.value is not None]
        if not filled:
            continue
        if len(rows) == MOST_FILLED:
            raise InputError(
                f"has more than {MOST_FILLED:,} filled rows in the sheet “{sheet}”.",
                where=name,
                next_step="Send the rows that you changed alone.",
            )
        values: dict[str, Value] = {}
        for place, cell in filled:
            column = places[place]
            try:
                values[column.heading] = taken(column, cell.value, cell.data_type)
            except CellError as error:
                problems.append(Problem("cell", f"It {error}", file=sheet, row=number, column=column.heading))
        empty = {each.heading: None for place, each in places.items() if place not in {at for at, _ in filled}}
        row = {**empty, **values}
        if len(row) < len(places) or any(value is not None for value in row.values()):
            rows.append(RowIn(number, row))
        if len(problems) > MOST_PROBLEMS:
            raise InputError(
                f"has more than {MOST_PROBLEMS} cells that cannot be used; the first is in row {problems[0].row}, "
                f"column “{problems[0].column}”: {problems[0].message}",
                where=name,
                next_step="Start from a newly downloaded sheet.",
            )
    return SheetRead(tuple(rows), tuple(problems), unknown)
