"""Charts as SVG drawn on the server: pure functions from plain values to markup.

Each returns a `Chart`: the drawing, the sentence over it, its description in words, and the table of its data, so that
a chart never stands on a page alone. On a page: `<h2>{{ chart.title }}</h2>{{ chart }}{{ chart.table }}`.
"""

from extramile.web.design.charts.bars import bar_chart
from extramile.web.design.charts.columns import trend_columns
from extramile.web.design.charts.flow import flow_chart
from extramile.web.design.charts.intervals import interval_chart
from extramile.web.design.charts.line import line_chart
from extramile.web.design.charts.model import (
    Bar,
    Category,
    Chart,
    Column,
    Dot,
    Interval,
    Kind,
    Node,
    Part,
    Role,
    Series,
    Table,
    Tie,
    Tile,
    Tone,
)
from extramile.web.design.charts.run import Mark, RunPoint, Usual, Way, run_chart_drawing
from extramile.web.design.charts.sentences import (
    sentence_for_comparison,
    sentence_for_place_in_range,
    sentence_for_share,
    sentence_for_trend,
)
from extramile.web.design.charts.shares import share_bar
from extramile.web.design.charts.spark import sparkline
from extramile.web.design.charts.strip import strip_chart
from extramile.web.design.charts.tiles import tile_map
from extramile.web.design.charts.variation import marks, run_points, usual

__all__ = [
    "Bar",
    "Category",
    "Chart",
    "Column",
    "Dot",
    "Interval",
    "Kind",
    "Mark",
    "Node",
    "Part",
    "Role",
    "RunPoint",
    "Series",
    "Table",
    "Tie",
    "Tile",
    "Tone",
    "Usual",
    "Way",
    "bar_chart",
    "flow_chart",
    "interval_chart",
    "line_chart",
    "marks",
    "run_chart_drawing",
    "run_points",
    "sentence_for_comparison",
    "sentence_for_place_in_range",
    "sentence_for_share",
    "sentence_for_trend",
    "share_bar",
    "sparkline",
    "strip_chart",
    "tile_map",
    "trend_columns",
    "usual",
]
