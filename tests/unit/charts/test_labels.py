"""No two end labels overlap, their order is kept, and none moves without need."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extramile.web.design.charts import Series, line_chart
from extramile.web.design.charts.labels import spread
from tests.unit.charts.examples import SVG, parse

WANTED = st.lists(st.tuples(st.floats(-50, 300), st.sampled_from([19.0, 38.0, 57.0])), min_size=1, max_size=14)


@given(WANTED)
def test_labels_never_overlap_and_keep_their_order(wanted):
    places, heights = [y for y, _ in wanted], [height for _, height in wanted]
    centres = spread(places, heights, 0, 220)
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    for above, below in pairwise(order):
        assert centres[above] + heights[above] / 2 <= centres[below] - heights[below] / 2 + 1e-6
    if sum(heights) <= 220:
        assert all(
            height / 2 - 1e-6 <= y <= 220 - height / 2 + 1e-6 for y, height in zip(centres, heights, strict=True)
        )


@given(st.lists(st.integers(0, 8), min_size=1, max_size=6, unique=True))
def test_labels_with_room_stay_where_they_want(steps):
    wanted = [20.0 + 25 * step for step in steps]
    assert spread(wanted, [19.0] * len(wanted), 0, 300) == wanted


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=9),
    st.sampled_from(["Leeds", "Bournemouth, Christchurch and Poole", "Kensington and Chelsea"]),
)
def test_lines_of_end_labels_in_the_drawing_are_apart(values, name):
    series = [
        Series(name, [("2023", 50), ("2024", value)], "place" if not index else "other")
        for index, value in enumerate(values)
    ]
    tree = parse(line_chart(series, unit="%").svg)
    for svg in tree.iter(f"{SVG}svg"):
        baselines = sorted(float(each.get("y")) for each in svg.iter(f"{SVG}text") if "x-end" in each.get("class", ""))
        assert all(lower - upper >= 18.8 for upper, lower in pairwise(baselines))
        height = float(svg.get("viewBox").split()[3])
        assert all(10 <= y <= height for y in baselines)
