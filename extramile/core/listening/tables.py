"""Reads a table of answers that were collected elsewhere: CSV or Excel, as headings and rows of text."""

import csv
import io
import zipfile
from dataclasses import dataclass

from extramile.core.vocabulary import DAMAGED_ZIP, InputError

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 20_000
# What an Excel file may grow to when it is unpacked; more is a bomb, not a survey.
MOST_UNPACKED = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A table as text. `numbers` are the rows as a person counts them: the heading is row 1."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


def read_table(content: bytes, name: str) -> AnswerTable:
    """Return the table in a CSV or Excel file.

    The first row that is not empty is its heading; above it there may be a title, which stands alone in its row.
    """
    if not content.strip():
        raise InputError("is empty.", where=name)
    lines = _excel(content, name) if content.startswith(b"PK") else _csv(content, name)
    filled = [(number, row) for number, row in enumerate(lines, start=1) if any(cell for cell in row)]
    wide = next((place for place, (_, row) in enumerate(filled) if sum(map(bool, row)) > 1), 0)
    filled = filled[wide:]
    if len(filled) < 2:
        raise InputError(
            "has no answers under its headings.", where=name, next_step="Put the questions in the first row."
        )
    if len(filled) - 1 > MOST_ROWS:
        raise InputError(f"has more than {MOST_ROWS:,} rows.", where=name, next_step="Split it into several files.")
    headings = filled[0][1]
    if len(headings) > MOST_COLUMNS:
        raise InputError(f"has more than {MOST_COLUMNS} columns.", where=name)
    width = len(headings)
    rows = tuple(tuple((list(row) + [""] * width)[:width]) for _, row in filled[1:])
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise InputError("holds a cell that is too long to be an answer.", where=name)
    named = tuple(heading or f"Column {place}" for place, heading in enumerate(headings, start=1))
    return AnswerTable(named, rows, tuple(number for number, _ in filled[1:]))


def _csv(content: bytes, name: str) -> list[list[str]]:
    if b"\0" in content:
        raise InputError("is neither CSV nor Excel (.xlsx).", where=name, next_step="Save it as CSV in UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel saves as "CSV" without more.
        text = content.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [[cell.strip() for cell in row] for row in lines]
    except csv.Error as error:
        # The message of the csv module quotes nothing of the file.
        raise InputError(f"is not a readable CSV file ({error}).", where=name) from None


def _excel(content: bytes, name: str) -> list[list[str]]:
    import fastexcel

    try:
        unpacked = sum(each.file_size for each in zipfile.ZipFile(io.BytesIO(content)).infolist())
    except DAMAGED_ZIP:
        raise InputError("is not a readable Excel file.", where=name) from None
    if unpacked > MOST_UNPACKED:
        raise InputError("is too large when it is unpacked.", where=name)
    try:
        book = fastexcel.read_excel(content)
        sheet = book.load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except Exception:  # noqa: BLE001 - whatever the reader trips over, and it may quote cells: the file cannot be used
        raise InputError("is not a readable Excel file.", where=name, next_step="Save it as CSV instead.") from None
    return [[(cell or "").strip() for cell in row] for row in sheet.iter_rows()]
