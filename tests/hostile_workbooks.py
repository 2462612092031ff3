"""Workbooks as nobody should send them, made by hand: part by part, as a hostile hand would."""

import io
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook

from extramile.core.workbooks import Column, Kind

COLUMNS = (
    Column("Number", Kind.WHOLE, fixed=True),
    Column("Action"),
    Column("How far", Kind.CHOICE, choices=("On track", "Done")),
    Column("Due", Kind.DAY),
    Column("Cost", Kind.NUMBER),
)
HEADINGS = [each.heading for each in COLUMNS]
SHEET = "Actions"


def made(change: Callable[[Workbook], None] | None = None) -> bytes:
    """Return a plain workbook with one row, changed by openpyxl."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = SHEET
    page.append(HEADINGS)
    page.append([1, "One record", "On track", None, None])
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return a package with some parts put in, replaced or (None) taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for each in before.namelist():
            if each not in parts:
                after.writestr(each, before.read(each))
        for name, value in parts.items():
            if value is not None:
                after.writestr(name, value)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    """Return a part of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def sheet_of(rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    """Return a workbook whose sheet is written by hand."""
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = b'<?xml version="1.0"?>' + before + b"<worksheet " + space + b"><sheetData>" + rows
    return packed(made(), {"xl/worksheets/sheet1.xml": sheet + b"</sheetData>" + after + b"</worksheet>"})


def text_row(number: int, cells: list[str]) -> bytes:
    """Return a row of texts."""
    inside = "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in cells)
    return f'<row r="{number}">{inside}</row>'.encode()
