"""Rows of a return into Parquet, in batches, so that memory does not grow with the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extramile.core.returns.describing import KEY, PARENT, PERSON, REQUEST, ROW, UNREAD, Column, Table
from extramile.core.returns.problems import Noted
from extramile.core.returns.values import read_date, read_flag, read_number, read_text

# Imported where files are written: it takes longer than most pages take to answer.
if TYPE_CHECKING:
    import pyarrow as pa

LABEL = "_label"
BATCH = 50_000
_SAID = {
    "short_year": "The year has two digits; it was read as {day}. Write it with four.",
    "day_number": "This is Excel’s number of a day; it was read as {day}. Format the column as a date.",
}


def schema(table: Table) -> "pa.Schema":
    """Return the columns of a table as they are kept: keys, then each column, and beside a typed one what could not be read."""
    import pyarrow as pa

    types = {"text": pa.string(), "flag": pa.string(), "date": pa.date32(), "number": pa.float64()}
    fields = [(name, pa.int64()) for name in (ROW, KEY, PARENT, REQUEST, PERSON)] + [(LABEL, pa.string())]
    for column in table.columns:
        fields.append((column.name, types[column.type]))
        if column.type in {"date", "number"}:
            fields.append((column.name + UNREAD, pa.string()))
    return pa.schema(fields)


@dataclass(slots=True)
class Keys:
    """Where a row stands: its row in the person's file, its key, those of the rows above it, and what the child is called."""

    row: int
    key: int
    parent: int | None = None
    request: int | None = None
    person: int | None = None
    label: str = ""


@dataclass(slots=True)
class _Order:
    """Dates of a column that could be read both ways, and whether the column has any that can only be month first."""

    either: list[tuple[int, str, str, date]] = field(default_factory=list)
    more: int = 0
    month_first: int | None = None


class TableWriter:
    """Writes one table. `put` takes text by column name; `close` says how many rows there are.

    `place` is what the number of a row is called: in an XML file it is a line.
    """

    def __init__(self, path: Path, table: Table, noted: Noted, *, place: str = "row") -> None:
        import pyarrow.parquet as pq

        self.table, self._noted, self._place = table, noted, place
        self._schema = schema(table)
        self._file = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._columns: dict[str, list[Any]] = {name: [] for name in self._schema.names}
        self._orders: dict[str, _Order] = {}
        self.rows = 0

    def put(self, keys: Keys, values: Mapping[str, str]) -> None:
        """Add a row."""
        columns = self._columns
        for name, value in zip(
            (ROW, KEY, PARENT, REQUEST, PERSON, LABEL),
            (keys.row, keys.key, keys.parent, keys.request, keys.person, keys.label),
            strict=True,
        ):
            columns[name].append(value)
        for column in self.table.columns:
            text = values.get(column.name)
            self._put_value(column, read_text(text) or None if text is not None else None, keys)
        self.rows += 1
        if self.rows % BATCH == 0:
            self._flush()

    def close(self) -> int:
        """Write what is left; return the number of rows."""
        self._flush()
        self._file.close()
        for name, order in self._orders.items():
            self._tell_order(name, order)
        return self.rows

    def abandon(self) -> None:
        """Close the file without writing more."""
        self._file.close()

    def _put_value(self, column: Column, text: str | None, keys: Keys) -> None:
        own = self._columns[column.name]
        if column.type == "text":
            own.append(text)
        elif column.type == "flag":
            own.append(text and read_flag(text))
        else:
            value = None
            if text is not None:
                value = self._date(column, text, keys) if column.type == "date" else read_number(text)
            own.append(value)
            self._columns[column.name + UNREAD].append(text if value is None else None)

    def _date(self, column: Column, text: str, keys: Keys) -> date | None:
        found = read_date(text)
        if not found.note:
            return found.day
        if found.day and found.note in _SAID:
            said = _SAID[found.note].format(day=found.day.isoformat())
            self._noted.add(
                f"READ-{found.note}",
                said,
                table=self.table.name,
                row=keys.row,
                key=keys.label,
                field=column.label,
                value=text,
            )
            return found.day
        order = self._orders.setdefault(column.name, _Order())
        if found.note == "month_first":
            order.month_first = order.month_first or keys.row
        elif found.day and len(order.either) < 1000:
            order.either.append((keys.row, keys.label, text, found.day))
        else:
            order.more += 1
        return found.day

    def _tell_order(self, name: str, order: _Order) -> None:
        """Name the dates that could be either, where the column itself shows that somebody writes months first."""
        if order.month_first is None:
            return
        label = self.table.column(name).label
        for row, key, text, day in order.either:
            message = (
                f"This was read day first, as {day.isoformat()}, but {self._place} {order.month_first:,} has this date month first."
                " Write dates as 2026-01-31."
            )
            self._noted.add(
                "READ-either_order", message, table=self.table.name, row=row, key=key, field=label, value=text
            )
        if order.more:
            message = f"{order.more:,} more dates of this column could be read both ways."
            self._noted.add("READ-either_order", message, table=self.table.name, field=label)

    def _flush(self) -> None:
        import pyarrow as pa

        if self._columns[ROW]:
            self._file.write_table(pa.table(self._columns, schema=self._schema))
            self._columns = {name: [] for name in self._schema.names}
