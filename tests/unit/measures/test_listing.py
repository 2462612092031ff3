"""The rows behind a measure are those that it counts; what is published beside one is there."""

from datetime import date
from pathlib import Path

from extramile.core.engines import open_engine
from extramile.core.measures import list_rows, listed, measure, measures, published
from extramile.core.national import open_reference
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


def test_what_is_published_beside_a_measure_is_an_indicator_in_per_cent() -> None:
    beside = [said for each in measures().measures if (said := published(each.id))]
    assert len(beside) > 5
    for each in beside:
        assert open_reference().indicators.get(each.indicator).unit == "%"
    assert published("no-such-measure") is None


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
