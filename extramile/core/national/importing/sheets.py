"""Reads a published file as headings and rows of text, whatever its encoding, and keeps the row numbers people see.

Values stay text here: what a symbol or a number means is decided later, with the release in hand.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import fastexcel
import polars as pl

from extramile.core.vocabulary import InputError, Problem

# A field longer than this is a quotation mark that was never closed, not a value.
_LONGEST_FIELD = 100_000
# How many problems of one kind are listed one by one; more are counted.
_LISTED = 5
# A message quotes what stands in a cell, and a cell may hold anything: more than this is cut out of the middle.
_LONGEST_MESSAGE = 400


@dataclass
class Problems:
    """The problems found while importing. Of many alike, the first are listed and the rest counted."""

    _all: list[Problem] = field(default_factory=list)
    _counts: dict[tuple[str, str, str | None], int] = field(default_factory=dict)

    def add(
        self,
        code: str,
        message: str,
        file: str = "",
        *,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        """Note a problem."""
        kind = (code, file, column)
        self._counts[kind] = self._counts.get(kind, 0) + 1
        if len(message) > _LONGEST_MESSAGE:
            message = f"{message[: _LONGEST_MESSAGE // 2]} … {message[-_LONGEST_MESSAGE // 4 :]}"
        if self._counts[kind] <= _LISTED:
            self._all.append(Problem(code, message, file, row, column))

    def listed(self) -> tuple[Problem, ...]:
        """Return the problems in the order they were found, then how many more there were of a kind."""
        more = [
            Problem(code, f"{count - _LISTED:,} more of the same.", file, None, column)
            for (code, file, column), count in self._counts.items()
            if count > _LISTED
        ]
        return (*self._all, *more)


@dataclass(frozen=True)
class Sheet:
    """A file as text. `headings` are as printed, without spaces around them; every row is as long as the headings."""

    file: str
    headings: tuple[str, ...]
    rows: list[list[str]]
    numbers: list[int]

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row with its number, as heading (in lower case) → value."""
        names = [heading.casefold() for heading in self.headings]
        for number, row in zip(self.numbers, self.rows, strict=True):
            yield number, dict(zip(names, row, strict=True))


def read_text(path: Path, name: str, problems: Problems) -> Sheet:
    """Read a CSV file. Rows that are longer or shorter than the heading are left out, each named."""
    content = path.read_bytes()
    if not content.strip(b"\xef\xbb\xbf \r\n\t"):
        raise InputError("is empty.", where=name)
    text = _decoded(content, name, problems)
    csv.field_size_limit(_LONGEST_FIELD)
    lines = csv.reader(io.StringIO(text, newline=""))
    rows: list[list[str]] = []
    numbers: list[int] = []
    headings: tuple[str, ...] = ()
    try:
        for number, row in enumerate(lines, start=1):
            if not any(cell.strip() for cell in row):
                continue
            if not headings:
                headings = _headings(row)
            elif len(row) == len(headings):
                rows.append(row)
                numbers.append(number)
            else:
                message = f"The row has {len(row)} values and the heading {len(headings)}; it was left out."
                problems.add("row_of_another_length", message, name, row=number)
    except csv.Error as error:
        raise InputError(f"is not a readable CSV file ({error}).", where=f"{name}, line {lines.line_num}") from error
    return Sheet(name, headings, rows, numbers)


def _headings(row: list[str]) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row)


def _decoded(content: bytes, name: str, problems: Problems) -> str:
    """Return the text. Published files are UTF-8; what Excel saves elsewhere is accepted and said so."""
    text = _as_text(content, name, problems)
    if "\x00" in text:
        raise InputError("is not a text file.", where=name, next_step="Save it as CSV in UTF-8.")
    return text


def _as_text(content: bytes, name: str, problems: Problems) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(f"begins as {encoding} and goes on as something else.", where=name) from error
            if encoding == "utf-16":
                problems.add("encoding", "The file is in UTF-16, not UTF-8; it was read as such.", name)
            return text
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        message = "The file is not in UTF-8; it was read as Windows-1252. Check names with accents."
        problems.add("encoding", message, name, row=row)
        return content.decode("cp1252", errors="replace")


def read_workbook(path: Path, name: str) -> list[Sheet]:
    """Read every sheet of an Excel file. The heading is the first row with at least three cells that are words."""
    try:
        workbook = fastexcel.read_excel(str(path))
        # `skip_rows=0` keeps empty rows at the top: without it every row would be counted from the first that is filled.
        sheets = [
            workbook.load_sheet(each, header_row=None, skip_rows=0, dtypes="string") for each in workbook.sheet_names
        ]
    except Exception as error:
        raise InputError("is not a readable Excel file.", where=name) from error
    return [_from_cells(sheet.to_polars(), name) for sheet in sheets]


def _from_cells(table: pl.DataFrame, name: str) -> Sheet:
    cells = [[(cell or "").strip() for cell in row] for row in table.iter_rows()]
    at = next((place for place, row in enumerate(cells) if _looks_like_heading(row)), len(cells))
    headings = tuple(cells[at]) if at < len(cells) else ()
    body = [(number, row) for number, row in enumerate(cells[at + 1 :], start=at + 2) if any(row)]
    return Sheet(name, headings, [row for _, row in body], [number for number, _ in body])


def _looks_like_heading(row: list[str]) -> bool:
    return sum(len(cell) > 1 and not cell.isdigit() for cell in row) >= 3
