"""Engines agree with the twin on returns that nobody drew: invented ones with faults, and ones shaken at random."""

from datetime import date
from pathlib import Path

import pytest

from extramile.core.returns import describe
from extramile.core.synthetic import make_lists
from tests.spec.drawn import world_of
from tests.spec.engines import opened, run_of, said, said_by_twin
from tests.spec.shaking import invented, shaken


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_duckdb_agrees_with_the_twin_on_shaken_returns(year: int, tmp_path: Path) -> None:
    tables, described = shaken(year, year), describe("sen2")
    registers: dict[str, frozenset[str]] = {
        **{name: frozenset({"201", "202", "999"}) for name in ("councils", "upn councils")},
        **{
            name: frozenset({"999001", "999002"})
            for name in (
                *("establishments", "sen units", "resourced provisions", "usual establishments"),
                *("establishments of known provision", "establishments of known type"),
            )
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


def test_duckdb_agrees_with_the_twin_on_invented_lists(tmp_path: Path) -> None:
    made, described, as_of = make_lists(100, 1, faults=1), describe("annex_a"), describe("sen2").years[2026]
    tables = invented(made, "annex_a")
    run = run_of(described, tables, None, as_of, {})
    with opened("duckdb", described, tables, tmp_path) as engine:
        failed, states = said(run, engine)
    failed_on_twin, states_on_twin = said_by_twin(run, world_of(described, tables, None, as_of, {}))

    assert failed == failed_on_twin
    assert states == states_on_twin
    assert {each for each, _, _ in failed} == made.planted.keys()
