"""Tables of rows for an engine, and what the rules say of them on it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from extramile.core.engines import Engine, EngineName, open_engine
from extramile.core.returns import KEY, LINKED, Return, schema
from extramile.core.rules import Outcome, Run, check
from tests.spec.twin import FAIL, PASS, Row, World, share, verdicts

Failures = set[tuple[str, int, str]]


def write(described: Return, tables: Mapping[str, list[Row]], folder: Path) -> dict[str, list[Path]]:
    """Write rows as the reader does."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        pq.write_table(pa.Table.from_pylist(rows, schema=schema(described.table(name))), folder / f"{name}.parquet")
    return {name: [folder / f"{name}.parquet"] for name in tables}


@contextmanager
def opened(name: EngineName, described: Return, tables: Mapping[str, list[Row]], folder: Path) -> Iterator[Engine]:
    """Open an engine over rows."""
    with open_engine(name, write(described, tables, folder)) as engine:
        yield engine


def run_of(
    described: Return,
    tables: Mapping[str, list[Row]],
    year: int | None,
    as_of: date,
    registers: Mapping[str, frozenset[str]],
) -> Run:
    """Return a run over rows that came with every column."""
    columns = {name: frozenset({each.name for each in described.table(name).columns} | {LINKED}) for name in tables}
    counts = {name: len(rows) for name, rows in tables.items()}
    return Run(described, year, as_of, described.years.get(year or 0), "201", counts, columns, registers)


def failures(outcome: Outcome) -> Failures:
    """Return what failed: rule, key of the row, field."""
    found = set()
    for each in outcome.failing:
        for row in each.rows.to_pylist():
            for number, test in enumerate(each.checks):
                if row[f"bad{number}"]:
                    found.add((test.rule.id, row[KEY], test.field))
    return found


def said(run: Run, engine: Engine) -> tuple[Failures, dict[str, tuple[str, int, int]]]:
    """Return what the rules say on an engine: what failed, and state, failures and rows judged of each rule."""
    outcome = check(run, engine)
    return failures(outcome), {each.rule.id: (each.state, each.failures, each.judged) for each in outcome.results}


def said_by_twin(run: Run, world: World) -> tuple[Failures, dict[str, tuple[str, int, int]]]:
    """Return what the twin says of the rules that an engine would run."""
    from extramile.core.rules import rules
    from extramile.core.rules.running import RuleResult, _before

    failed: Failures = set()
    states = {}
    for rule in rules(run.described.id):
        before = _before(rule, run)
        if isinstance(before, RuleResult):
            states[rule.id] = (before.state, 0, 0)
        elif rule.family == "share":
            verdict = share(rule, world)
            states[rule.id] = (
                {PASS: "passed", FAIL: "failed"}.get(verdict, "not applicable"),
                int(verdict == FAIL),
                -1,
            )
        else:
            found = verdicts(rule, world)
            bad = {(rule.id, key, field) for (key, field), verdict in found.items() if verdict == FAIL}
            judged = sum(verdict in {PASS, FAIL} for verdict in found.values())
            failed |= bad
            states[rule.id] = ("failed" if bad else "passed" if judged else "not applicable", len(bad), judged)
    return failed, states
