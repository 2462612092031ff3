"""Returns: one area end to end, the child lists, national volume; each beside a bare read of the same files.

Runs in processes of their own, so that the peak of memory is that of one thing.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from benchmarks import Measurement
from benchmarks.timing import beside, median

AREA, BIG_AREA, LISTED = 5_000, 50_000, 50_000
GROWTH = (10_000, 50_000, 650_000)
MOST_OF_BARE, MOST_MEMORY_GB, MOST_SECONDS = 5, 4, 3

_CHECK = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from extramile.core.engines import open_engine
from extramile.core.returns import LINKED, describe
from extramile.core.rules import Run, check, rules
folder, children = Path(sys.argv[1]), int(sys.argv[2])
described = describe("sen2")
rules("sen2")
counts = {each.name: children for each in described.tables}
columns = {each.name: frozenset({one.name for one in each.columns} | {LINKED}) for each in described.tables}
run = Run(described, 2026, date(2026, 1, 15), date(2026, 1, 15), "", counts, columns)
times = []
for _ in range(2):
    started = time.perf_counter()
    with open_engine("duckdb", {name: [folder / f"{name}.parquet"] for name in counts}, threads=2) as engine:
        outcome = check(run, engine)
    times.append(time.perf_counter() - started)
failed = [each.rule.id for each in outcome.results if each.state == "failed"]
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
print(json.dumps({"first": times[0], "again": times[1], "failed": failed, "memory": memory}))
"""
_BARE = """
import json, sys, time
from pathlib import Path
import pyarrow.parquet as pq
started = time.perf_counter()
for path in sorted(Path(sys.argv[1]).glob("*.parquet")):
    pq.read_table(path)
print(json.dumps({"first": time.perf_counter() - started}))
"""


def measure() -> Iterator[Measurement]:
    """Measure all of it."""
    with tempfile.TemporaryDirectory(prefix="extramile-bench-") as name:
        folder = Path(name)
        yield from _one_area(folder)
        yield from _lists(folder)
        yield from _growth(folder)


def _one_area(folder: Path) -> Iterator[Measurement]:
    from extramile.core.synthetic import make, to_xml

    path = folder / "area.xml"
    path.write_text("".join(to_xml(make(AREA, 1, faults=5).persons)))
    rounds = iter(range(100))

    def bare() -> None:
        expat.ParserCreate().Parse(path.read_bytes(), True)

    parsed, checked = beside(bare, lambda: _end_to_end(path, folder / f"area-{next(rounds)}"), 3)
    yield Measurement(
        f"{AREA:,} children in XML, read and checked",
        median(checked) / 1000,
        "s",
        f"{median(parsed) / 1000:.2f} s to parse it and do nothing",
    )


def _lists(folder: Path) -> Iterator[Measurement]:
    from extramile.core.returns import describe
    from extramile.core.synthetic import upn_of

    path = folder / "List_1.csv"
    columns = describe("annex_a").table("list_1").columns
    row = {
        "birth_date": "04/05/2012",
        "gender": "F",
        "ethnicity": "WBRI",
        "initial_plan_date": "16/03/2020",
        "last_review_date": "07/10/2025",
    }
    row |= {
        "primary_need": "ASD",
        "urn": "999001",
        "home_education": "No",
        "disability": "Yes",
        "absence": "4.5",
        "suspensions": "0",
    }
    with path.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(each.heading for each in columns)
        for number in range(LISTED):
            told = row | {"unique_id": str(number), "upn": upn_of(number)}
            lines.writerow(told.get(each.name, "") for each in columns)
    rounds = iter(range(100))

    def bare() -> None:
        with path.open(newline="") as file:
            for _ in csv.reader(file):
                pass

    read, checked = beside(bare, lambda: _end_to_end(path, folder / f"lists-{next(rounds)}"), 3)
    yield Measurement(
        f"{LISTED:,} rows of a child list in CSV, read and checked",
        median(checked) / 1000,
        "s",
        f"{median(read) / 1000:.2f} s for the csv module alone",
    )


def _end_to_end(path: Path, into: Path) -> None:
    from datetime import date

    from extramile.core.engines import open_engine
    from extramile.core.returns import read
    from extramile.core.rules import check, run_for

    load = read([path], into)
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        found = check(run_for(load, as_of=date(2026, 1, 15)), engine)
        assert any(each.state == "passed" for each in found.results)


def _growth(folder: Path) -> Iterator[Measurement]:
    from extramile.core.synthetic import persons_of, to_tables

    taken = {}
    for children in GROWTH:
        tables = folder / f"tables-{children}"
        started = time.perf_counter()
        to_tables(persons_of(children, 1), tables)
        yield Measurement(f"{children:,} children invented, as tables", time.perf_counter() - started, "s")
        found, bare = _in_a_process(_CHECK, tables, children), _in_a_process(_BARE, tables)
        assert found["failed"] == [], found["failed"]
        taken[children] = found["again"]
        national = children == GROWTH[-1]
        times = found["again"] / bare["first"]
        yield Measurement(
            f"{children:,} children, every rule on loaded tables",
            found["again"],
            "s",
            f"{bare['first']:.2f} s to read the files and do nothing: {times:.1f} times; "
            f"{found['first']:.2f} s the first time in a process",
            *((f"under {MOST_OF_BARE} times", times < MOST_OF_BARE) if national else ("", None)),
        )
        if children == BIG_AREA:
            yield Measurement(
                "an area of 50,000, every rule",
                found["again"],
                "s",
                "",
                f"under {MOST_SECONDS} s",
                found["again"] < MOST_SECONDS,
            )
        if national:
            yield Measurement(
                "peak of memory",
                found["memory"],
                "GB",
                "",
                f"under {MOST_MEMORY_GB} GB",
                found["memory"] < MOST_MEMORY_GB,
            )
    large = GROWTH[-1]
    for small in GROWTH[:-1]:
        yield Measurement(
            f"growth from {small:,} to {large:,}, {large / small:.0f} times as many",
            taken[large] / taken[small],
            "times as long",
            "linear or less",
            f"at most {large / small:.0f} times",
            taken[large] / taken[small] <= large / small,
        )


def _in_a_process(code: str, *arguments: object) -> dict:
    said = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return json.loads(said.stdout.splitlines()[-1])
