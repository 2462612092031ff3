"""Each measure means what is drawn: on the slow twin and on DuckDB; `test_spark` asks Spark."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extramile.core.clock import limits
from extramile.core.engines import open_engine
from extramile.core.measures import WHOLE, measure, measure_tables, measured_returns, measures, not_here
from extramile.core.returns import describe
from tests.spec import drawn
from tests.spec.engines import opened, run_of
from tests.spec.shaking import shaken
from tests.spec.twin import said

COUNTED, NOT_COUNTED, UNKNOWN, OUTSIDE = "counted", "not counted", "unknown", "outside"
AS_OF = date(2026, 1, 15)
MEASURES = {each.id: each for kind in measured_returns() for each in measures(kind).measures}
KINDS = {each.id: kind for kind in measured_returns() for each in measures(kind).measures}
YEARS = {"sen2": 2026, "annex_a": None}


def parts(kind: str) -> dict[str, drawn.Case]:
    """Return what is drawn of each measure of a return."""
    text = (Path(__file__).parent / "measures" / f"{kind}.md").read_text("utf-8")
    found = {}
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        name, _, body = part.partition("\n")
        cells = [
            tuple(cell.strip() for cell in line.strip("|").split("|"))
            for line in body.splitlines()
            if line.startswith("|")
        ]
        found[name.strip()] = drawn.Case(name.strip(), YEARS[kind], AS_OF, cells[0], tuple(cells[2:]))
    return found


DRAWN = {name: case for kind in measured_returns() for name, case in parts(kind).items()}


def built(names: list[str]) -> tuple[drawn.Builder, dict[str, list[int]]]:
    builder = drawn.Builder(describe(KINDS[names[0]]))
    return builder, {each: builder.add_to(MEASURES[each].table, DRAWN[each]) for each in names}


@pytest.mark.parametrize("kind", measured_returns())
def test_every_measure_is_drawn_and_nothing_else(kind: str) -> None:
    assert list(parts(kind)) == [each.id for each in measures(kind).measures]


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_is_drawn_counted_and_not_and_with_something_empty(name: str) -> None:
    assert {COUNTED, NOT_COUNTED} <= set(DRAWN[name].verdicts)
    assert any(not cell for row in DRAWN[name].rows for cell in row) or name == "requests-refused"


def test_every_measure_of_the_return_is_in_the_child_lists_or_says_what_they_lack() -> None:
    lists, known = measures("annex_a"), measures("sen2")
    assert [each.measure for each in lists.not_here.measures] == [each.id for each in known.measures]
    assert {each.measure.id for each in not_here(lists)} < {each.id for each in known.measures}
    assert not_here(known) == []


@pytest.mark.parametrize("name", MEASURES)
def test_the_twin_and_duckdb_say_what_is_drawn(name: str, tmp_path: Path) -> None:
    each, case = MEASURES[name], DRAWN[name]
    builder, keys = built([name])
    world = drawn.world_of(builder.described, builder.tables, case.year, AS_OF, {})
    rows = {row["_key"]: row for row in builder.tables[each.table]}

    def verdict(row: dict[str, Any]) -> str:
        if said(each.of, row, each.table, world) is not True:
            return OUTSIDE
        return {True: COUNTED, False: NOT_COUNTED, None: UNKNOWN}[said(each.counts, row, each.table, world)]

    assert [verdict(rows[key]) for key in keys[name]] == case.verdicts
    with opened("duckdb", builder.described, builder.tables, tmp_path) as engine:
        figure = measure(run_of(builder.described, builder.tables, case.year, AS_OF, {}), engine, [each])[0]
    told = case.verdicts
    assert (figure.counted, figure.of, figure.unknown) == (
        told.count(COUNTED),
        told.count(COUNTED) + told.count(NOT_COUNTED),
        told.count(UNKNOWN),
    )


# By the wait on 15 January 2026, of somebody without a decision and of somebody who is being assessed.
BANDS = (
    ("2026-01-15", "up to 6 weeks", "up to 16 weeks"),
    ("2025-12-04", "up to 6 weeks", "up to 16 weeks"),
    ("2025-12-03", "over 6, up to 16 weeks", "up to 16 weeks"),
    ("2025-09-25", "over 6, up to 16 weeks", "up to 16 weeks"),
    ("2025-09-24", "over 16, up to 20 weeks", "over 16, up to 20 weeks"),
    ("2025-08-28", "over 16, up to 20 weeks", "over 16, up to 20 weeks"),
    ("2025-08-27", "over 20 weeks", "over 20 weeks"),
    ("2026-01-16", "not known", "not known"),
    ("", "not known", "not known"),
)


def test_open_requests_are_parted_by_the_wait_since_they_came(tmp_path: Path) -> None:
    group = measures("sen2").groups["wait"]
    rows = tuple((outcome, day) for day, _, _ in BANDS for outcome in ("A", "Y"))
    builder = drawn.Builder(describe("sen2"))
    builder.add_to("requests", drawn.Case("", 2026, AS_OF, ("request_outcome", "received_date"), rows))
    with opened("duckdb", builder.described, builder.tables, tmp_path) as engine:
        run = run_of(builder.described, builder.tables, 2026, AS_OF, {})
        figures = measure(run, engine, [MEASURES[each] for each in group.only], group)

    for place, name in enumerate(group.only):
        found = {each.group: each.of + each.unknown for each in figures if each.measure.id == name}
        expected = [each[place + 1] for each in BANDS]
        assert found == {each: expected.count(each) for each in expected}
        # In the order of the waits, who waits for a time that nobody knows last.
        assert list(found) == [each for each in (*group.order, "not known") if each in found]


def test_bands_of_a_wait_end_where_the_limits_of_the_law_do() -> None:
    weeks = {each.id: each.weeks for each in limits().limits if each.grade == "A"}
    ends = [weeks[each] for each in ("T01", "T05", "T08")]
    found = re.findall(r"<= (\d+)", measures("sen2").groups["wait"].value)

    assert sorted({int(each) for each in found}) == [7 * each for each in ends]
    assert measures("sen2").groups["wait"].order[-1] == f"over {ends[-1]} weeks"


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
                # A plan that was agreed and is not issued yet has no day.
                is_issued = row["assessment_outcome"] == "Y" and row["_request"] in issued
                if is_issued and (exceptions or row["week20"] != "1"):
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
