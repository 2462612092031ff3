"""Invented returns: clean, or with as many faults as were planted, and the same from the same seed."""

from pathlib import Path

import pytest

from extramile.core.engines import open_engine
from extramile.core.returns import Load, read
from extramile.core.rules import Outcome, check, run_for, to_dict
from extramile.core.synthetic import CANARY, FAULTS, Made, make, to_xml, upn_of

CHILDREN = 400


def checked(made: Made, tmp_path: Path) -> tuple[Load, Outcome]:
    path = tmp_path / "return.xml"
    path.write_text("".join(to_xml(made.persons)))
    load = read([path], tmp_path / "tables")
    assert load.reference_date
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        return load, check(run_for(load, as_of=load.reference_date), engine)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_planted_is_found_and_nothing_else(tmp_path: Path, seed: int) -> None:
    made = make(CHILDREN, seed, faults=2)
    _, outcome = checked(made, tmp_path)

    assert {each.rule.id: each.failures for each in outcome.results if each.failures} == made.planted
    assert {each.rule for each in FAULTS} <= made.planted.keys()
    assert set(made.planted.values()) == {2}


def test_without_faults_nothing_fails(tmp_path: Path) -> None:
    load, outcome = checked(make(CHILDREN, 3), tmp_path)

    assert [each.rule.id for each in outcome.results if each.state == "failed"] == []
    assert load.problems == ()
    assert sum(each.state == "passed" for each in outcome.results) > 90
    assert CANARY not in str(to_dict(load, outcome))


def test_the_same_seed_gives_the_same_return() -> None:
    assert "".join(to_xml(make(50, 7).persons)) == "".join(to_xml(make(50, 7).persons))
    assert "".join(to_xml(make(50, 7).persons)) != "".join(to_xml(make(50, 8).persons))


def test_every_upn_has_its_check_letter() -> None:
    assert len({upn_of(number) for number in range(1, 2000)}) == 1999
