"""The drawing of what leads to what: everything in it, in its column, the place marked, nothing over its edge."""

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
