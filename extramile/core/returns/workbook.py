"""A return as a workbook with its cells marked: what was read, each row with its number in the person's file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extramile.core.returns.describing import KEY, ROW, UNREAD
from extramile.core.returns.reading import Load
from extramile.core.returns.writing import LABEL
from extramile.core.workbooks import Marked, StreamedSheet, Value, write_streamed

Marks = Mapping[str, Mapping[tuple[int, str], Sequence[str]]]
Line = list[Value | Marked]


def write_workbook(
    path: Path, load: Load, marks: Marks, problems: Sequence[Mapping[str, Any]], rules: Sequence[Mapping[str, Any]]
) -> None:
    """Write a sheet of problems, one of rules, and one for each table, with a note and a colour at each cell that failed."""
    sheets = [
        _plain_sheet("Problems", ("rule", "severity", "table", "row", "key", "field", "value", "message"), problems),
        _plain_sheet("Rules", ("id", "severity", "state", "failures", "title", "reason"), rules),
    ]
    write_streamed(path, [*sheets, *(_table_sheet(name, load, marks.get(name, {})) for name in load.counts)])


def _plain_sheet(title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> StreamedSheet:
    return StreamedSheet(
        title, [each.capitalize() for each in columns], ([row[each] for each in columns] for row in rows)
    )


def _table_sheet(name: str, load: Load, marked: Mapping[tuple[int, str], Sequence[str]]) -> StreamedSheet:
    table = load.described.table(name)
    columns = [each for each in table.columns if each.name in load.columns[name]]
    headings = ("Row in your file", "Child", *(each.label for each in columns))

    def lines() -> Iterator[Line]:
        for row in _rows(load.path(name)):
            line: Line = [Marked(row[ROW], marked.get((row[KEY], ""), ())), row[LABEL] or ""]
            for column in columns:
                value = row[column.name]
                if value is None:
                    value = row.get(column.name + UNREAD)
                line.append(Marked(value, marked.get((row[KEY], column.name), ())))
            yield line

    return StreamedSheet(table.title, headings, lines(), frozen="C2")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=10_000):
            yield from batch.to_pylist()
