"""Each rule means what is drawn: on the slow twin and on DuckDB; `test_spark` asks Spark."""

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from extramile.core.rules import check, rules
from tests.spec.drawn import Builder, Case, builder, cases, rule_of, world, world_of
from tests.spec.engines import opened, run_of, said, said_by_twin
from tests.spec.twin import FAIL, PASS, SILENT, share, verdicts

ROWS = [each for each in cases() if not each.verdict]
WHOLE = [each for each in cases() if each.verdict]
RULES = [*rules("sen2"), *rules("annex_a")]


def name(case: Case) -> str:
    return f"{case.rule} {case.year or ''}".strip()


def test_every_rule_is_drawn_and_nothing_else() -> None:
    assert {each.rule for each in cases()} == {each.id for each in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda each: each.id)
def test_a_rule_is_drawn_passing_failing_and_with_something_empty(rule: Any) -> None:
    own = [each for each in cases() if each.rule == rule.id]
    if any(each.verdict == "not run" for each in own):
        return
    if rule.family == "share":
        assert {each.verdict for each in own} == {PASS, FAIL, SILENT}
        return
    said = {verdict for each in own for verdict in each.verdicts}
    empty = [row for each in own for row in each.rows if any(not cell for cell in row)]
    assert said >= {PASS, FAIL}
    assert empty, "no row has an empty cell"


@pytest.mark.parametrize("case", ROWS, ids=name)
def test_the_twin_says_what_is_drawn(case: Case) -> None:
    built = builder(case.rule)
    keys = built.add(case)
    found = verdicts(rule_of(case.rule), world(built, case))

    by_row = [{verdict for (key, _), verdict in found.items() if key == each} for each in keys]
    assert [FAIL if FAIL in said else PASS if PASS in said else SILENT for said in by_row] == case.verdicts


@pytest.mark.parametrize("case", WHOLE, ids=name)
def test_duckdb_says_of_a_whole_what_is_drawn(case: Case, tmp_path: Path) -> None:
    built = builder(case.rule)
    built.add(case)
    run = run_of(built.described, built.tables, case.year, case.as_of, case.registers)
    with opened("duckdb", built.described, built.tables, tmp_path) as engine:
        state = check(run, engine, [rule_of(case.rule)]).results[0].state

    assert state == {PASS: "passed", FAIL: "failed", SILENT: "not applicable", "not run": "not run"}[case.verdict]
    if case.verdict != "not run":
        assert share(rule_of(case.rule), world(built, case)) == case.verdict


def together() -> list[Any]:
    """Return all drawn tables of a return and year in one: rows of other rules are rows for each rule."""
    found = []
    key = lambda each: (each.rule.startswith("AX"), each.year or 0, each.as_of)  # noqa: E731
    for (_, year, as_of), group in groupby(sorted(cases(), key=key), key=key):
        own = list(group)
        built: Builder = builder(own[0].rule)
        registers: dict[str, frozenset[str]] = {}
        for each in own:
            built.add(each)
            for which, listed in each.registers.items():
                registers[which] = registers.get(which, frozenset()) | listed
        found.append(
            pytest.param(built, year or None, as_of, registers, id=f"{built.described.id} {year or ''}".strip())
        )
    return found


@pytest.mark.parametrize(("built", "year", "as_of", "registers"), together())
def test_duckdb_agrees_with_the_twin(built: Builder, year: int, as_of: Any, registers: Any, tmp_path: Path) -> None:
    run = run_of(built.described, built.tables, year, as_of, registers)
    with opened("duckdb", built.described, built.tables, tmp_path) as engine:
        failed, states = said(run, engine)
    failed_on_twin, states_on_twin = said_by_twin(run, world_of(built.described, built.tables, year, as_of, registers))

    assert failed == failed_on_twin
    shares = {each.id for each in RULES if each.family == "share"}
    assert {each: state for each, state in states.items() if each not in shares} == {
        each: state for each, state in states_on_twin.items() if each not in shares
    }
    assert {each: states[each][:2] for each in shares & states.keys()} == {
        each: states_on_twin[each][:2] for each in shares & states.keys()
    }
