"""Writes a workbook to be filled in: sheets with headings, lists to choose from, and a sheet that says how."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extramile.core.workbooks.cells import Column, Kind, Value, writable

if TYPE_CHECKING:
    # The library is imported where it is used: it takes a moment, and most who import this write no workbook.
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

# Columns that are only read, as the notes on the sheet of words say.
_FIXED, _HEAD = "F3F2F1", "0B4F54"
_DAY_FORMAT, _MONEY_FORMAT = "d mmm yyyy", "#,##0.##"
CHOICES, NOTES = "Choices", "How to fill it in"


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet: its title, its columns, and its rows with a value for each column."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]


def write(title: str, sheets: Sequence[SheetOut], notes: Sequence[str]) -> bytes:
    """Return a workbook with these sheets, a sheet of notes, and one with what may be chosen. Nothing in it is hidden."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = writable(title), "Extramile"
    lists: list[Column] = [each for sheet in sheets for each in sheet.columns if each.choices]
    for sheet in sheets:
        _sheet(book.create_sheet(sheet.title), sheet, lists)
    _notes(book.create_sheet(NOTES), title, notes)
    if lists:
        _choices(book.create_sheet(CHOICES), lists)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: "Cell | MergedCell", value: Value) -> None:
    """Put a value into a cell, a text as a text: never as a formula, an error or anything else that it looks like."""
    if isinstance(value, str):
        cell.value = writable(value)
        cell.data_type = "s"
    else:
        cell.value = float(value) if isinstance(value, Decimal) else value


def _sheet(page: "Worksheet", sheet: SheetOut, lists: list[Column]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    head, grey = PatternFill("solid", fgColor=_HEAD), PatternFill("solid", fgColor=_FIXED)
    for place, column in enumerate(sheet.columns, start=1):
        cell = page.cell(row=1, column=place)
        _put(cell, column.heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), head
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(place)].width = column.width
    for number, row in enumerate(sheet.rows, start=2):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            cell = page.cell(row=number, column=place)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if column.kind is Kind.DAY:
                cell.number_format = _DAY_FORMAT
            elif column.kind is Kind.NUMBER:
                cell.number_format = _MONEY_FORMAT
            elif column.kind in (Kind.TEXT, Kind.CHOICE):
                # So that what somebody types there stays the text that they typed.
                cell.number_format = "@"
            if column.fixed:
                cell.fill = grey
    _lists(page, sheet, lists)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{max(len(sheet.rows) + 1, 2)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _lists(page: "Worksheet", sheet: SheetOut, lists: list[Column]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, column in enumerate(sheet.columns, start=1):
        if not column.choices or not sheet.rows:
            continue
        at = get_column_letter(lists.index(column) + 1)
        rule = DataValidation(
            type="list",
            formula1=f"'{CHOICES}'!${at}$2:${at}${len(column.choices) + 1}",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not in the list",
            error=f"Choose from the list; it stands on the sheet “{CHOICES}”.",
        )
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{len(sheet.rows) + 1}")
        page.add_data_validation(rule)


def _notes(page: "Worksheet", title: str, notes: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    page.column_dimensions["A"].width = 100
    for number, words in enumerate((title, *notes), start=1):
        cell = page.cell(row=number, column=1)
        _put(cell, words)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if number == 1:
            cell.font = Font(bold=True, size=14)


def _choices(page: "Worksheet", lists: Sequence[Column]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(lists, start=1):
        page.column_dimensions[get_column_letter(place)].width = 40
        for number, words in enumerate((column.heading, *column.choices), start=1):
            cell = page.cell(row=number, column=place)
            _put(cell, words)
            if number == 1:
                cell.font = Font(bold=True)
