"""Invented child lists: clean, or with as many faults of each rule as were planted; of the children of the return of that seed."""

from pathlib import Path

from extramile.core.engines import open_engine
from extramile.core.measures import measure, measures
from extramile.core.returns import Load, describe, read
from extramile.core.rules import Outcome, check, rules, run_for
from extramile.core.synthetic import LIST_FAULTS, NOT_PLANTED_LISTS, make, make_lists, to_tables, to_workbook

CENSUS = describe("sen2").years[2026]
KNOWN = {each.id for each in rules("annex_a")}


def checked(load: Load) -> Outcome:
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        return check(run_for(load, as_of=CENSUS), engine)


def failed(outcome: Outcome) -> dict[str, int]:
    return {each.rule.id: each.failures for each in outcome.results if each.failures}


def test_of_every_rule_what_is_planted_is_found_and_nothing_else(tmp_path: Path) -> None:
    """Through the workbook, as people get it."""
    made = make_lists(200, 2, faults=1)
    to_workbook(made.persons, tmp_path / "lists.xlsx")
    load = read([tmp_path / "lists.xlsx"], tmp_path / "tables")

    assert load.as_of == CENSUS
    assert failed(checked(load)) == made.planted
    assert made.planted.keys() == KNOWN - NOT_PLANTED_LISTS.keys(), "a rule is broken, or it is said why not"
    assert NOT_PLANTED_LISTS.keys() <= KNOWN
    assert all(made.planted[each.rule] >= each.failures for each in LIST_FAULTS)


def test_as_many_as_are_asked_for_are_planted() -> None:
    once, made = (make_lists(400, 5, faults=times).planted for times in (1, 3))
    assert made == {rule: 3 * failures for rule, failures in once.items()}


def test_without_faults_nothing_fails_and_every_rule_and_measure_has_something_to_judge(tmp_path: Path) -> None:
    load = to_tables(make_lists(300, 3).persons, tmp_path / "tables", which="annex_a")
    outcome = checked(load)
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        found = measure(run_for(load, as_of=CENSUS), engine, measures("annex_a").measures)

    assert (failed(outcome), load.problems) == ({}, ())
    # A plan that was updated after its review is always named by the one rule or the other.
    idle = NOT_PLANTED_LISTS.keys() | {"AX-1-21"}
    assert {each.rule.id for each in outcome.results if each.state == "passed"} == KNOWN - idle
    assert [each.measure.id for each in found if not each.counted] == []


def test_the_first_list_has_the_children_of_the_return_of_the_seed() -> None:
    returned = {each.values["surname"][4:]: each for each in make(200, 4).persons}
    listed = [each for each in make_lists(200, 4).persons if each.table == "list_1"]

    assert 100 < len(listed) < 200
    for each in listed:
        person = returned[each.values["unique_id"][1:]]
        assert person.values["birth_date"] == each.values["birth_date"]
        assert next(person.all("named_plan")).values["start_date"] == each.values["initial_plan_date"]
