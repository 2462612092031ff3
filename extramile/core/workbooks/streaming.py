"""Writes a workbook of any length row by row, with cells marked: each mark is a colour and a note that says why."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from extramile.core.vocabulary import InputError
from extramile.core.workbooks.cells import LONGEST, Value, writable

# What a sheet holds at most, less a heading.
MOST_ROWS = 1_048_575
_FIRST = "xl/worksheets/sheet1.xml"
_MARK, _HEAD, _DAY_FORMAT = "FFF2C9C4", "FFE7ECEF", "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with what is to be said of it."""

    value: Value
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class StreamedSheet:
    """A sheet: its title, its headings, its rows one by one, and the cell above and left of which nothing scrolls."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value | Marked]]
    frozen: str = "A2"


def with_first_sheet(content: bytes, sheet: StreamedSheet) -> bytes:
    """Return a workbook that `write_streamed` wrote with another first sheet; nothing else in it is looked at.

    The new sheet has the title of the old one, no marks and no days: cells hold their texts themselves, and the styles of a
    heading are the first that any of our workbooks has.
    """
    alone, made = io.BytesIO(), io.BytesIO()
    write_streamed(alone, [sheet])
    with (
        zipfile.ZipFile(alone) as new,
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book,
    ):
        for part in old.infolist():
            book.writestr(part.filename, (new if part.filename == _FIRST else old).read(part.filename))
    return made.getvalue()


def write_streamed(path: Path | BinaryIO, sheets: Iterable[StreamedSheet]) -> None:
    """Write sheets to a file, a row at a time. Rows beyond what a sheet holds are left out."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for each in sheets:
        sheet = book.create_sheet(each.title[:31])
        sheet.freeze_panes = each.frozen
        sheet.append([_head(sheet, text) for text in each.headings])
        for row in _first(each.rows):
            sheet.append([_cell(sheet, value) for value in row])
    try:
        book.save(path)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror}).", where=str(path)) from error


def _first(rows: Iterable[Sequence[Value | Marked]]) -> Iterator[Sequence[Value | Marked]]:
    for _, row in zip(range(MOST_ROWS), rows, strict=False):
        yield row


def _head(sheet: Any, text: str) -> Any:
    from openpyxl.styles import Font, PatternFill

    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color=_HEAD)
    return cell


def _cell(sheet: Any, told: Value | Marked) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    value, notes = (told.value, told.notes) if isinstance(told, Marked) else (told, ())
    if isinstance(value, str):
        # Shorter than a cell holds, so that there is room for what makes it harmless.
        value = writable(value[: LONGEST - 1])
    cell = WriteOnlyCell(sheet, value=float(value) if isinstance(value, Decimal) else value)  # type: ignore[arg-type]
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = _DAY_FORMAT
    if notes:
        cell.fill = PatternFill("solid", start_color=_MARK)
        cell.comment = Comment("\n\n".join(notes), "Extramile", width=360, height=120)
    return cell
