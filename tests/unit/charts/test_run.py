"""A run chart shows every figure that is known at its day, rings what makes a signal, and draws no arrow."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from extramile.web.design.charts import Mark, RunPoint, Usual, Way, run_chart_drawing
from extramile.web.design.figures import Missing
from tests.unit.charts.examples import SVG, parse, words_in

START = date(2026, 1, 31)
VALUES = st.lists(st.one_of(st.none(), st.just(Missing.SUPPRESSED), st.floats(0, 100)), max_size=14)


def points(values):
    return [RunPoint(START + timedelta(days=30 * n), f"month {n}", value, n == 0) for n, value in enumerate(values)]


def first_svg(chart):
    return next(parse(chart.svg).iter(f"{SVG}svg"))


@given(VALUES)
def test_every_known_figure_is_a_dot_and_every_figure_a_row(values):
    chart = run_chart_drawing(points(values), title="Told once", unit="%")
    dots = [each for each in first_svg(chart).iter(f"{SVG}circle") if each.get("r") == "5"]
    assert len(dots) == sum(isinstance(value, float) for value in values)
    assert [row[1] for row in chart.table.rows].count("suppressed") == values.count(Missing.SUPPRESSED)
    assert len(chart.table.rows) == len(values)


def test_what_makes_a_signal_has_a_ring_and_its_letter_and_the_words_stand_beneath():
    rows = points([1.0, 2.0, 3.0])
    mark = Mark("A", "A trend: each higher <than> the one before", frozenset(each.day for each in rows[1:]))
    chart = run_chart_drawing(rows, title="Told once", marks=[mark])
    svg = first_svg(chart)
    assert len([each for each in svg.iter(f"{SVG}circle") if each.get("class") == "x-ring"]) == 2
    assert [row[2] for row in chart.table.rows] == ["–", "A", "A"]
    assert "each higher &lt;than&gt; the one before" in chart.svg
    assert "A trend" in chart.description


def test_centre_limits_and_target_are_named_at_their_ends():
    way = Way([(START, 40.0), (START + timedelta(days=400), 70.0)], "Mar 2027")
    chart = run_chart_drawing(points([40.0, 44.0]), title="t", unit="%", usual=Usual(42, 30, 54), way=way)
    said = words_in(first_svg(chart))
    for each in ("Latest 44%", "Centre 42%", "Upper limit 54%", "Lower limit 30%"):
        assert each in said
    assert "Target 70% by Mar 2027" in chart.description


def test_on_a_phone_words_stand_at_their_lines_or_are_led_there_and_the_axis_tells_where_it_begins_and_ends():
    way = Way([(START, 35.0), (START + timedelta(days=730), 75.0)], "Jan 2028")
    rows = [RunPoint(START + timedelta(days=40 * n), f"M{n:02} 2026", 35.0 + 2 * n) for n in range(12)]
    chart = run_chart_drawing(rows, title="t", unit="%", usual=Usual(42, 33, 51), way=way)
    phone = list(parse(chart.svg).iter(f"{SVG}svg"))[1]
    said = words_in(phone)
    for each in ("Upper 51%", "Centre 42%", "Lower 33%", "M00 2026", "M11 2026", "Jan 2028"):
        assert each in said
    assert not leaders(phone)
    close = run_chart_drawing(rows, title="t", unit="%", usual=Usual(42, 40, 44), way=way)
    assert leaders(list(parse(close.svg).iter(f"{SVG}svg"))[1]), "centre and limits lie closer than words are high"


def leaders(svg):
    return [each for each in svg.iter(f"{SVG}path") if each.get("class") == "x-leader"]


def test_days_that_lie_far_apart_are_drawn_far_apart():
    days = [START, START + timedelta(days=10), START + timedelta(days=110)]
    rows = [RunPoint(day, day.isoformat(), 5.0) for day in days]
    dots = [float(each.get("cx")) for each in first_svg(run_chart_drawing(rows, title="t")).iter(f"{SVG}circle")]
    assert dots[2] - dots[1] > 5 * (dots[1] - dots[0])


def test_a_run_without_a_figure_says_so():
    assert "No figures" in run_chart_drawing([], title="t").description
