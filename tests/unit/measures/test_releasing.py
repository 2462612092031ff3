"""No count of few children follows from all released tables of a snapshot, whoever adds and subtracts them."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.core.disclosure import Audience, NotAvailable, Shown, Suppressed, audience, audiences
from extramile.core.engines import open_engine
from extramile.core.measures import WHOLE, RawFigure, ReleasedFigure, measure_tables, measures, release
from extramile.core.rules import run_for
from extramile.core.synthetic import make, to_tables
from extramile.web.returns import released as letting
from tests.unit.measures.attacker import Attacker

MEASURES = {each.id: each for each in measures().measures}
WAITS = measures().groups["wait"]
PARTS = {"wait": WAITS.only}
DAYS = {each.id: each.day for each in measures().measures}
MAYBE = (True, True, False, None)
CHILD: dict[str, tuple] = {
    "need": ("ASD", "ASD", "MLD", "HI"),
    "sex": ("F", "M"),
    "decided": ("2025-01", "2025-02", "2024-12"),
    "issued": ("2025-02", "2025-03", "2024-12"),
    "request": ("Y", "Y", "N", "A"),
    "in_6": MAYBE,
    "mediation": MAYBE,
    "tribunal": MAYBE,
    "assessment": ("Y", "Y", "N", "A", "A", ""),
    "waits": (20, 20, 60, 130, 200, 200, None),
    "in_16": MAYBE,
    "in_20": MAYBE,
    "exception": (True, False),
    "plan": ("open", "ended", ""),
    "reviewable": (True, True, False),
    "reviewed": MAYBE,
    "budget": MAYBE,
}


def invented(seed: int, number: int) -> list[dict]:
    chance = random.Random(seed)
    return [{name: chance.choice(values) for name, values in CHILD.items()} for _ in range(number)]


# From a seed, as drawing a thousand values one by one takes longer than what is tried with them.
areas = st.builds(invented, st.integers(0, 10**6), st.integers(1, 90))


def states(child: dict) -> dict[str, bool | None]:
    """Which measures count the child, and what they say of it."""
    found: dict[str, bool | None] = {}
    if child["request"] in {"Y", "N"}:
        found["decisions-in-6-weeks"] = child["in_6"]
        found["requests-refused"] = child["request"] == "N"
    if child["request"] == "N":
        found["refusals-to-mediation"], found["refusals-to-tribunal"] = child["mediation"], child["tribunal"]
    late = {"A": 42, "Y": 140}.get(child["request"], 0)
    waits = None if child["waits"] is None else child["waits"] > late
    if child["request"] == "A":
        found["requests-waiting-too-long"] = waits
    if child["request"] == "Y" and child["assessment"] == "A":
        found["assessments-waiting-too-long"] = waits
    if child["request"] == "Y" and child["assessment"] in {"Y", "N"}:
        found["assessments-without-plan"] = child["assessment"] == "N"
        if child["assessment"] == "N":
            found["refusals-in-16-weeks"] = child["in_16"]
        else:
            found["plans-in-20-weeks-all"] = child["in_20"]
            if not child["exception"]:
                found["plans-in-20-weeks"] = child["in_20"]
    if child["plan"]:
        found["open-plans"] = child["plan"] == "open"
    if child["plan"] == "open":
        found["personal-budgets"] = child["budget"]
        if child["reviewable"]:
            found["reviews-in-12-months"] = child["reviewed"]
    return found


def group_of(child: dict, measure: str, table: str) -> str | None:
    if table == WHOLE:
        return WHOLE
    if table in {"need", "sex"}:
        return child[table]
    if table == "wait":
        return band_of(child) if measure in WAITS.only else None
    if not DAYS[measure]:
        return None
    day = child["issued"] if DAYS[measure] == "named_plan.start_date" else child["decided"]
    return day if table == "month" else day[:4]


def band_of(child: dict) -> str:
    if child["waits"] is None:
        return "not known"
    if child["request"] == "Y" and child["waits"] <= 112:
        return "up to 16 weeks"
    return WAITS.order[(0, 2, 3, 4)[sum(child["waits"] > each for each in (42, 112, 140))]]


def tables_of(made: list[dict], names: tuple[str, ...] = (WHOLE, "need", "sex", "wait", "month", "year")) -> dict:
    tables = {}
    for table in names:
        counts: dict[tuple[str, str], Counter] = {}
        for child in made:
            for measure, state in states(child).items():
                group = group_of(child, measure, table)
                if group is not None:
                    counts.setdefault((measure, group), Counter())[state] += 1
        tables[table] = [
            RawFigure(MEASURES[measure], group, found[True], found[True] + found[False], found[None])
            for (measure, group), found in sorted(counts.items())
        ]
    return tables


def declared():
    """The measures of a return, with the ways to part them that the invented children have."""
    file = measures()
    groups = {"need": file.groups["sex"], **{name: file.groups[name] for name in ("sex", "wait", "month", "year")}}
    return file.model_copy(update={"groups": groups})


@given(areas, st.sampled_from([3, 5, 10]))
@settings(max_examples=10, deadline=None)
def test_no_calculation_from_all_tables_gives_a_small_count(made: list[dict], threshold: int) -> None:
    tables = tables_of(made)
    released = release(tables, declared(), Audience("who attacks", threshold))

    assert Attacker(tables, released, DAYS, PARTS).worked_out(threshold) == []


def test_nothing_follows_from_the_released_tables_of_an_invented_return(tmp_path: Path) -> None:
    file = measures()
    load = to_tables(make(150, 1, faults=2).persons, tmp_path / "tables")
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        tables = measure_tables(run_for(load, as_of=date(2026, 1, 15)), engine, file)
    released = release(tables, file, audience("board"))

    there = {
        name: [place for place, each in enumerate(figures) if each.of is not None and bool(each.group) == bool(name)]
        for name, figures in tables.items()
    }
    raw, told = ({name: [each[name][place] for place in there[name]] for name in tables} for each in (tables, released))
    parts = {name: {each.measure.id for each in figures if each.of is not None} for name, figures in tables.items()}
    attacker = Attacker(raw, told, DAYS, parts)

    assert len(attacker.secrets(5)) > 100
    assert attacker.worked_out(5) == []


def test_the_attacker_finds_what_is_hidden_by_halves() -> None:
    """Were small counts alone hidden, they would follow from the others: the attacker is one."""
    tables = tables_of(invented(3, 20))

    def naive(raw: RawFigure) -> ReleasedFigure:
        counted, of = (Suppressed() if 0 < count < 5 else Shown(count) for count in (raw.counted, raw.of))
        return ReleasedFigure(raw.measure, raw.group, counted, of, NotAvailable(""))

    released = {name: [naive(each) for each in figures] for name, figures in tables.items()}

    assert len(Attacker(tables, released, DAYS, PARTS).worked_out(5)) > 5


@given(areas)
@settings(max_examples=15, deadline=None)
def test_what_is_shown_is_true_and_never_small(made: list[dict]) -> None:
    tables = tables_of(made)
    for name, figures in release(tables, declared(), audience("board")).items():
        for told, raw in zip(figures, tables[name], strict=True):
            for value, count in ((told.counted, raw.counted), (told.of, raw.of)):
                assert not isinstance(value, Shown) or (value.count == count and not 0 < count < 5)
            both = isinstance(told.counted, Shown) and isinstance(told.of, Shown)
            assert (told.percentage is not None) == bool(both and raw.of)
            if both:
                assert not 0 < raw.of - raw.counted < 5


@given(areas)
@settings(max_examples=12, deadline=None)
def test_what_is_hidden_from_few_is_hidden_from_many(made: list[dict]) -> None:
    tables = tables_of(made)
    seen = [release(tables, declared(), each) for each in audiences().values()]
    for narrow, wide in pairwise(seen):
        for name in tables:
            for near, far in zip(narrow[name], wide[name], strict=True):
                for which in ("counted", "of"):
                    if isinstance(getattr(far, which), Shown):
                        assert isinstance(getattr(near, which), Shown)


@given(areas)
@settings(max_examples=10, deadline=None)
def test_the_same_figures_are_released_the_same_way_in_whatever_order(made: list[dict]) -> None:
    tables = tables_of(made)
    turned = {name: list(reversed(figures)) for name, figures in reversed(tables.items())}

    one, other = (release(each, declared(), audience("public")) for each in (tables, turned))

    assert one == {name: list(reversed(other[name])) for name in tables}


def figure(measure: str, counted: int, of: int, group: str = WHOLE) -> RawFigure:
    return RawFigure(MEASURES[measure], group, counted, of)


def told(released: dict[str, list[ReleasedFigure]], table: str, measure: str) -> dict[str, tuple]:
    return {each.group: (each.counted, each.of) for each in released[table] if each.measure.id == measure}


def test_with_and_without_exceptions_do_not_give_the_exceptions_away() -> None:
    """94 of 100 and 92 of 97: shown both, they say that three plans had an exception and two of them were in time."""
    tables = {WHOLE: [figure("plans-in-20-weeks", 67, 92), figure("plans-in-20-weeks-all", 69, 95)]}

    without, exceptions = release(tables, measures(), audience("board"))[WHOLE]

    assert (without.counted, without.of) == (Shown(67), Shown(92))
    assert Suppressed() in {exceptions.counted, exceptions.of}
    assert exceptions.percentage is None


def test_a_percentage_of_nearly_everybody_is_not_told() -> None:
    tables = {WHOLE: [figure("personal-budgets", 98, 100)]}

    (only,) = release(tables, measures(), audience("board"))[WHOLE]

    assert (only.counted, only.of, only.percentage) == (Suppressed(), Shown(100), None)


def test_a_small_group_takes_a_second_one_with_it() -> None:
    groups = {"F": (3, 3), "M": (40, 60), "not known": (20, 30)}
    tables = {
        WHOLE: [figure("personal-budgets", 63, 93)],
        "sex": [figure("personal-budgets", counted, of, name) for name, (counted, of) in groups.items()],
    }

    released = release(tables, measures(), audience("board"))

    assert told(released, WHOLE, "personal-budgets") == {WHOLE: (Shown(63), Shown(93))}
    assert told(released, "sex", "personal-budgets") == {
        "F": (Suppressed(), Suppressed()),
        "M": (Shown(40), Shown(60)),
        "not known": (Suppressed(), Suppressed()),
    }


def test_a_month_does_not_follow_from_its_year() -> None:
    months = {"2025-01": (9, 12), "2025-02": (2, 9), "2025-03": (8, 20), "2024-12": (10, 17)}
    tables = {
        WHOLE: [figure("decisions-in-6-weeks", 29, 58)],
        "year": [figure("decisions-in-6-weeks", *each) for each in ((19, 41, "2025"), (10, 17, "2024"))],
        "month": [figure("decisions-in-6-weeks", *count, name) for name, count in months.items()],
    }

    shown = told(release(tables, measures(), audience("board")), "month", "decisions-in-6-weeks")

    assert shown["2025-02"] == (Suppressed(), Shown(9))
    assert [each for each in shown if shown[each][0] == Suppressed()] == ["2025-01", "2025-02"]


def test_the_public_is_told_rounded_counts_and_whole_percentages() -> None:
    tables = {WHOLE: [figure("personal-budgets", 63, 93)]}

    (only,) = release(tables, measures(), audience("public"))[WHOLE]

    assert (only.counted, only.of, only.percentage) == (Shown(65), Shown(95), 68)


def test_the_team_is_told_what_there_is() -> None:
    tables = {WHOLE: [replace(figure("personal-budgets", 2, 3), unknown=1)]}

    (only,) = release(tables, measures(), audience("team"))[WHOLE]

    assert (only.counted, only.of, only.unknown, only.percentage) == (Shown(2), Shown(3), Shown(1), 66.7)


def test_what_is_not_there_is_not_hidden() -> None:
    tables = {WHOLE: [RawFigure(MEASURES["personal-budgets"], WHOLE, None, None, reason="There is no column.")]}

    (only,) = release(tables, measures(), audience("public"))[WHOLE]

    assert only.counted == only.of == NotAvailable("There is no column.")
    assert only.to_dict()["counted"] == "not available"


def test_what_is_withheld_from_a_whole_table_is_suppressed_and_not_unknown() -> None:
    tables = tables_of(invented(1, 4))

    said = release(tables, declared(), audience("public"))

    assert any(Suppressed(whole_table=True) in {each.counted, each.of} for rows in said.values() for each in rows)
    for each in (each.to_dict() for rows in said.values() for each in rows):
        assert "not available" not in {each["counted"], each["of"]}
    # So it is in what is let out, and in what a plan takes from it.
    out = letting.content(tables, declared(), load=1, year=2026, as_of=date(2026, 1, 15))
    rows = [each for each in letting.plain(out, "public") if each["percentage"] is None and each["of"] != 0]
    assert {each["state"] for each in rows} == {"suppressed"}
    trend = letting.trend([out], "public", "requests-refused")
    assert [each["state"] for each in trend] == ["suppressed"]


def test_the_whole_must_be_among_the_tables() -> None:
    with pytest.raises(ValueError, match="whole"):
        release({"sex": []}, measures(), audience("public"))
