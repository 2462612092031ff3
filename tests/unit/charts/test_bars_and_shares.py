"""Bars, shares, columns, intervals and strips show each figure once, at its length, and say what is missing."""

import pytest

from extramile.web.design.charts import (
    Bar,
    Column,
    Dot,
    Interval,
    Kind,
    Part,
    bar_chart,
    interval_chart,
    share_bar,
    strip_chart,
    trend_columns,
)
from tests.unit.charts.examples import SVG, parse, words_in


def widths(svg):
    return [float(each.get("width")) for each in svg.iter(f"{SVG}rect") if "x-bar" in each.get("class")]


def test_bars_are_ranked_in_proportion_and_the_unknown_come_last():
    chart = bar_chart([Bar("A", 10), Bar("B", None), Bar("C", 20)], title="x")
    assert [row[0] for row in chart.table.rows] == ["C", "A", "B"]
    first = next(parse(chart.svg).iter(f"{SVG}svg"))
    long, short = widths(first)
    assert long == pytest.approx(2 * short, abs=0.2)
    assert "not available" in words_in(first)


def test_bar_below_zero_goes_to_the_left():
    first = next(parse(bar_chart([Bar("A", 4), Bar("B", -4)], title="x").svg).iter(f"{SVG}svg"))
    right, left = (each for each in first.iter(f"{SVG}rect") if "x-bar" in each.get("class"))
    assert float(left.get("x")) + float(left.get("width")) == pytest.approx(float(right.get("x")), abs=0.2)
    assert "−4" in words_in(first)


def test_share_bar_gives_both_numbers_and_a_part_of_none_is_told():
    chart = share_bar([Part("Required", 24), Part("Not required", 21), Part("Unknown", 0)], title="x")
    words = words_in(next(parse(chart.svg).iter(f"{SVG}svg")))
    assert {"53%", "24 of 45", "21 of 45", "0 of 45", "Unknown"} <= set(words)
    assert chart.table.rows[0] == ("Required", "24", "45", "53%")
    parse(share_bar([Part("Required", 0)], title="x").svg)


def test_columns_give_totals_and_an_unknown_year_is_no_zero():
    chart = trend_columns([Column("2023", (6, 12)), Column("2024", None)], [Kind("P"), Kind("I")], title="x")
    assert chart.table.rows == (("2023", "6", "12", "18"), ("2024", *["not available"] * 3))
    assert "18" in words_in(parse(chart.svg))
    assert "2024: not available." in chart.description


def test_interval_lies_around_its_share_and_no_inspections_is_no_zero():
    chart = interval_chart([Interval("A", 5, 12, 41.7, 19.3, 68), Interval("B", 0, 0, None, None, None)], title="x")
    assert chart.table.rows == (
        ("A", "5", "12", "42%", "19% to 68%"),
        ("B", "0", "0", "not available", "not available"),
    )
    assert chart.svg.count("<circle") == 2
    assert chart.svg.count("x-whisker ") == 2


def test_strip_has_a_dot_for_every_known_area():
    dots = [Dot(f"Area {index}", index % 7) for index in range(40)]
    dots += [Dot("Ash", 3, "place"), Dot("Bed", 4, "neighbours"), Dot("Cey", None)]
    chart = strip_chart(dots, england=3.5, decimals=1, subject="Plans")
    first = next(parse(chart.svg).iter(f"{SVG}svg"))
    spots = {(each.get("cx"), each.get("cy")) for each in first.iter(f"{SVG}circle")}
    assert len(list(first.iter(f"{SVG}circle"))) == len(spots) == 42
    assert "England 3.5" in words_in(first)
    assert "Ash 3.0" in words_in(first)
    assert len(chart.table.rows) == 43
    assert chart.table.rows[-1][:2] == ("Cey", "not available")


def test_shares_that_do_not_make_a_hundred_say_so():
    thirds = share_bar([Part("A", 1, "strength"), Part("B", 1, "develop"), Part("C", 1, "priority")], title="x")
    assert thirds.note == "Shares are rounded: they add up to 99%."
    assert share_bar([Part("A", 1, "strength"), Part("B", 1, "develop")], title="x").note == ""
    assert share_bar([Part("A", 0, "strength")], title="x").note == ""
