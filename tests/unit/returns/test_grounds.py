"""What a problem rests on beside its value: the other values that its rule read."""

from pathlib import Path

from extramile.core.engines import open_engine
from extramile.core.rules import check, grounds_of, problems, rules, run_for
from extramile.core.synthetic import make, to_tables


def test_each_problem_has_the_other_values_of_its_row_and_of_those_above(tmp_path: Path) -> None:
    persons = list(make(60, 2, faults=2, only=("SEN2-P-16", "SEN2-R-07")).persons)
    requests = [each for person in persons for each in person.inside if each.table == "requests"]
    decided = next(each for each in requests if each.inside and each.inside[0].values.get("assessment_outcome_date"))
    decided.values["received_date"] = "2026-01-14"
    load = to_tables(persons, tmp_path / "tables")
    wanted = [each for each in rules("sen2") if each.id in {"SEN2-R-07", "SEN2-A-03", "SEN2-P-16"}]
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        outcome = check(run_for(load, as_of=load.reference_date), engine, wanted)

    found = [
        (each.rule, beside) for each, beside in zip(problems(load, outcome), grounds_of(load, outcome), strict=True)
    ]

    assert sorted(each for each in found if each[0] != "SEN2-A-03") == [
        # A rule that reads one field alone rests on that; another on the day of the request and on what was decided.
        ("SEN2-P-16", ()),
        ("SEN2-P-16", ()),
        ("SEN2-R-07", ("2025-02-03", "N")),
        ("SEN2-R-07", ("2025-02-03", "N")),
    ]
    # The day of the request stands in the row above the assessment.
    assert [beside for rule, beside in found if rule == "SEN2-A-03"] == [("2026-01-14",)]
