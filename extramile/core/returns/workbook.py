"""A return as a workbook with its cells marked: what was read, each row with its number in the person's file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from extramile.core.returns.describing import KEY, ROW, UNREAD
from extramile.core.returns.reading import Load
from extramile.core.returns.writing import LABEL
from extramile.core.vocabulary import InputError

# What a sheet holds at most, less a heading.
MOST_ROWS = 1_048_575
_MARK, _HEAD = "FFF2C9C4", "FFE7ECEF"
Marks = Mapping[str, Mapping[tuple[int, str], Sequence[str]]]


def write_workbook(
    path: Path, load: Load, marks: Marks, problems: Sequence[Mapping[str, Any]], rules: Sequence[Mapping[str, Any]]
) -> None:
    """Write a sheet of problems, one of rules, and one for each table, with a note and a colour at each cell that failed."""
    import pyarrow.parquet as pq
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _plain_sheet(book, "Problems", ("rule", "severity", "table", "row", "key", "field", "value", "message"), problems)
    _plain_sheet(book, "Rules", ("id", "severity", "state", "failures", "title", "reason"), rules)
    for name in load.counts:
        table = load.described.table(name)
        sheet = book.create_sheet(table.title[:31])
        sheet.freeze_panes = "C2"
        columns = [each for each in table.columns if each.name in load.columns[name]]
        sheet.append([_head(sheet, text) for text in ("Row in your file", "Child", *(each.label for each in columns))])
        marked = marks.get(name, {})
        with pq.ParquetFile(load.path(name)) as file:
            for row in _rows(file):
                whole = marked.get((row[KEY], ""), ())
                cells = [_cell(sheet, row[ROW], whole), _cell(sheet, row[LABEL] or "", ())]
                for column in columns:
                    value = row[column.name]
                    if value is None:
                        value = row.get(column.name + UNREAD)
                    cells.append(_cell(sheet, value, marked.get((row[KEY], column.name), ())))
                sheet.append(cells)
    try:
        book.save(path)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror}).", where=str(path)) from error


def _rows(file: Any) -> Iterator[dict[str, Any]]:
    left = MOST_ROWS
    for batch in file.iter_batches(batch_size=10_000):
        for row in batch.to_pylist():
            if left == 0:
                return
            left -= 1
            yield row


def _plain_sheet(book: Any, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, each.capitalize()) for each in columns])
    for row in rows[:MOST_ROWS]:
        sheet.append([_cell(sheet, row[each], ()) for each in columns])


def _head(sheet: Any, text: str) -> Any:
    from openpyxl.styles import Font, PatternFill

    cell = _cell(sheet, text, ())
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color=_HEAD)
    return cell


def _cell(sheet: Any, value: Any, said: Sequence[str]) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    if isinstance(value, str):
        # What Excel cannot hold in a cell.
        value = "".join(each for each in value[:32_000] if each >= " " or each in "\t\n")
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # text that begins with = is no formula
    elif isinstance(value, date):
        cell.number_format = "YYYY-MM-DD"
    if said:
        cell.fill = PatternFill("solid", start_color=_MARK)
        cell.comment = Comment("\n\n".join(said), "Extramile", width=360, height=120)
    return cell
