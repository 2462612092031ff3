"""A line chart shows what is known and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from extramile.web.design.charts import Series, line_chart, sparkline
from extramile.web.design.charts.scale import axis
from extramile.web.design.figures import figure
from tests.unit.charts.examples import SVG, parse, words_in

VALUES = st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=12)


def series(values, role="place"):
    return Series("Ashmouth", [(str(2010 + index), value) for index, value in enumerate(values)], role)


def runs(values):
    found, run = [], 0
    for value in [*values, None]:
        if value is None:
            found += [run] * bool(run)
            run = 0
        else:
            run += 1
    return found


@given(VALUES)
def test_line_breaks_at_every_gap(values):
    svg = next(parse(line_chart([series(values)], unit="%").svg).iter(f"{SVG}svg"))
    path = next((each.get("d") for each in svg.iter(f"{SVG}path") if "x-line" in each.get("class")), "")
    drawn = [len(part.split("L")) for part in path.split("M") if part]
    assert drawn == [run for run in runs(values) if run > 1]
    dots = [each for each in svg.iter(f"{SVG}circle") if each.get("r") == "3.5"]
    assert len(dots) == runs(values).count(1)


@given(VALUES)
def test_table_is_the_data(values):
    chart = line_chart([series(values)], unit="%", decimals=1)
    assert [row[1] for row in chart.table.rows] == [figure(value, "%", 1) for value in values]


def test_series_of_other_periods_are_joined_by_label():
    early = Series("England", [("2021", 1), ("2022", 2)], "england")
    late = Series("Ashmouth", [("2022", 3), ("2023", 4)], "place")
    assert line_chart([early, late]).table.rows == (
        ("2021", "1", "not available"),
        ("2022", "2", "3"),
        ("2023", "not available", "4"),
    )


def test_line_that_ends_early_says_when():
    chart = line_chart([series([1, 2, None]), Series("England", [("2012", 5)], "england")])
    assert any("(2011)" in words for words in words_in(parse(chart.svg)))


def test_axis_of_a_share_begins_at_zero_and_of_a_score_where_it_is():
    assert axis([43, 92], unit="%").ticks == (0, 25, 50, 75, 100)
    assert axis([-0.52, -0.03], unit="score", decimals=2).high == 0
    assert axis([46.1, 47.3], unit="score", decimals=1).low > 40
    assert axis([0, 1]).ticks == (0, 1)
    assert axis([]).low == 0


@given(st.lists(st.floats(-1e6, 1e6), max_size=8), st.integers(0, 2), st.sampled_from(["%", "", "score", "£"]))
def test_axis_holds_all_values_with_few_ticks(values, decimals, unit):
    scale = axis(values, unit=unit, decimals=decimals)
    hair = 1e-8 * (scale.high - scale.low)
    assert all(scale.low - hair <= value <= scale.high + hair for value in values)
    assert 2 <= len(scale.ticks) <= 6
    assert scale.decimals <= max(decimals, 0)


@given(VALUES)
def test_sparkline_ends_with_a_dot_if_anything_is_known(values):
    svg = sparkline(series(values).points, subject="Plans").svg
    assert ("x-dot--place" in svg) == any(value is not None for value in values)
