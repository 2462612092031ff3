"""Rows of text out of a CSV file, a sheet of a workbook or a Parquet file, each with its number as a person sees it."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from extramile.core.returns.looking import look_inside
from extramile.core.returns.own import ABOUT, PROBLEMS, RULES, About, read_about
from extramile.core.returns.problems import Noted
from extramile.core.returns.unpacking import MOST_WORKBOOK, Allowance, check_packed
from extramile.core.vocabulary import InputError
from extramile.core.workbooks import restored

Row = tuple[int, list[str]]
MOST_COLUMNS = 500
# A line of more characters is no row of a table; without an end a file would be read into memory whole.
LONGEST_LINE = 1_000_000
_CHUNK = 1 << 20
# After so many rows it is told how far one is.
_TELL_EACH = 10_000
# What the reader of workbooks calls an error in a cell, and what a person sees there.
_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
ERRORS = frozenset({*_ERRORS.values(), "#ERROR!"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in a file: what it is called there, where it is, and how to read its rows as often as one likes."""

    name: str
    path: Path
    kind: str
    index: int = 0
    encoding: str = "utf-8"
    delimiter: str = ","
    # Of a workbook that Extramile wrote.
    ours: bool = False

    def rows(self, at: Callable[[int], None] = lambda _: None) -> Iterator[Row]:
        """Yield its rows: number, cells. `at` is told now and then at which byte of the file one is; of a workbook nobody knows."""
        if self.kind == "csv":
            return _csv_rows(self, at)
        return _excel_rows(self) if self.kind == "excel" else _parquet_rows(self, at)


def csv_sheet(path: Path, name: str, noted: Noted) -> Sheet:
    """Look at a CSV file: its encoding and what parts its cells."""
    encoding = _encoding(path, name, noted)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = file.readline(100_000)
    if "\0" in head:
        raise InputError("is neither CSV, Excel, XML nor Parquet.", where=name, next_step="Save it as CSV in UTF-8.")
    return Sheet(name, path, "csv", encoding=encoding, delimiter=max(",;\t|", key=head.count))


def excel_sheets(path: Path, name: str, noted: Noted) -> tuple[list[Sheet], About | None]:
    """Look at a workbook once it is known to be safe to open: its sheets, and what it says of itself where we wrote it.

    Sheets of ours that are no tables are left out.
    """
    import fastexcel

    names = check_packed(path, Allowance(MOST_WORKBOOK))
    if "xl/workbook.xml" not in names:
        # A binary workbook (.xlsb) is none either: how far its sheets go could not be seen before they are opened.
        raise InputError("is no Excel workbook (.xlsx).", where=name, next_step="Save it as .xlsx.")
    hidden = look_inside(path, names, name, noted)
    try:
        found = fastexcel.read_excel(str(path)).sheet_names
    except fastexcel.FastExcelError as error:
        raise InputError(
            "is not a readable Excel workbook.", where=name, next_step="Open it in Excel and save it again."
        ) from error
    if len(set(found)) != len(found):
        raise InputError("has two sheets of one name.", where=name, next_step="Leave one of them.")
    for each in found:
        if each in hidden:
            noted.add(
                "READ-hidden", f"{name} hides the sheet “{each}”; it was not read. Show it if it belongs to the return."
            )
    sheets = [Sheet(each, path, "excel", index=place) for place, each in enumerate(found) if each not in hidden]
    about = next((read_about([cells for _, cells in each.rows()]) for each in sheets if each.name == ABOUT), None)
    if about is None:
        return sheets, None
    return [replace(each, ours=True) for each in sheets if each.name not in {ABOUT, PROBLEMS, RULES}], about


def parquet_sheet(path: Path, name: str, allowance: Allowance) -> Sheet:
    """Look at a Parquet file, which is packed too: how much it unpacks to, by what it says of itself, and how many columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            told = file.metadata
            size = sum(told.row_group(place).total_byte_size for place in range(told.num_row_groups))
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise _no_parquet(name) from error
    if told.num_columns > MOST_COLUMNS:
        raise InputError(f"has more than {MOST_COLUMNS} columns.", where=name)
    allowance.take(size, name)
    return Sheet(name, path, "parquet")


def _no_parquet(name: str) -> InputError:
    return InputError("is not a readable Parquet file.", where=name)


def _encoding(path: Path, name: str, noted: Noted) -> str:
    """Return the encoding of a text: what its first bytes say, else UTF-8, else what Excel writes on Windows."""
    import codecs

    with path.open("rb") as file:
        head = file.read(4)
        for mark, encoding in (
            (codecs.BOM_UTF8, "utf-8-sig"),
            (codecs.BOM_UTF16_LE, "utf-16"),
            (codecs.BOM_UTF16_BE, "utf-16"),
        ):
            if head.startswith(mark):
                return encoding
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            noted.add(
                "READ-encoding", f"{name} is not in UTF-8; it was read as Windows-1252. Check names with accents."
            )
            return "cp1252"
    return "utf-8"


def _csv_rows(sheet: Sheet, at: Callable[[int], None]) -> Iterator[Row]:
    number = 0
    with (
        sheet.path.open("rb") as raw,
        io.TextIOWrapper(raw, encoding=sheet.encoding, errors="replace", newline="") as file,
    ):
        given = _Lines(file, sheet)
        lines = csv.reader(given, delimiter=sheet.delimiter, strict=False)
        while True:
            number += 1
            try:
                cells = next(lines)
            except StopIteration:
                return
            except csv.Error as error:
                # The words of the csv module quote nothing of the file.
                raise InputError(
                    f"cannot be read from row {number:,} on ({error}). Nothing was loaded.",
                    where=sheet.name,
                    next_step="Look for a quotation mark that is never closed.",
                ) from None
            if given.ended:
                # A row that needed more lines than there are: all that was left of the file would stand in one cell.
                raise InputError(
                    f"has a quotation mark in row {number:,} that is never closed. Nothing was loaded.",
                    where=sheet.name,
                    next_step="Close it, or save it as CSV again.",
                )
            if len(cells) > MOST_COLUMNS:
                raise InputError(f"has more than {MOST_COLUMNS} columns in row {number:,}.", where=sheet.name)
            if not number % _TELL_EACH:
                at(raw.tell())
            if any(cells):
                yield number, cells


class _Lines:
    """The lines of a file, none of them endless; knows when somebody asked for one after the last."""

    def __init__(self, file: TextIO, sheet: Sheet) -> None:
        self._file, self._sheet, self.ended = file, sheet, False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST_LINE)
        if not line:
            self.ended = True
            raise StopIteration
        if len(line) == LONGEST_LINE:
            raise InputError(
                f"has a line of more than {LONGEST_LINE:,} characters. Nothing was loaded.",
                where=self._sheet.name,
                next_step="Save it as CSV again; a quotation mark may never be closed.",
            )
        return line


def _excel_rows(sheet: Sheet) -> Iterator[Row]:
    import fastexcel
    import polars

    where = f"{sheet.path.name}, sheet “{sheet.name}”"

    try:
        # `skip_rows=0` keeps empty rows at the top: without it every row is counted from the first that is filled.
        loaded = fastexcel.read_excel(str(sheet.path)).load_sheet(
            sheet.index, header_row=None, skip_rows=0, dtypes="string"
        )
        batch, found = loaded.to_arrow_with_errors()
    except fastexcel.FastExcelError as error:
        raise InputError("cannot be read.", where=where, next_step="Open it in Excel and save it again.") from error
    if batch.num_columns > MOST_COLUMNS:
        raise InputError(f"has more than {MOST_COLUMNS} columns.", where=where)
    errors: dict[int, list[tuple[int, str]]] = {}
    for each in found.errors if found else ():
        (at, place), kind = each.offset_position, re.search(r"Error\((\w+)\)", each.detail)
        errors.setdefault(at + 1, []).append((place, _ERRORS.get(kind[1] if kind else "", "#ERROR!")))
    for number, row in enumerate(polars.DataFrame(batch).iter_rows(), start=1):
        # What we put before a text so that no spreadsheet takes it for a formula is no part of it.
        cells = [restored(cell or "") if sheet.ours else cell or "" for cell in row]
        # A cell with an error is not empty: a person sees what it says.
        for place, said in errors.get(number, ()):
            cells[place] = said
        if any(cells):
            yield number, cells


def _parquet_rows(sheet: Sheet, at: Callable[[int], None]) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(sheet.path) as file:
            yield 0, list(file.schema_arrow.names)
            number = 0
            for batch in file.iter_batches(batch_size=20_000):
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, ["" if cell is None else str(cell) for cell in row]
                at(sheet.path.stat().st_size * number // max(file.metadata.num_rows, 1))
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        # A date beyond the calendar, a text that is no UTF-8: what pyarrow passes on is more than its own errors.
        raise _no_parquet(sheet.name) from error
