"""Invented returns: clean, or with as many faults of each rule as were planted, and the same from the same seed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from extramile.core.engines import open_engine
from extramile.core.measures import measure, measures
from extramile.core.returns import Load, describe, read
from extramile.core.rules import Outcome, Rule, check, read_establishments, rules, run_for, to_dict
from extramile.core.synthetic import (
    CANARY,
    ELSEWHERE,
    FAULTS,
    NOT_PLANTED,
    Record,
    make,
    persons_of,
    to_tables,
    to_xml,
    upn_of,
)
from tests.registers import write_register

YEARS = list(describe("sen2").years)
# Whoever has fewer children has none of some kind.
CHILDREN = 500
REGISTERS = {"councils": frozenset(ELSEWHERE)}


def checked(
    load: Load, only: Sequence[Rule] | None = None, registers: Mapping[str, frozenset[str]] = REGISTERS
) -> Outcome:
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        return check(run_for(load, as_of=load.reference_date, registers=registers), engine, only)


def failed(outcome: Outcome) -> dict[str, int]:
    return {each.rule.id: each.failures for each in outcome.results if each.failures}


@pytest.mark.parametrize(("year", "times"), [(2023, 1), (2024, 1), (2025, 1), (2026, 2)])
def test_of_every_rule_what_is_planted_is_found_and_nothing_else(tmp_path: Path, year: int, times: int) -> None:
    """As tables, and of the latest year through the file, as people get it."""
    made = make(CHILDREN * times, year, faults=times, year=year)
    if year == YEARS[-1]:
        path = tmp_path / "return.xml"
        path.write_text("".join(to_xml(made.persons, year=year)))
        load = read([path], tmp_path / "tables")
    else:
        load = to_tables(made.persons, tmp_path / "tables", year=year)

    assert failed(checked(load)) == made.planted
    there = {each.id for each in rules("sen2") if each.in_year(year)}
    assert there - NOT_PLANTED.keys() == made.planted.keys(), "a rule is broken, or it is said why not"
    for each in FAULTS:
        if each.rule in there:
            assert made.planted[each.rule] >= times * each.failures


def test_rules_about_the_whole_return_fail_in_one_that_is_odd_as_a_whole(tmp_path: Path) -> None:
    """Of them a return cannot have a known number."""

    def odd(person: Record) -> None:
        changes = (("assessment", "week20", "1"), ("requests", "request_source", "5"), ("placement_detail", "urn", ""))
        for name, column, value in (*changes, ("named_plan", "cease_reason", "9")):
            for each in person.all(name):
                if each.values.get(column):
                    each.values[column] = value

    wanted = [each for each in rules("sen2") if each.family == "share"]
    load = to_tables(make(2 * CHILDREN, 1, change=odd).persons, tmp_path / "tables")

    assert failed(checked(load, wanted)) == {each.id: 1 for each in wanted}
    assert {each.id for each in wanted} <= NOT_PLANTED.keys()


def test_on_a_register_no_invented_establishment_stands_and_the_reasons_say_so(tmp_path: Path) -> None:
    wanted = [each for each in rules("sen2") if "register of establishments" in NOT_PLANTED.get(each.id, "")]
    load = to_tables(make(50, 1).persons, tmp_path / "tables")
    on_it = read_establishments(write_register(tmp_path)).lists
    outcome = checked(load, wanted, on_it)

    assert {each.rule.id for each in outcome.results} == {"SEN2-D-05b", "SEN2-L-05b"}
    assert all(each.failures == each.judged for each in outcome.results if each.judged)
    assert sum(each.failures for each in outcome.results) > 50


def test_what_is_not_planted_is_a_rule_and_planted_by_nothing() -> None:
    known = {each.id for each in rules("sen2")}

    assert NOT_PLANTED.keys() <= known
    assert {each.rule for each in FAULTS} == known - NOT_PLANTED.keys()
    assert {rule for each in FAULTS for rule in each.also} <= known


def test_without_faults_nothing_fails_and_every_rule_and_measure_has_something_to_judge(tmp_path: Path) -> None:
    load = to_tables(persons_of(5 * CHILDREN, 3), tmp_path / "tables")
    outcome = checked(load)
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        found = measure(run_for(load, as_of=load.reference_date), engine, measures().measures)

    assert (failed(outcome), load.problems) == ({}, ())
    there = [each for each in rules("sen2") if each.in_year(load.year)]
    whole = {each.id for each in there if each.family == "share"} | {
        "SEN2-H-01",
        "SEN2-H-01b",
        "SEN2-H-03",
        "SEN2-X-00",
    }
    assert {each.rule.id for each in outcome.results if each.state == "passed"} == (
        {each.id for each in there} - NOT_PLANTED.keys() | whole
    )
    assert CANARY not in str(to_dict(load, outcome))
    assert [each.measure.id for each in found if not each.counted] == []
    # Where nothing is late and nothing left out, nothing else is in these.
    complete = {each.measure.id for each in found if each.measure.id.endswith("-recorded")}
    assert {each.measure.id for each in found if each.counted == each.of} - complete == {
        *("plans-in-20-weeks", "decisions-in-6-weeks", "refusals-in-16-weeks"),
        *("reviews-in-12-months", "reviews-held", "reviews-decided-in-4-weeks"),
    }


def test_the_same_seed_gives_the_same_return() -> None:
    assert "".join(to_xml(make(50, 7).persons)) == "".join(to_xml(make(50, 7).persons))
    assert "".join(to_xml(make(50, 7).persons)) != "".join(to_xml(make(50, 8).persons))


@pytest.mark.parametrize("year", YEARS)
def test_a_return_has_the_items_of_its_year(year: int) -> None:
    text = "".join(to_xml(persons_of(300, 1, year=year), year=year))

    assert f"<Year>{year}</Year>" in text
    for table in describe("sen2").tables:
        for each in table.columns:
            assert each.in_year(year) or f"<{each.tag}>" not in text
    assert ("<SENtype>DS</SENtype>" in text) == (year >= 2025)


def test_every_upn_has_its_check_letter() -> None:
    assert len({upn_of(number) for number in range(1, 2000)}) == 1999
