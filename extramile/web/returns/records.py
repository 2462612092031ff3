"""The row that a problem is about, as it is in the file, and what its rule reads of other rows.

It comes out of the tables in the snapshot, and is personal data as they are.
"""

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from extramile.core.returns import KEY, LABEL, PARENT, PERSON, REQUEST, ROW, UNREAD, Return, Table, describe
from extramile.core.rules import Rule, read_by
from extramile.web.returns import sealing
from extramile.web.returns.tables import FOLDER

Row = Mapping[str, Any]
# So many rows of another table stand beside one: a rule that reads more reads their number.
MOST_BESIDE = 5


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row: what people call it, its value as text, whether the rule reads it."""

    title: str
    value: str
    read: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A row with its fields: that of the problem, or one that the rule reads beside it."""

    title: str
    row: int
    fields: tuple[Field, ...]

    @property
    def read(self) -> tuple[Field, ...]:
        """The fields that the rule reads."""
        return tuple(each for each in self.fields if each.read)


@dataclass(frozen=True, slots=True)
class Record:
    """The row of a problem, the rows that its rule reads beside it, and the key of the request that it belongs to."""

    own: Part
    beside: tuple[Part, ...]
    request: int | None


def record_of(data: bytes, kind: str, year: int | None, problem: Row, rule: Rule | None) -> Record | None:
    """Return the row that a problem is about; None where it is about no single row, or which row it is cannot be told."""
    described = describe(kind)
    name = problem["table"]
    if not problem["row"] or not described.has(name):
        return None
    found = [
        each for each in _rows(data, name, ROW, problem["row"]) if not problem["key"] or each[LABEL] == problem["key"]
    ]
    if len(found) != 1:
        # Several files of one table can have a row of this number each.
        return None
    items = read_by(rule, described, year) if rule else frozenset()
    read: dict[str, set[str]] = {}
    for table, column in items:
        read.setdefault(table, set()).add(column)
    own = found[0]
    # What was found while reading is of a field that the problem names.
    named = {
        each.name for each in described.table(name).columns if problem["field"] in {each.label, each.heading, each.name}
    }
    beside = _beside(data, described, name, own, read)
    return Record(_part(described.table(name), own, read.get(name, set()) | named, every=True), beside, own[REQUEST])


def _beside(data: bytes, described: Return, name: str, own: Row, read: Mapping[str, set[str]]) -> tuple[Part, ...]:
    """Return the rows of other tables that a rule reads: those above the row, and those of its request or its child."""
    parts = []
    above: Row | None = own
    found: dict[str, list[Row]] = {}
    for table in described.ancestors(name):
        key = above[PARENT] if above else None
        rows = [] if key is None else _rows(data, table, KEY, key)
        above = rows[0] if rows else None
        found[table] = rows[:1]
    for table in sorted(read.keys() - {name}):
        if table not in found:
            holder = REQUEST if own[REQUEST] is not None and table != "person" else PERSON
            found[table] = [] if own[holder] is None else _rows(data, table, holder, own[holder])
        parts += [_part(described.table(table), each, read[table]) for each in found[table][:MOST_BESIDE]]
    return tuple(parts)


def _part(table: Table, row: Row, read: set[str], *, every: bool = False) -> Part:
    columns = (each for each in table.columns if each.name in row and (every or each.name in read))
    fields = tuple(Field(each.heading or each.label, _text(row, each.name), each.name in read) for each in columns)
    return Part(table.title, row[ROW], fields)


def _rows(data: bytes, table: str, column: str, value: int) -> list[dict[str, Any]]:
    """Return the rows of a table in which a column is so."""
    import pyarrow.parquet as pq

    file = f"{FOLDER}{table}.parquet"
    if file not in sealing.names(data):
        return []
    found: list[dict[str, Any]] = pq.read_table(
        io.BytesIO(sealing.part(data, file)), filters=[(column, "=", value)]
    ).to_pylist()
    return found


def _text(row: Row, column: str) -> str:
    value = row.get(column)
    if value is None:
        value = row.get(column + UNREAD)
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return "" if value is None else str(value)


def rows_of_case(data: bytes, kind: str, request: int) -> frozenset[tuple[str, int, str]]:
    """Return the rows of a case, the row of its child among them: table, row in its file, what the child is called there."""
    tables = [each.name for each in describe(kind).tables]
    found = {name: _rows(data, name, KEY if name == "requests" else REQUEST, request) for name in tables}
    child = found.get("requests", [{}])[0:1]
    if child and child[0].get(PERSON) is not None and "person" in found:
        found["person"] = _rows(data, "person", KEY, child[0][PERSON])
    return frozenset((name, row[ROW], row[LABEL]) for name, rows in found.items() for row in rows)


def requests_of(data: bytes, kind: str, rows: Collection[tuple[str, int, str]]) -> dict[tuple[str, int, str], set[int]]:
    """Return the cases of some rows: table, row in its file, what the child is called there. A child's row is of all its cases."""
    described = describe(kind)
    found: dict[tuple[str, int, str], set[int]] = {}
    for name in {table for table, _, _ in rows if described.has(table)}:
        wanted: dict[int, set[str]] = {}
        for _, row, key in (each for each in rows if each[0] == name):
            wanted.setdefault(row, set()).add(key)
        own = {"person": KEY, "requests": KEY}.get(name, REQUEST)
        for each in _columns(data, name, (ROW, LABEL, own)):
            # Several files of one table can have a row of this number each: the child tells them apart.
            for key in {each[LABEL], ""} & wanted.get(each[ROW], set()):
                if each[own] is not None:
                    found.setdefault((name, each[ROW], key), set()).add(each[own])
    of_child: dict[int, set[int]] = {}
    if any(name == "person" for name, _, _ in found):
        for each in _columns(data, "requests", (KEY, PERSON)):
            of_child.setdefault(each[PERSON], set()).add(each[KEY])
    return {
        place: {case for child in keys for case in of_child.get(child, ())} if place[0] == "person" else keys
        for place, keys in found.items()
    }


def _columns(data: bytes, table: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return some columns of a table."""
    import pyarrow.parquet as pq

    file = f"{FOLDER}{table}.parquet"
    if file not in sealing.names(data):
        return []
    found: list[dict[str, Any]] = pq.read_table(io.BytesIO(sealing.part(data, file)), columns=list(names)).to_pylist()
    return found


def named(items: Iterable[tuple[str, str]], described: Return) -> list[str]:
    """Return what people call some items."""
    columns = (described.table(table).column(column) for table, column in items)
    return [each.heading or each.label for each in columns]
