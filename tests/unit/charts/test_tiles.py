"""The tile map: every area once, no two on one square, in the shape of England; never by colour alone."""

import csv
from collections import Counter

import pytest

from extramile.core.definitions import Definition, folder, read
from extramile.web.design.charts import Category, Tile, tile_map
from tests.unit.charts.examples import SVG, parse


class TileMapDefinition(Definition):
    positions: str


@pytest.fixture(scope="module")
def cells():
    with (folder() / "tile_map.csv").open(newline="") as file:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


def test_every_area_has_a_square_of_its_own(cells):
    assert len(cells) == 153
    assert len(set(cells.values())) == 153
    assert {"201", "420", "839", "838", "940", "941", "942", "943", "825"} <= set(cells)
    assert not {"909", "928", "837", "836"} & set(cells), "areas that are no more"
    assert min(column for column, _ in cells.values()) == min(row for _, row in cells.values()) == 0


def test_it_reads_like_a_map_of_england(cells):
    column = {code: cell[0] for code, cell in cells.items()}
    row = {code: cell[1] for code, cell in cells.items()}
    assert row["929"] == 0, "Northumberland is the north"
    assert column["420"] == 0, "Isles of Scilly are the west"
    assert column["420"] < column["908"] < column["878"] < column["850"] < column["886"], "Scilly to Kent"
    assert row["391"] < row["383"] < row["330"] < row["201"] < row["846"], "Newcastle to Brighton"
    assert column["341"] < column["352"] < column["373"] < column["810"], "Liverpool to Hull"
    # No tile but an island stands alone.
    taken = set(cells.values())
    alone = {c for c, (x, y) in cells.items() if not {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} & taken}
    assert alone <= {"420", "921"}
    assert max(column.values()) < 17, "a tile can be read at 320 px"


def test_definition_says_where_it_comes_from():
    definition = read(folder() / "tile_map.yaml", TileMapDefinition)
    assert definition.positions == "tile_map.csv"


def test_category_is_said_by_letter_key_and_name():
    categories = [Category("1", "Typically positive", "P", "strength"), Category("3", "Failings", "W", "priority")]
    tiles = [Tile("1", "Ash", 0, 0, "1"), Tile("2", "Bed", 1, 0, "3", here=True), Tile("3", "Cey", 0, 1)]
    chart = tile_map(tiles, categories=categories, title="Outcomes", none="Not yet inspected")
    tree = parse(chart.svg)
    assert [each.get("aria-label") for each in tree.iter(f"{SVG}g")] == [
        "Ash: Typically positive",
        "Cey: Not yet inspected",
        "Bed: Failings",
    ]
    assert Counter(each.text for each in tree.iter(f"{SVG}text")) == {"P": 2, "W": 2, "–": 2}
    words = " ".join(tree.itertext())
    assert "Typically positive, 1" in words
    assert "Not yet inspected, 1" in words


def test_values_fall_into_steps_as_they_are_shown():
    tiles = [
        Tile(str(index), f"Area {index}", index, 0, value=value) for index, value in enumerate([0, 19.94, 19.96, 99])
    ]
    tree = parse(tile_map([*tiles, Tile("x", "None", 5, 0)], unit="%", decimals=1, title="Plans").svg)
    marks = {each.get("aria-label"): each.find(f"{SVG}text").text for each in tree.iter(f"{SVG}g")}
    assert marks["Area 1: 19.9%"] == "1"
    assert marks["Area 2: 20.0%"] == "2"
    assert marks["None: No figure"] == "–"
