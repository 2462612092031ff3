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

AREA, BIG_AREA, LISTED, FAULTS = 5_000, 50_000, 50_000, 25
GROWTH = (10_000, 50_000, 650_000)
MOST_OF_BARE, MOST_MEMORY_GB, MOST_SECONDS = 5, 4, 3

_CHECK = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from extramile.core.engines import open_engine
from extramile.core.returns import LINKED, describe
from extramile.core.measures import measure_tables, measures
from extramile.core.rules import Run, check, rules
folder, children = Path(sys.argv[1]), int(sys.argv[2])
described = describe("sen2")
rules("sen2")
counts = {each.name: children for each in described.tables}
columns = {each.name: frozenset({one.name for one in each.columns} | {LINKED}) for each in described.tables}
run = Run(described, 2026, date(2026, 1, 15), date(2026, 1, 15), "", counts, columns)
times, used, measured = [], [], []
for _ in range(2):
    started, before = time.perf_counter(), time.process_time()
    with open_engine("duckdb", {name: [folder / f"{name}.parquet"] for name in counts}) as engine:
        outcome = check(run, engine)
        times.append(time.perf_counter() - started)
        used.append(time.process_time() - before)
        measure_tables(run, engine, measures())
        measured.append((time.perf_counter() - started, time.process_time() - before))
failed = [each.rule.id for each in outcome.results if each.state == "failed"]
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
found = {"first": times[0], "again": times[1], "used": used[1], "failed": failed, "memory": memory}
print(json.dumps({**found, "measured": measured[1][0], "measured_used": measured[1][1]}))
"""
_BARE = """
import json, sys, time
from pathlib import Path
import pyarrow.parquet as pq
started, before = time.perf_counter(), time.process_time()
for path in sorted(Path(sys.argv[1]).glob("*.parquet")):
    pq.read_table(path)
print(json.dumps({"first": time.perf_counter() - started, "used": time.process_time() - before}))
"""


# Ten rules as somebody writes them in pandas, and the same ten of ours: what fails must be the same.
_TEN = ("P-01", "P-01b", "P-02b", "P-04", "P-05", "R-01", "R-02", "R-03", "R-05", "R-07")
_OURS = """
import json, sys, time
from datetime import date
from pathlib import Path
from extramile.core.engines import open_engine
from extramile.core.returns import LINKED, describe
from extramile.core.rules import Run, check, rules
folder, children, ten = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split()
described = describe("sen2")
counts = {each.name: children for each in described.tables}
columns = {each.name: frozenset({one.name for one in each.columns} | {LINKED}) for each in described.tables}
run = Run(described, 2026, date(2026, 1, 15), date(2026, 1, 15), "", counts, columns)
only = [each for each in rules("sen2") if each.id.removeprefix("SEN2-") in ten]
started, before = time.perf_counter(), time.process_time()
with open_engine("duckdb", {name: [folder / f"{name}.parquet"] for name in ("person", "requests")}) as engine:
    outcome = check(run, engine, only)
found = {"first": time.perf_counter() - started, "used": time.process_time() - before}
print(json.dumps({**found, "failures": {each.rule.id.removeprefix("SEN2-"): each.failures for each in outcome.results}}))
"""
_PANDAS = """
import json, sys, time
from pathlib import Path
import pandas as pd
from extramile.core.returns import codes
started, before = time.perf_counter(), time.process_time()
folder = Path(sys.argv[1])
people = pd.read_parquet(folder / "person.parquet")
requests = pd.read_parquet(folder / "requests.parquet")
decided = requests.request_outcome.isin(["Y", "N"])
received, told = (pd.to_datetime(requests[name]) for name in ("received_date", "request_outcome_date"))
born = pd.to_datetime(people.birth_date)
undated = requests.request_outcome_date.isna() & requests.request_outcome_date__unread.isna()
nobody = people.birth_date.isna() & people.birth_date__unread.isna()
known = people.ethnicity.isin(codes("ethnicity", 2026))
failures = {
    "P-01": sum(people[name].isna().sum() for name in ("surname", "forename", "ethnicity")) + nobody.sum(),
    "P-01b": people.sex.isna().sum(),
    "P-02b": (born > "2026-01-15").sum(),
    "P-04": (people.sex.notna() & ~people.sex.isin(codes("sex", 2026))).sum(),
    "P-05": (people.ethnicity.notna() & ~known).sum(),
    "R-01": requests.request_outcome.isna().sum(),
    "R-02": (decided & undated).sum(),
    "R-03": (requests.request_outcome.isin(["W", "A", "H"]) & ~undated).sum(),
    "R-05": (told < received).sum(),
    "R-07": (decided & ((told - received).dt.days > 42)).sum(),
}
found = {"first": time.perf_counter() - started, "used": time.process_time() - before}
print(json.dumps({**found, "failures": {name: int(count) for name, count in failures.items()}}))
"""


def measure() -> Iterator[Measurement]:
    """Measure all of it."""
    with tempfile.TemporaryDirectory(prefix="extramile-bench-") as name:
        folder = Path(name)
        yield from _one_area(folder)
        yield from _lists(folder)
        yield from _ten_rules(folder)
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
        f"{AREA:,} children in XML, read, checked and measured by every group",
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
        f"{LISTED:,} rows of a child list in CSV, read, checked and measured by every group",
        median(checked) / 1000,
        "s",
        f"{median(read) / 1000:.2f} s for the csv module alone",
    )


def _end_to_end(path: Path, into: Path) -> None:
    from datetime import date

    from extramile.core.engines import open_engine
    from extramile.core.measures import measure_tables, measures
    from extramile.core.returns import read
    from extramile.core.rules import check, run_for

    load = read([path], into)
    run = run_for(load, as_of=date(2026, 1, 15))
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        found = check(run, engine)
        assert any(each.state == "passed" for each in found.results)
        told = measure_tables(run, engine, measures(load.described.id))
        assert any(each.counted for rows in told.values() for each in rows)


def _ten_rules(folder: Path) -> Iterator[Measurement]:
    from extramile.core.synthetic import make, to_tables

    tables = folder / "faulty"
    to_tables(make(BIG_AREA, 1, faults=FAULTS).persons, tables)
    ours, theirs = _in_a_process(_OURS, tables, BIG_AREA, " ".join(_TEN)), _in_a_process(_PANDAS, tables)
    assert ours["failures"] == theirs["failures"], (ours["failures"], theirs["failures"])
    assert sum(ours["failures"].values()) > FAULTS
    yield Measurement(
        f"ten rules over {BIG_AREA:,} children, {sum(ours['failures'].values()):,} failures",
        ours["first"],
        "s",
        f"{theirs['first']:.2f} s in pandas, which finds the same; of processor {ours['used']:.2f} and {theirs['used']:.2f} s",
    )


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
            f"{found['first']:.2f} s the first time in a process; of processor {found['used']:.2f} and {bare['used']:.2f} s: "
            f"{found['used'] / bare['used']:.1f} times",
            *((f"under {MOST_OF_BARE} times", times < MOST_OF_BARE) if national else ("", None)),
        )
        if children == BIG_AREA:
            yield Measurement(
                "an area of 50,000, every rule and every measure by every group",
                found["measured"],
                "s",
                f"{found['measured_used']:.2f} s of processor",
                f"under {MOST_SECONDS} s",
                found["measured"] < MOST_SECONDS,
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
