"""Engines agree with the twin on returns that nobody drew: invented ones with faults, and ones shaken at random."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from extramile.core.engines import open_engine
from extramile.core.returns import describe
from extramile.core.synthetic import make, to_tables
from tests.spec.drawn import world_of
from tests.spec.engines import opened, run_of, said, said_by_twin
from tests.spec.spark import QUICK, spark
from tests.spec.twin import Row

DAYS = [
    date(2000, 2, 29),
    date(2024, 2, 29),
    date(2025, 1, 1),
    date(2025, 2, 28),
    date(2026, 1, 15),
    date(2026, 1, 16),
    date(2030, 1, 1),
]
TEXTS = [
    "",
    "Y",
    "N",
    "H",
    "A",
    "1",
    "0",
    "2",
    "9",
    "UN1",
    "NEET",
    "OTH",
    "ASD",
    "P207000016049",
    "P20700001604A",
    "999001",
    "x' OR 1=1 --",
    "Zoë",
]


def shaken(seed: int) -> dict[str, list[Row]]:
    """Return a return in which one value in eight is another, some links are cut and some rows stand twice."""
    dice = random.Random(seed)
    described = describe("sen2")
    tables = _rows(seed)
    for table in described.tables:
        for row in list(tables[table.name]):
            for column in table.columns:
                if dice.random() > 0.125:
                    continue
                if column.type == "date":
                    row[column.name] = dice.choice([None, *DAYS])
                    row[column.name + "__unread"] = "soon" if row[column.name] is None and dice.random() < 0.5 else None
                else:
                    row[column.name] = dice.choice(TEXTS) or None
            if table.parent and dice.random() < 0.03:
                row["_parent"] = None
            if table.parent and dice.random() < 0.05:
                tables[table.name].append(
                    {
                        **row,
                        "_key": 100_000 + row["_key"],
                        **({"_request": 100_000 + row["_key"]} if table.name == "requests" else {}),
                    }
                )
    return tables


def _rows(seed: int) -> dict[str, list[Row]]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        load = to_tables(make(120, seed, faults=1).persons, Path(folder) / "tables")
        return {name: pq.read_table(load.path(name)).to_pylist() for name in load.counts}


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_duckdb_agrees_with_the_twin_on_shaken_returns(year: int, tmp_path: Path) -> None:
    tables, described = shaken(year), describe("sen2")
    registers: dict[str, frozenset[str]] = {
        **{name: frozenset({"201", "202", "999"}) for name in ("councils", "upn councils")},
        **{
            name: frozenset({"999001", "999002"})
            for name in ("establishments", "sen units", "resourced provisions", "usual establishments")
        },
    }
    as_of = date(2026, 1, 15)
    run = run_of(described, tables, year, as_of, registers)
    with opened("duckdb", described, tables, tmp_path) as engine:
        failed, states = said(run, engine)
    failed_on_twin, states_on_twin = said_by_twin(run, world_of(described, tables, year, as_of, registers))

    assert failed == failed_on_twin
    assert {each: state[:2] for each, state in states.items()} == {
        each: state[:2] for each, state in states_on_twin.items()
    }
    assert len({each for each, _, _ in failed}) > 60, "the shaking breaks many rules"


@spark
def test_spark_agrees_with_duckdb_on_a_shaken_return(tmp_path: Path) -> None:
    tables, described = shaken(1), describe("sen2")
    run = run_of(described, tables, 2026, date(2026, 1, 15), {})
    with opened("duckdb", described, tables, tmp_path) as engine:
        here: Any = said(run, engine)
    with open_engine("spark", {name: [tmp_path / f"{name}.parquet"] for name in tables}, **QUICK) as engine:
        there = said(run, engine)

    assert there == here
