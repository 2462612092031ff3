"""What a problem rests on beside the value that it names: the other values that its rule read in the row and in those above it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from extramile.core.returns import KEY, PARENT, UNREAD, Load, Return
from extramile.core.rules.declaring import Rule
from extramile.core.rules.families import Check, NoCodesError, checks
from extramile.core.rules.language import reads
from extramile.core.rules.running import Failing, Outcome

Rows = Mapping[int, Mapping[str, Any]]


Item = tuple[str, str]


def read_by(rule: Rule, described: Return, year: int | None) -> frozenset[Item]:
    """Return every item that a rule reads, its fields among them, as (table, column); counts of rows and links are none."""
    found: set[Item] = set()
    for each in _tests(rule, described, year):
        found |= {(rule.table, each.field)} | reads(each.when, rule.table) | reads(each.holds, rule.table)
    return frozenset((table, column) for table, column in found if column and not column.startswith("_"))


def beside(rule: Rule, described: Return, year: int | None) -> dict[str, list[Item]]:
    """Return, for each field that problems of a rule name, of which items `grounds_of` gives the values, in that order."""
    way = [rule.table, *described.ancestors(rule.table)]
    return {each.field: _asked(each, way) for each in _tests(rule, described, year)}


def _tests(rule: Rule, described: Return, year: int | None) -> list[Check]:
    try:
        return checks(rule, described, year)
    except NoCodesError:
        # Such a rule is not run either.
        return []


def grounds_of(load: Load, outcome: Outcome) -> Iterator[tuple[str, ...]]:
    """Yield for each of `problems`, in their order, the other values that its rule read; personal data, as the problem is.

    Read are the row and the rows above it, not those beside or below, nor what was counted of them. What was found while reading
    and what is said of a table as a whole rest on nothing that could be named here.
    """
    yield from (() for _ in (*load.problems, *outcome.shares))
    for each in outcome.failing:
        yield from _of_table(load, each)


def _of_table(load: Load, failing: Failing) -> Iterator[tuple[str, ...]]:
    way = [failing.table, *load.described.ancestors(failing.table)]
    asked = [_asked(test, way) for test in failing.checks]
    wanted = {pair for each in asked for pair in each}
    keys: Iterable[int] = failing.rows[KEY].to_pylist()
    tables: dict[str, Rows] = {}
    for name in way:
        tables[name] = _rows(load, name, {column for table, column in wanted if table == name}, keys)
        keys = {row[PARENT] for row in tables[name].values() if row[PARENT] is not None}
    for batch in failing.rows.to_batches(max_chunksize=10_000):
        for row in batch.to_pylist():
            chain = _chain(row[KEY], way, tables)
            for number, several in enumerate(asked):
                if row[f"bad{number}"]:
                    yield tuple(_text(chain.get(table, {}), column) for table, column in several)


def _asked(test: Check, way: Sequence[str]) -> list[tuple[str, str]]:
    """Return what a check reads in a row and in those above it, without the field that its problems name."""
    found = reads(test.when, way[0]) | reads(test.holds, way[0])
    named = (way[0], test.field)
    return sorted(
        (table, column)
        for table, column in found
        if table in way and column and not column.startswith("_") and (table, column) != named
    )


def _rows(load: Load, name: str, columns: Iterable[str], keys: Iterable[int]) -> Rows:
    """Return some rows of a table by their keys, with what they hold in some columns."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    if name not in load.counts:
        return {}
    there = set(pq.read_schema(load.path(name)).names)
    wanted = sorted({each for column in columns for each in (column, column + UNREAD)} & there)
    found = pq.read_table(load.path(name), columns=[KEY, PARENT, *wanted])
    found = found.filter(pc.is_in(found[KEY], value_set=pa.array(sorted(keys), pa.int64())))
    return {row[KEY]: row for row in found.to_pylist()}


def _chain(key: int, way: Sequence[str], tables: Mapping[str, Rows]) -> dict[str, Mapping[str, Any]]:
    """Return a row and those above it, by their tables, as far as they are there."""
    found: dict[str, Mapping[str, Any]] = {}
    above: int | None = key
    for name in way:
        row = tables[name].get(above) if above is not None else None
        if row is None:
            break
        found[name], above = row, row[PARENT]
    return found


def _text(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    if value is None:
        value = row.get(column + UNREAD)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
