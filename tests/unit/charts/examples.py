"""Every kind of chart, made from the same names and values, and what a test reads in a chart."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

from extramile.web.design.charts import (
    Bar,
    Category,
    Chart,
    Column,
    Dot,
    Interval,
    Kind,
    Node,
    Part,
    Series,
    Tie,
    Tile,
    bar_chart,
    flow_chart,
    interval_chart,
    line_chart,
    share_bar,
    sparkline,
    strip_chart,
    tile_map,
    trend_columns,
)

SVG = "{http://www.w3.org/2000/svg}"


def every_chart(name: str, title: str | None = None) -> dict[str, Callable[[], Chart]]:
    """Return one of each kind, with `name` in every place where a name can stand."""
    points = [(name, 92.0), ("2023", None), ("2024", 43.0)]
    said = title or name
    return {
        "line": lambda: line_chart([Series(name, points, "place")], unit="%", subject=name, id_prefix=title),
        "spark": lambda: sparkline(points, subject=name, unit="%"),
        "strip": lambda: strip_chart([Dot(name, 4, "place"), Dot("B", None), Dot(name, 3, "neighbours")], subject=name),
        "bars": lambda: bar_chart([Bar(name, 4, "place", "/a/"), Bar(name, None)], title=said, heading=name),
        "share": lambda: share_bar([Part(name, 24, "priority"), Part("B", 21)], title=said, of_what=name),
        "columns": lambda: trend_columns(
            [Column(name, (1, 2)), Column("2024", None)], [Kind(name), Kind("B")], title=said
        ),
        "intervals": lambda: interval_chart(
            [Interval(name, 5, 10, 50, 24, 76), Interval("B", 0, 0, None, None, None)], title=said
        ),
        "flow": lambda: flow_chart(
            [("Said", [Node("a", name, here=True), Node("b", "B")]), (name, [Node("c", name * 9)])],
            [Tie("a", "c", name), Tie("b", "a", "in a column")],
            title=said,
            description=f"{name} and B",
        ),
        "tiles": lambda: tile_map(
            [Tile("1", name, 0, 0, "a", label=name, href="/a/?b=1&c=2"), Tile("2", "B", 1, 0)],
            categories=[Category("a", name, name[:2], "strength")],
            title=said,
        ),
    }


def parse(markup: str) -> ET.Element:
    """Return the markup as a tree; it raises where it is not well-formed."""
    return ET.fromstring(markup)  # noqa: S314 - our own markup


def words_in(element: ET.Element) -> list[str]:
    """Return the lines of text in an element."""
    return ["".join(each.itertext()) for each in element.iter(f"{SVG}text")]
