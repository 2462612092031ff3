"""The rows behind a measure are those that it counts; what is published beside one is there."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from extramile.core.clock import limits
from extramile.core.engines import open_engine
from extramile.core.measures import Measure, list_rows, listed, measure, measures, published
from extramile.core.national import PublishedShare, open_reference
from extramile.core.rules import run_for
from extramile.core.synthetic import make, to_tables


def test_the_rows_of_a_measure_add_up_to_its_figure(tmp_path: Path) -> None:
    load = to_tables(make(60, 3, faults=2).persons, tmp_path / "tables")
    run, declared = run_for(load, as_of=date(2026, 1, 15)), measures().measures
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        for each, figure in zip(declared, measure(run, engine, declared), strict=True):
            rows = [row.counted for row in list_rows(run, engine, each)]
            assert (figure.counted, figure.of, figure.unknown) == (
                rows.count(True),
                rows.count(True) + rows.count(False),
                rows.count(None),
            )


def test_a_measure_that_the_return_does_not_hold_has_no_rows(tmp_path: Path) -> None:
    load = to_tables(make(5, 3).persons, tmp_path / "tables")
    transfers = next(each for each in measures().measures if each.years)
    run = run_for(load, as_of=date(2026, 1, 15), year=2023)
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        assert list_rows(run, engine, transfers) == []


BESIDE = {each.id: said for each in measures().measures if (said := published(each.id))}
ENGLAND = "E92000001"


def test_what_is_published_beside_a_measure_is_in_per_cent_and_there() -> None:
    facts = open_reference()
    assert {"plans-in-20-weeks", "decisions-in-6-weeks", "refusals-to-mediation", "personal-budgets"} <= BESIDE.keys()
    for each in BESIDE.values():
        if each.indicator:
            assert facts.indicators.get(each.indicator).unit == "%"
        else:
            share = PublishedShare(facts.statistics, each.counted, each.of)
            assert 0 < (share.figure(ENGLAND, share.periods[-1]).value or 0) < 100
    assert published("no-such-measure") is None


# What is counted and of what, and the percentage that the statistics publish of it. Each file, and what follows it.
PUBLISHED_SHARES = (
    ("timeliness_20_week", "plans_issued_20_weeks_ex", ("plans_issued_den_ex",), "pc_plans_issued_20_weeks_ex"),
    ("timeliness_20_week", "plans_issued_within_20_weeks", ("plans_issued_den",), "pc_plans_issued_within_20_weeks"),
    (
        "assessments",
        "outcome_decision_within_time",
        ("outcome_decision_within_time", "outcome_decision_over_time"),
        "outcome_decision_within_time_pc",
    ),
    (
        "annual_reviews",
        "number_decsion_4weeks",
        ("number_decsion_4weeks", "number_decision_gt_4weeks"),
        "pc_decsion_4weeks",
    ),
    ("sen_needs_all_plans", "number_asd", ("ehc_plans",), "asd_pc"),
)


@pytest.mark.parametrize(("file", "counted", "of", "percentage"), PUBLISHED_SHARES)
def test_a_share_made_of_published_counts_is_the_published_one(
    file: str, counted: str, of: tuple[str, ...], percentage: str
) -> None:
    facts = open_reference()
    made = PublishedShare(facts.statistics, [f"{file}.{counted}"], [f"{file}.{each}" for each in of])
    own = PublishedShare(facts.statistics, [f"{file}.{percentage}"])
    compared = 0
    for place in [ENGLAND, *(each.code for each in facts.areas.current())]:
        for period in made.periods:
            ours, theirs = made.figure(place, period).value, own.figure(place, period).value
            assert (ours is None) == (theirs is None)
            if ours is not None and theirs is not None:
                compared += 1
                assert abs(ours - theirs) <= 0.0501
    assert compared > 100


def test_a_row_says_what_decided_it_in_the_order_in_which_it_is_named(tmp_path: Path) -> None:
    load = to_tables(make(60, 3).persons, tmp_path / "tables")
    run, each = run_for(load, as_of=date(2026, 1, 15)), measures().measures[0]
    with open_engine("duckdb", {name: [load.path(name)] for name in load.counts}) as engine:
        rows = list_rows(run, engine, each)
    names = listed(each, load.described)
    assert any(name.startswith("Days from") and name.endswith("(at most 140)") for name in names)
    row = next(row for row in rows if row.counted is not None)
    told = dict(zip(names, row.read, strict=True))
    days = int(next(value for name, value in told.items() if name.startswith("Days from")))
    received, started = (date.fromisoformat(each) for each in row.read[:2])
    assert (days, days <= 140, row.request is not None) == ((started - received).days, row.counted, True)


def test_a_measure_by_a_limit_of_the_clock_says_what_the_limit_says() -> None:
    twenty_weeks = next(each for each in limits().limits if each.id == "T08")
    known = {each.id: each for name in ("sen2", "annex_a") for each in measures(name).measures}
    for name in ("plans-in-20-weeks", "plans-in-20-weeks-all", "assessments-waiting-too-long"):
        assert (known[name].basis, known[name].grade) == (twenty_weeks.basis, twenty_weeks.grade)
    assert known["phase-transfers-on-time"].basis == (
        "SEND Regulations 2014, regulation 18(1)(a) and regulation 18(1)(b)"
    )
    # Who rests on a regulation that a limit of the clock has says so by the limit.
    for each in known.values():
        assert each.limits or "Regulations" not in each.basis


@pytest.mark.parametrize(
    ("said", "wrong"),
    [({"limits": ["T99"]}, "no limit is called T99"), ({"limits": ["T08"], "grade": "R"}, "rests on")],
)
def test_a_limit_that_is_none_or_is_contradicted_is_refused(said: dict[str, object], wrong: str) -> None:
    names = ("id", "title", "table", "of", "counts", "population")
    with pytest.raises(ValidationError, match=wrong):
        Measure.model_validate({**dict.fromkeys(names, "a"), "good": "high", **said})
