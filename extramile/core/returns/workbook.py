"""A return as a workbook with its cells marked: what was read, each row with its place in the person's file.

It can be mended and read again: the last columns of each table tie its rows to those above them (`own`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from extramile.core.returns.describing import KEY, PARENT, PERSON, REQUEST, ROW, UNREAD, Column
from extramile.core.returns.own import CHILD, LINKS, PROBLEMS, RULES, about_sheet
from extramile.core.returns.reading import LINKED, Load
from extramile.core.returns.writing import LABEL
from extramile.core.workbooks import MOST_ROWS, Marked, StreamedSheet, Value, cell_at, write_streamed

Marks = Mapping[str, Mapping[tuple[int, str], Sequence[str]]]
Line = list[Value | Marked]
_RULE = ("id", "severity", "state", "failures", "title", "reason")
_TO_MEND = (
    "Change cells in the sheets of tables, save, and check this workbook as it is. The last columns of each sheet (“Extramile: …”) "
    "tie rows together: leave them. A new row takes those of another row of the same child; “this record” stays empty. This sheet, "
    f"“{PROBLEMS}” and “{RULES}” are not read."
)
_NOT_AGAIN = (
    "What was wrong with the form of the file, not with what it says: its encoding, formulas, headings that nobody knew, years of "
    "two digits, keys that stood twice. The sheets hold what was read."
)


def write_workbook(  # noqa: PLR0917 - what a check found, part by part
    path: Path,
    load: Load,
    as_of: date,
    marks: Marks,
    problems: Sequence[Mapping[str, Any]],
    rules: Sequence[Mapping[str, Any]],
) -> None:
    """Write sheets about the workbook, of problems, of rules and of each table, with a note at each cell that failed."""
    titles = {each.name: each.title for each in load.described.tables}
    cells = cells_of(load, problems)
    listed = [
        {**each, "table_title": titles.get(each["table"], ""), "cell": cell}
        for each, cell in zip(problems, cells, strict=True)
    ]
    sheets = [
        about_sheet(
            "The check of a return, with its cells marked", load.described.title, _about(load), load.year, as_of
        ),
        problem_sheet(listed, load.place),
        StreamedSheet(
            RULES,
            [each.capitalize() for each in _RULE],
            ([row[each] for each in _RULE] for row in rules),
            widths=(14, 10, 15, 10, 70, 60),
            filtered=True,
        ),
    ]
    sheets += [_table_sheet(name, load, marks.get(name, {})) for name in load.counts]
    write_streamed(path, sheets, opens_on=1)


def _about(load: Load) -> dict[str, str]:
    said = {
        "Made from": ", ".join(each.name for each in load.sources),
        "Holds personal data": "It is for whoever may see the files it was made from.",
        "To mend and check again": _TO_MEND,
        "Not said again then": _NOT_AGAIN,
    }
    cut = [load.described.table(name).title for name, rows in load.counts.items() if rows > MOST_ROWS]
    if cut:
        said["Not whole"] = (
            f"A sheet holds {MOST_ROWS:,} rows; what is beyond is not here ({', '.join(cut)}). Mend the files, not this workbook."
        )
    return said


def problem_sheet(rows: Sequence[Mapping[str, Any]], place: str, more: Sequence[str] = ()) -> StreamedSheet:
    """Return the sheet of problems, each with a link to its cell. `place`: what a row is; `more`: what else is known."""
    columns = ("rule", "severity", "table_title", "row", "cell", "key", "field", "value", "message", *more)
    names = {"table_title": "Table", "row": place.capitalize(), "key": CHILD}

    def line(row: Mapping[str, Any]) -> Line:
        cell = row.get("cell", "")
        linked = Marked(cell.rpartition("!")[2], to=cell)
        return [linked if each == "cell" else row[each] or None if each == "row" else row[each] for each in columns]

    headings = [names.get(each, each.capitalize()) for each in columns]
    return StreamedSheet(
        PROBLEMS, headings, map(line, rows), widths=(14, 10, 28, 9, 8, 18, 26, 22, 80), filtered=True, frozen="B2"
    )


def cells_of(load: Load, problems: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return for each problem the cell of the workbook that it is about; the first of its row where it is of no column."""
    import pyarrow.parquet as pq

    rows: dict[str, dict[int, int]] = {}
    for name in load.counts:
        numbers = pq.read_table(load.path(name), columns=[ROW])[ROW].to_pylist()
        # Of two records on one line the first is meant.
        rows[name] = {row: number for number, row in reversed([*enumerate(numbers, start=2)])}
    places = {
        name: {column.label: number for number, column in enumerate(columns_of(load, name), start=3)}
        for name in load.counts
    }
    return [
        cell_at(
            load.described.table(each["table"]).on_sheet,
            rows[each["table"]].get(each["row"], 1),
            places[each["table"]].get(each["field"], 1),
        )
        if each["table"] in rows
        else ""
        for each in problems
    ]


def columns_of(load: Load, name: str) -> list[Column]:
    """Return the columns of a table that were given, as they stand in the workbook."""
    return [each for each in load.described.table(name).columns if each.name in load.columns[name]]


def _table_sheet(name: str, load: Load, marked: Mapping[tuple[int, str], Sequence[str]]) -> StreamedSheet:
    table, columns, links = load.described.table(name), columns_of(load, name), _links(load, name)
    headings = (
        f"{load.place.capitalize()} in your file",
        CHILD,
        *(each.label for each in columns),
        *(LINKS[each] for each in links),
    )

    def lines() -> Iterator[Line]:
        for row in _rows(load.path(name)):
            line: Line = [Marked(row[ROW], marked.get((row[KEY], ""), ())), row[LABEL] or ""]
            for column in columns:
                value = row[column.name]
                if value is None:
                    value = row.get(column.name + UNREAD)
                line.append(Marked(value, marked.get((row[KEY], column.name), ())))
            yield [*line, *(row[each] for each in links)]

    return StreamedSheet(table.on_sheet, headings, lines(), frozen="C2")


def _links(load: Load, name: str) -> tuple[str, ...]:
    """Return the keys that tie the rows of a table to others: none where the return has one table, or nothing said so."""
    if not any(each.parent for each in load.described.tables):
        return ()
    tied = load.described.table(name).parent and LINKED in load.columns[name]
    return (KEY, PARENT, REQUEST, PERSON) if tied else (KEY,)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=10_000):
            yield from batch.to_pylist()
