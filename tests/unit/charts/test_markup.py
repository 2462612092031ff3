"""What holds for every chart: well-formed, unique ids, no inline style, hostile names harmless, two drawings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from extramile.web.design.charts import Bar, Table, bar_chart
from tests.unit.charts.examples import every_chart, parse

KINDS = tuple(every_chart("Ashmouth"))
HOSTILE = '<script>alert(\'1\')</script>" onload="x" & \x00\x1b'


@pytest.mark.parametrize("kind", KINDS)
def test_chart_is_well_formed_and_without_style(kind):
    chart = every_chart("Ashmouth")[kind]()
    tree = parse(chart.svg)
    ids = [each.attrib["id"] for each in tree.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    assert ids
    assert not [each for each in tree.iter() if "style" in each.attrib or each.tag.endswith("style")]
    for each in tree.iter():
        for attribute in ("aria-labelledby", "aria-describedby"):
            assert each.get(attribute, ids[0]) in ids


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_name_is_text_and_nothing_else(kind):
    chart = every_chart(HOSTILE)[kind]()
    for tree in (parse(chart.svg), parse(chart.table.__html__())):
        assert not [each for each in tree.iter() if each.tag.endswith("script") or "onload" in each.attrib]
    assert "\x00" not in chart.svg


@pytest.mark.parametrize("kind", KINDS)
@given(name=st.text(min_size=1, max_size=40))
def test_any_name_keeps_the_markup_well_formed(kind, name):
    chart = every_chart(name)[kind]()
    parse(chart.svg)
    parse(chart.table.__html__())


@pytest.mark.parametrize("kind", KINDS)
def test_chart_comes_with_its_sentence_description_and_table(kind):
    chart = every_chart("Ashmouth")[kind]()
    assert chart.title
    assert chart.description
    assert chart.table.rows
    assert all(len(row) == len(chart.table.headings) for row in chart.table.rows)
    assert any("Ashmouth" in cell for row in chart.table.rows for cell in row)


@pytest.mark.parametrize("kind", KINDS)
def test_template_does_not_escape_it_again(kind):
    chart = every_chart("Ashmouth")[kind]()
    assert escape(chart) == chart.svg
    assert isinstance(chart.svg, Markup)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"spark", "tiles", "flow"}))
def test_there_is_a_drawing_for_a_desk_and_one_for_a_phone(kind):
    svg = every_chart("Ashmouth")[kind]().svg
    assert "x-chart--wide" in svg
    assert "x-chart--narrow" in svg


def test_same_chart_twice_has_other_ids_with_other_prefixes():
    first, second = (every_chart("Ashmouth", prefix)["line"]().svg for prefix in ("a", "b"))
    assert not set(re.findall(r' id="([^"]+)"', first)) & set(re.findall(r' id="([^"]+)"', second))


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example/"])
def test_link_that_is_not_an_address_is_refused(href):
    with pytest.raises(ValueError, match="not a web address"):
        bar_chart([Bar("Ashmouth", 1, href=href)], title="x")


def test_drawing_with_links_is_not_an_image():
    large, small = parse(every_chart("Ashmouth")["tiles"]().svg).iter("{http://www.w3.org/2000/svg}svg")
    assert large.get("role") == "group"
    assert [each.get("href") for each in large.iter() if each.tag.endswith("}a")] == ["/a/?b=1&c=2"]
    assert small.get("role") == "img"
    assert not [each for each in small.iter() if each.tag.endswith("}a")]


def test_table_marks_numbers_and_the_place():
    table = Table("Plans", ("Area", "2024"), (("Ashmouth", "43%"), ("Bedleigh", "50%")), frozenset({1}), frozenset({0}))
    tree = parse(table.__html__())
    rows = tree.findall(".//tbody/tr")
    assert rows[0].get("class") == "x-here"
    assert rows[0].find("td").get("class") == "n"
    assert rows[1].find("th").get("scope") == "row"
