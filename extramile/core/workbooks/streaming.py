"""Writes a workbook of any length row by row, with cells marked: each mark is a colour and a note that says why."""

import io
import re
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
LONGEST_TITLE = 31
_BOOK = "xl/workbook.xml"
_MARK, _HEAD, _LINK, _DAY_FORMAT = "FFF2C9C4", "FFE7ECEF", "FF0B4F8A", "yyyy-mm-dd"
# Texts that are no formula, no error and hold nothing to make harmless.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .:/-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with what is to be said of it, and the cell of the workbook that it leads to, as `'Sheet'!A1`."""

    value: Value
    notes: Sequence[str] = ()
    to: str = ""


@dataclass(frozen=True, slots=True)
class StreamedSheet:
    """A sheet: its title, its headings, its rows one by one, and the cell above and left of which nothing scrolls.

    `widths` are those of the first columns; `filtered` gives each heading a choice of what to show.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value | Marked]]
    frozen: str = "A2"
    widths: Sequence[int] = ()
    filtered: bool = False


def cell_at(title: str, row: int, column: int) -> str:
    """Return a cell as a link of a workbook names it; rows and columns begin with 1."""
    from openpyxl.utils import get_column_letter

    doubled = title.replace("'", "''")
    return f"'{doubled}'!{get_column_letter(column)}{row}"


def with_sheet(content: bytes, sheet: StreamedSheet) -> bytes:
    """Return a workbook that `write_streamed` wrote with another sheet in the place of the one of that title.

    Nothing else in it is looked at. The new sheet has no notes: those of a sheet stand in files of their own.
    """
    alone, made = io.BytesIO(), io.BytesIO()
    write_streamed(alone, [sheet])
    with (
        zipfile.ZipFile(alone) as new,
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book,
    ):
        # Sheets are numbered in the order in which they were written, which is that of their names here.
        names = re.findall(r'<sheet [^>]*?name="([^"]*)"', old.read(_BOOK).decode())
        place = f"xl/worksheets/sheet{names.index(sheet.title) + 1}.xml"
        # What a filter covers stands in the book as well.
        covers = re.compile(rf"('{re.escape(sheet.title)}'!)[$A-Z0-9:]+")
        now = covers.search(new.read(_BOOK).decode())
        for part in old.infolist():
            data = old.read(part.filename)
            if part.filename == place:
                data = new.read("xl/worksheets/sheet1.xml")
            elif part.filename == _BOOK and now:
                data = covers.sub(lambda _: now[0], data.decode()).encode()
            book.writestr(part.filename, data)
    return made.getvalue()


def write_streamed(path: Path | BinaryIO, sheets: Iterable[StreamedSheet], *, opens_on: int = 0) -> None:
    """Write sheets to a file, a row at a time. Rows beyond what a sheet holds are left out. It opens on a sheet by its place."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for number, each in enumerate(sheets):
        sheet = book.create_sheet(each.title[:LONGEST_TITLE])
        if not number:
            _number_styles(sheet)
        sheet.freeze_panes = each.frozen
        for place, width in enumerate(each.widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.append([_head(sheet, text) for text in each.headings])
        written = 1
        for row in _first(each.rows):
            sheet.append([value if _plain(value) else _cell(sheet, value) for value in row])
            written += 1
        if each.filtered:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(each.headings))}{written}"
    book.active = opens_on
    try:
        book.save(path)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror}).", where=str(path)) from error


def _number_styles(sheet: Any) -> None:
    """Give the styles that a sheet without notes can have the same numbers in every workbook, so that `with_sheet` may move one."""
    for each in (_head(sheet, ""), _cell(sheet, Marked("", to="'A'!A1")), _cell(sheet, date(2000, 1, 1))):
        assert each.style_id  # noqa: S101 - asking for the number is what gives it


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
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.hyperlink import Hyperlink

    value, notes, to = (told.value, told.notes, told.to) if isinstance(told, Marked) else (told, (), "")
    if isinstance(value, str):
        # Shorter than a cell holds, so that there is room for what makes it harmless.
        value = writable(value[: LONGEST - 1])
    cell = WriteOnlyCell(sheet, value=float(value) if isinstance(value, Decimal) else value)  # type: ignore[arg-type]
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = _DAY_FORMAT
    if to:
        cell.hyperlink = Hyperlink(ref="", location=to)
        cell.font = Font(color=_LINK, underline="single")
    if notes:
        cell.fill = PatternFill("solid", start_color=_MARK)
        cell.comment = Comment("\n\n".join(notes), "Extramile", width=360, height=120)
    return cell


def _plain(value: Value | Marked) -> bool:
    """Is this a value that needs no cell made for it? Nearly all of a return are numbers, codes and days in words."""
    if isinstance(value, str):
        return bool(_PLAIN.fullmatch(value)) and len(value) < LONGEST
    return value is None or isinstance(value, int | float)
