"""Spark says what DuckDB says: of all that is drawn, of invented returns with every fault and of a shaken one, on one session.

Of the latest year alone: what differs between years is decided before an engine is asked. Planning a query takes Spark longer than
running it on a few thousand rows, so that it is asked once for each return.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extramile.core.engines import open_engine
from extramile.core.measures import measure_tables, measures
from extramile.core.synthetic import make, make_lists
from tests.spec.drawn import Builder, builder, cases
from tests.spec.engines import opened, run_of, said
from tests.spec.shaking import invented, shaken
from tests.spec.spark import QUICK, spark
from tests.spec.test_measures import MEASURES, parts
from tests.spec.twin import Row

pytestmark = pytest.mark.long

AS_OF = date(2026, 1, 15)
# Beyond every key of what is drawn.
_APART = 1_000_000


def drawn(which: str) -> tuple[Builder, dict[str, frozenset[str]]]:
    """Return everything drawn of the latest return of a kind in one set of tables, and the registers it names."""
    built = builder(which)
    registers: dict[str, frozenset[str]] = {}
    for each in cases():
        if each.rule.startswith("AX") == which.startswith("AX") and each.year in {2026, None}:
            built.add(each)
            for name, listed in each.registers.items():
                registers[name] = registers.get(name, frozenset()) | listed
    return built, registers


def apart(row: Row, times: int) -> Row:
    """Return a row with its keys moved beyond those of other rows."""
    keys = ("_key", "_parent", "_request", "_person")
    return {**row, **{key: row[key] + times * _APART for key in keys if row[key] is not None}}


def generated(which: str) -> list[dict[str, list[Row]]]:
    """Return tables that nobody drew: an invented return, or lists, in which every rule is broken that can be, and a shaken one."""
    if which == "sen2":
        return [invented(make(300, 1, faults=1), which), shaken(1)]
    return [invented(make_lists(100, 1, faults=1), "annex_a")]


def answers(engine: Any, run: Any) -> list[Any]:
    """Return what an engine says of the rules and the measures."""
    tables = measure_tables(run, engine, measures(run.described.id))
    return [said(run, engine), {name: [each.to_dict() for each in figures] for name, figures in tables.items()}]


@spark
def test_spark_says_what_duckdb_says(tmp_path: Path) -> None:
    for which in ("sen2", "AX"):
        built, registers = drawn(which)
        for name, case in parts(built.described.id).items():
            built.add_to(MEASURES[name].table, case)
        for times, tables in enumerate(generated(which), start=1):
            for table, rows in tables.items():
                built.tables[table] += [apart(row, times) for row in rows]
        run = run_of(built.described, built.tables, 2026 if which == "sen2" else None, AS_OF, registers)
        folder = tmp_path / which
        with opened("duckdb", built.described, built.tables, folder) as engine:
            here = answers(engine, run)
        with open_engine("spark", {name: [folder / f"{name}.parquet"] for name in built.tables}, **QUICK) as engine:
            there = answers(engine, run)

        assert there == here
        assert len({rule for rule, _, _ in here[0][0]}) > 70, "much is broken"
        assert any(each["counted"] for rows in here[1].values() for each in rows)
