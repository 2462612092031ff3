"""Each measure means what is drawn: on the slow twin and on DuckDB; `test_spark` asks Spark."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extramile.core.engines import open_engine
from extramile.core.measures import WHOLE, measure, measure_tables, measures
from extramile.core.returns import describe
from tests.spec import drawn
from tests.spec.engines import opened, run_of
from tests.spec.shaking import shaken
from tests.spec.twin import said

COUNTED, NOT_COUNTED, UNKNOWN, OUTSIDE = "counted", "not counted", "unknown", "outside"
AS_OF = date(2026, 1, 15)
MEASURES = {each.id: each for each in measures("sen2").measures}


def parts() -> dict[str, drawn.Case]:
    """Return what is drawn of each measure."""
    text = (Path(__file__).parent / "measures" / "sen2.md").read_text("utf-8")
    found = {}
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        name, _, body = part.partition("\n")
        cells = [
            tuple(cell.strip() for cell in line.strip("|").split("|"))
            for line in body.splitlines()
            if line.startswith("|")
        ]
        found[name.strip()] = drawn.Case(name.strip(), 2026, AS_OF, cells[0], tuple(cells[2:]))
    return found


def built(names: list[str]) -> tuple[drawn.Builder, dict[str, list[int]]]:
    builder = drawn.Builder(describe("sen2"))
    return builder, {each: builder.add_to(MEASURES[each].table, parts()[each]) for each in names}


def test_every_measure_is_drawn_and_nothing_else() -> None:
    assert parts().keys() == MEASURES.keys()


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_is_drawn_counted_and_not_and_with_something_empty(name: str) -> None:
    assert {COUNTED, NOT_COUNTED} <= set(parts()[name].verdicts)
    assert any(not cell for row in parts()[name].rows for cell in row) or name == "requests-refused"


@pytest.mark.parametrize("name", MEASURES)
def test_the_twin_and_duckdb_say_what_is_drawn(name: str, tmp_path: Path) -> None:
    each, case = MEASURES[name], parts()[name]
    builder, keys = built([name])
    world = drawn.world_of(builder.described, builder.tables, 2026, AS_OF, {})
    rows = {row["_key"]: row for row in builder.tables[each.table]}

    def verdict(row: dict[str, Any]) -> str:
        if said(each.of, row, each.table, world) is not True:
            return OUTSIDE
        return {True: COUNTED, False: NOT_COUNTED, None: UNKNOWN}[said(each.counts, row, each.table, world)]

    assert [verdict(rows[key]) for key in keys[name]] == case.verdicts
    with opened("duckdb", builder.described, builder.tables, tmp_path) as engine:
        figure = measure(run_of(builder.described, builder.tables, 2026, AS_OF, {}), engine, [each])[0]
    told = case.verdicts
    assert (figure.counted, figure.of, figure.unknown) == (
        told.count(COUNTED),
        told.count(COUNTED) + told.count(NOT_COUNTED),
        told.count(UNKNOWN),
    )


def test_what_is_not_there_is_no_zero(tmp_path: Path) -> None:
    builder, _ = built(["requests-refused"])
    run = run_of(builder.described, {**builder.tables, "requests": []}, 2026, AS_OF, {})
    run.columns["requests"] = run.columns["requests"] - {"received_date"}  # type: ignore[index]
    with opened("duckdb", builder.described, {**builder.tables, "requests": []}, tmp_path) as engine:
        refused, decided = measure(run, engine, [MEASURES["requests-refused"], MEASURES["decisions-in-6-weeks"]])

    assert (refused.of, refused.share, refused.reason) == (0, None, "There is no row in the population.")
    assert (decided.counted, decided.of, decided.share) == (None, None, None)
    assert decided.reason == "There is no column “ReceivedDate” (“Date request was received”) in what was given."


def test_groups_add_up_to_the_whole(tmp_path: Path) -> None:
    from extramile.core.rules import run_for
    from extramile.core.synthetic import make, to_tables

    load = to_tables(make(300, 4).persons, tmp_path / "tables")
    run = run_for(load, as_of=AS_OF)
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        tables = measure_tables(run, engine, measures("sen2"))
    for whole in tables[WHOLE]:
        for figures in tables.values():
            apart = [each for each in figures if each.measure == whole.measure and each.of is not None]
            for which in ("counted", "of", "unknown") if apart else ():
                assert sum(getattr(one, which) for one in apart) == getattr(whole, which)


def test_the_twin_and_duckdb_part_a_shaken_return_alike(tmp_path: Path) -> None:
    tables, described, declared = shaken(5), describe("sen2"), measures("sen2")
    world = drawn.world_of(described, tables, 2026, AS_OF, {})
    with opened("duckdb", described, tables, tmp_path) as engine:
        figures = measure_tables(run_of(described, tables, 2026, AS_OF, {}), engine, declared)

    parted = 0
    for name, group in declared.groups.items():
        for each in declared.measures:
            found: dict[str, list[int]] = {}
            for row in tables[each.table]:
                if said(each.of, row, each.table, world) is True:
                    value = said(group.value or each.day or "None", row, each.table, world)
                    total = found.setdefault(group.name(None if value is None else str(value)), [0, 0, 0])
                    total[[True, False, None].index(said(each.counts, row, each.table, world))] += 1
            told = [one for one in figures[name] if one.measure is each]
            if told[0].reason:
                continue
            parted += 1
            assert {one.group: [one.counted, one.of - one.counted, one.unknown] for one in told} == found
    assert parted > 60


def test_what_cannot_be_parted_says_why(tmp_path: Path) -> None:
    builder, _ = built(["requests-refused"])
    run = run_of(builder.described, builder.tables, 2026, AS_OF, {})
    with opened("duckdb", builder.described, builder.tables, tmp_path) as engine:
        tables = measure_tables(run, engine, measures("sen2"))
    why = {(name, each.measure.id): each.reason for name, figures in tables.items() for each in figures}

    assert why["need", "requests-refused"] == "The return says it of children and young people with a plan alone."
    assert why["month", "personal-budgets"] == "It says how things stand on one day, and belongs to no period."
    assert why["sex", "requests-refused"] == ""


def test_months_and_years_of_the_20_weeks_are_those_of_the_published_definition(tmp_path: Path) -> None:
    """Within 20 weeks of all plans issued in the period, with and without exceptions: counted row by row from the tables."""
    import pyarrow.parquet as pq

    from extramile.core.rules import run_for
    from extramile.core.synthetic import make, to_tables

    load = to_tables(make(400, 7).persons, tmp_path / "tables")
    tables = {name: pq.read_table(load.path(name)).to_pylist() for name in ("requests", "assessment", "named_plan")}
    received = {row["_key"]: row["received_date"] for row in tables["requests"]}
    issued = {row["_request"]: row["start_date"] for row in tables["named_plan"]}
    for name, exceptions in (("plans-in-20-weeks", False), ("plans-in-20-weeks-all", True)):
        for period, long in (("month", 7), ("year", 4)):
            published: dict[str, list[int]] = {}
            for row in tables["assessment"]:
                if row["assessment_outcome"] == "Y" and (exceptions or row["week20"] != "1"):
                    day = issued[row["_request"]]
                    of = published.setdefault(day.isoformat()[:long], [0, 0])
                    of[0] += (day - received[row["_request"]]).days <= 7 * 20
                    of[1] += 1
            with open_engine("duckdb", {each: [load.path(each)] for each in load.counts}) as engine:
                found = measure(run_for(load, as_of=AS_OF), engine, [MEASURES[name]], measures("sen2").groups[period])
            assert {each.group: [each.counted, each.of] for each in found} == published
            assert len(published) > (period == "month")


def test_what_stands_on_one_day_has_no_months(tmp_path: Path) -> None:
    builder, _ = built(["learners-with-number"])
    run = run_of(builder.described, builder.tables, 2026, AS_OF, {})
    with opened("duckdb", builder.described, builder.tables, tmp_path) as engine:
        (found,) = measure(run, engine, [MEASURES["learners-with-number"]], measures("sen2").groups["month"])

    assert (found.counted, found.reason) == (None, "It says how things stand on one day, and belongs to no period.")
