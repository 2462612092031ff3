"""The drawing of what leads to what: everything in it, in its column, the place marked, nothing over its edge."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extramile.web.design.charts import Chart, Node, Tie, flow_chart
from tests.unit.charts.examples import SVG, parse, words_in


def drawn(**more: str) -> Chart:
    columns = [
        ("Evidence", [Node("e1", "Survey of families"), Node("e2", "Minutes")]),
        ("Claim", [Node("c", "Families are heard early and in all their languages, wherever they live", here=True)]),
        ("Finding", [Node("f", "Families are heard")]),
    ]
    ties = [Tie("e1", "c", "is proof of"), Tie("c", "f", "was set beside"), Tie("e2", "e1", "stands in")]
    return flow_chart(columns, ties, title="What leads here", description="Three steps", **more)


def test_every_thing_stands_in_it_and_is_text() -> None:
    words = " ".join(words_in(parse(drawn().svg)))
    for each in ("Survey of families", "Minutes", "Families are heard", "Evidence", "Claim", "Finding"):
        assert each in words


def test_the_place_alone_is_marked() -> None:
    boxes = [each.get("class") for each in parse(drawn().svg).iter(f"{SVG}rect")]
    assert boxes.count("x-flow-box x-flow-box--here") == 1
    assert len(boxes) == 4


def test_columns_stand_beside_each_other_and_boxes_below() -> None:
    tree = parse(drawn().svg)
    boxes = [tuple(float(each.get(name)) for name in ("x", "y", "width", "height")) for each in tree.iter(f"{SVG}rect")]
    assert boxes[0][0] == boxes[1][0] < boxes[2][0] < boxes[3][0]
    assert boxes[0][1] + boxes[0][3] < boxes[1][1]
    width, height = float(tree.get("width")), float(tree.get("height"))
    assert all(x + wide <= width and y + high <= height for x, y, wide, high in boxes)


def test_each_tie_is_a_line_and_a_row() -> None:
    chart = drawn()
    assert len(list(parse(chart.svg).iter(f"{SVG}path"))) == 3
    assert ("Survey of families", "is proof of", chart.table.rows[0][2]) == chart.table.rows[0]
    assert [row[1] for row in chart.table.rows] == ["is proof of", "was set beside", "stands in"]


@st.composite
def threads(draw: st.DrawFn) -> tuple[list[tuple[str, list[Node]]], list[Tie]]:
    """Columns of boxes with names of any length, and ties between any two of them, also back and within a column."""
    names = st.integers(1, 30).map(lambda many: "Families wait " * many)
    columns = [
        (f"Stage {number}", [Node(f"{number}-{row}", name) for row, name in enumerate(each)])
        for number, each in enumerate(draw(st.lists(st.lists(names, max_size=5), min_size=2, max_size=7).filter(any)))
    ]
    keys = st.sampled_from([node.key for _, nodes in columns for node in nodes])
    pairs = draw(st.lists(st.tuples(keys, keys).filter(lambda pair: pair[0] != pair[1]), max_size=12))
    return columns, [Tie(start, end, "leads to") for start, end in pairs]


Point = tuple[float, float]


def pieces(path: str) -> list[list[Point]]:
    """Return the pieces of a path, each as the points within whose hull it lies: a straight one its ends, a curve its four."""
    found: list[list[Point]] = []
    here: Point = (0, 0)
    for step, words in re.findall(r"([MCH])([^MCH]*)", path):
        numbers = [float(each) for each in words.split()]
        ends = [(numbers[0], here[1])] if step == "H" else list(zip(numbers[::2], numbers[1::2], strict=True))
        if step != "M":
            found.append([here, *ends])
        here = ends[-1]
    return found


def over(piece: list[Point], box: tuple[float, ...]) -> bool:
    """Say whether a piece may lie over the inside of a box: its side alone is none of it."""
    (x, y, wide, high), (across, down) = box, zip(*piece, strict=True)
    return min(across) < x + wide and max(across) > x and min(down) < y + high and max(down) > y


@given(threads())
@settings(max_examples=50)
def test_no_line_lies_behind_a_box(thread: tuple[list[tuple[str, list[Node]]], list[Tie]]) -> None:
    columns, ties = thread
    tree = parse(flow_chart(columns, ties, title="What leads where", description="Steps").svg)
    keys = [node.key for _, nodes in columns for node in nodes]
    boxes = [tuple(float(each.get(name)) for name in ("x", "y", "width", "height")) for each in tree.iter(f"{SVG}rect")]
    of = dict(zip(keys, boxes, strict=True))
    lines = [each.get("d") for each in tree.iter(f"{SVG}path")]
    heads = max(float(each.get("y")) for each in tree.iter(f"{SVG}text") if each.get("class") == "x-flow-head")
    assert len(lines) == len(ties)

    for tie, line in zip(ties, lines, strict=True):
        drawn = pieces(line)
        assert not [(piece, box) for piece in drawn for box in boxes if over(piece, box)], line
        points = [point for piece in drawn for point in piece]
        assert all(0 <= x <= float(tree.get("width")) and heads < y <= float(tree.get("height")) for x, y in points)
        (x, y), (to_x, to_y) = points[0], points[-1]
        (at, top, wide, high), (to, to_top, to_wide, to_high) = of[tie.start], of[tie.end]
        assert (x, y) == (at + wide, pytest.approx(top + high / 2))
        assert (to_x, to_y) == (to if at < to else to + to_wide, pytest.approx(to_top + to_high / 2))


def test_lines_through_one_gap_keep_apart() -> None:
    columns = [
        ("A", [Node("a", "a"), Node("b", "b")]),
        ("B", [Node("c", "c")]),
        ("C", [Node("d", "d"), Node("e", "e")]),
    ]
    ties = [Tie(start, end, "leads to") for start in "ab" for end in "de"]
    tree = parse(flow_chart(columns, ties, title="What leads where", description="Steps").svg)
    across = [piece[0][1] for each in tree.iter(f"{SVG}path") for piece in pieces(each.get("d")) if len(piece) == 2]
    assert len(set(across)) == len(ties)
