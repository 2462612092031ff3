"""Returns shaken at random: invented ones with faults, in which values are others, links are cut and rows stand twice."""

import random
import tempfile
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from extramile.core.returns import describe
from extramile.core.synthetic import Made, make, to_tables
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
    "W",
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


def shaken(seed: int, year: int = 2026) -> dict[str, list[Row]]:
    """Return a return of a year in which one value in eight is another, some links are cut and some rows stand twice."""
    dice = random.Random(seed)
    described = describe("sen2")
    tables = invented(make(120, seed, faults=1, year=year), "sen2", year)
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


def invented(made: Made, which: str, year: int = 2026) -> dict[str, list[Row]]:
    """Return the rows of an invented return."""
    with tempfile.TemporaryDirectory() as folder:
        load = to_tables(made.persons, Path(folder) / "tables", which=which, year=year)
        return {name: pq.read_table(load.path(name)).to_pylist() for name in load.counts}
