"""Lay out the tile map of England: one tile for each local area, near its true place, the same size for all.

    python -m tools.tile_map DISTRICTS.geojson LOOKUP.csv > extramile/definitions/tile_map.csv

DISTRICTS is the ONS file of local authority districts (2023), LOOKUP the list of local authorities with `la_code`,
`la_code_new` and `region_code`. The steps, all from a fixed seed, in less than a minute:

1. An area's place is the mean of its districts' centroids; areas that share a boundary are neighbours.
2. The ground flows until each area is as large as any other: small ones are springs, large ones drains (a cartogram
   by its centres). London and the northern cities swell and push the counties around them outwards.
3. Discs of one size on these places push each other apart, while neighbours hold together.
4. Discs take the nearest free squares of a grid, then many small swaps and moves (simulated annealing) are tried; kept
   are those that bring neighbours together, in the right direction, on a coast without holes.
"""

import csv
import json
import math
import random
import sys
from collections import defaultdict
from pathlib import Path

# Districts (E07) are numbered county by county, in the counties' order of name; these are the counties that remain.
COUNTIES = {
    "E10000003": [(8, 12)],  # Cambridgeshire
    "E10000007": [(32, 39)],  # Derbyshire
    "E10000008": [(40, 47)],  # Devon
    "E10000011": [(61, 65)],  # East Sussex
    "E10000012": [(66, 77)],  # Essex
    "E10000013": [(78, 83)],  # Gloucestershire
    "E10000014": [(84, 94)],  # Hampshire
    "E10000015": [(95, 103), (240, 243)],  # Hertfordshire: four districts have newer numbers
    "E10000016": [(105, 116)],  # Kent
    "E10000017": [(117, 128)],  # Lancashire
    "E10000018": [(129, 135)],  # Leicestershire
    "E10000019": [(136, 142)],  # Lincolnshire
    "E10000020": [(143, 149)],  # Norfolk
    "E10000024": [(170, 176)],  # Nottinghamshire
    "E10000025": [(177, 181)],  # Oxfordshire
    "E10000028": [(192, 199)],  # Staffordshire
    "E10000029": [(200, 206), (244, 245)],  # Suffolk: two districts merged from four
    "E10000030": [(207, 217)],  # Surrey
    "E10000031": [(218, 222)],  # Warwickshire
    "E10000032": [(223, 229)],  # West Sussex
    "E10000034": [(234, 239)],  # Worcestershire
}
# Water that a bridge, a ferry or habit crosses: no shared boundary, and yet neighbours on any map.
ACROSS_WATER = [("420", "908"), ("921", "850"), ("921", "851"), ("811", "810"), ("876", "341"), ("883", "886")]
# Corners by which England is known, lost when every area is one tile: these are drawn out by so many squares (columns
# to the east, rows to the south). This is the hand of the draughtsman, and said so.
DRAWN_OUT = {
    "929": (0, -2.2),  # Northumberland, to the Scottish border
    "942": (-0.5, -1.2),  # Cumberland
    "926": (0.9, -0.6),  # Norfolk, the bulge of East Anglia
    "935": (0.7, -0.3),  # Suffolk
    "886": (1.6, 0.6),  # Kent
    "887": (1.6, 0.2),  # Medway
    "319": (0, -1.2),  # Sutton, which has no beach: Sussex lies south of it
    "845": (0, 0.6),  # East Sussex
    "846": (0, 0.6),  # Brighton and Hove
    "938": (-0.3, 0.6),  # West Sussex
    "921": (-0.3, 1.6),  # Isle of Wight, an island
    "878": (-1.0, 0.2),  # Devon, the south-western peninsula
    "908": (-1.6, 0.8),  # Cornwall
    "420": (-2.6, 1.6),  # Isles of Scilly, out at sea
    "879": (-1.0, 0.8),  # Plymouth
    "880": (-0.5, 0.7),  # Torbay
}
# Swapped by hand at the end: Surrey comes out of London to stand between Richmond and West Sussex.
SWAPPED = [("314", "936")]
ISLANDS = frozenset({"420", "921"})
# The square that one disc stands on, in metres: the mean area of an English local area.
SQUARE = 29_000
SEED = 2
ROUNDS = 900_000

# A degree of latitude in squares, and of longitude in the middle of England.
DEGREE = 111_300 / SQUARE
DEGREE_EAST = DEGREE * math.cos(math.radians(52.8))

Place = tuple[float, float]
Cell = tuple[int, int]


def county_of(district: str) -> str:
    """Return the county of a district, or the code itself where the district is a local area of its own."""
    if not district.startswith("E07"):
        return district
    number = int(district[3:])
    for county, ranges in COUNTIES.items():
        if any(first <= number <= last for first, last in ranges):
            return county
    raise ValueError(f"district {district} belongs to no county listed here")


def read(districts: Path, lookup: Path) -> tuple[dict[str, Place], dict[str, float], set[tuple[str, str]]]:
    """Return each area's place (in squares, north up), its size in squares, and the pairs of neighbours."""
    with lookup.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["la_code_new"]]
    code_of = {row["la_code_new"]: row["la_code"] for row in rows}
    # Two codes of Buckinghamshire are in use: its old county code and that of the unitary.
    code_of |= {row["ltla23_ons"]: row["la_code"] for row in rows if row["ltla23_ons"]}
    sizes = defaultdict(float)
    parts = defaultdict(list)
    owners = defaultdict(set)
    for feature in json.loads(districts.read_text("utf-8"))["features"]:
        properties = feature["properties"]
        if not properties["LAD23CD"].startswith("E"):
            continue
        code = code_of[county_of(properties["LAD23CD"])]
        parts[code].append((properties["BNG_E"] / SQUARE, properties["BNG_N"] / SQUARE))
        sizes[code] += _size(feature["geometry"]["coordinates"])
        for point in _points(feature["geometry"]["coordinates"]):
            owners[point].add(code)
    missing = {row["la_code"] for row in rows} - set(parts)
    if missing:
        raise ValueError(f"no boundary for {sorted(missing)}")
    places = {code: tuple(sum(axis) / len(each) for axis in zip(*each, strict=True)) for code, each in parts.items()}
    near = {tuple(sorted(pair)) for codes in owners.values() for pair in _pairs(codes)}
    return places, dict(sizes), near | {tuple(sorted(pair)) for pair in ACROSS_WATER}


def _points(coordinates: list) -> list[tuple[float, float]]:
    if isinstance(coordinates[0], (int, float)):
        return [(round(coordinates[0], 4), round(coordinates[1], 4))]
    return [point for part in coordinates for point in _points(part)]


def _size(coordinates: list) -> float:
    """Return the area of a polygon or several; a hole, wound the other way, counts against it."""
    if not isinstance(coordinates[0][0], (int, float)):
        return (
            abs(sum(_size(part) for part in coordinates)) if _is_ring(coordinates[0]) else sum(map(_size, coordinates))
        )
    ends = zip(coordinates, [*coordinates[1:], coordinates[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in ends) / 2 * DEGREE * DEGREE_EAST


def _is_ring(part: list) -> bool:
    return isinstance(part[0][0], (int, float))


def _pairs(codes: set[str]) -> list[tuple[str, str]]:
    ordered = sorted(codes)
    return [(first, second) for index, first in enumerate(ordered) for second in ordered[index + 1 :]]


def flow(places: dict[str, Place], sizes: dict[str, float]) -> dict[str, Place]:
    """Return the places after every area has grown or shrunk to the same size, moving all the others as water would."""
    now = dict(places)
    steps = 200
    for step in range(steps):
        moved = {}
        for code, (x, y) in now.items():
            across = up = 0.0
            for other, (ox, oy) in now.items():
                if other == code:
                    continue
                dx, dy = x - ox, y - oy
                # Inside an area its flow is weaker towards the middle.
                size = sizes[other] + (1 - sizes[other]) * step / steps
                square = max(dx * dx + dy * dy, size / math.pi)
                push = (1 - sizes[other]) / steps / (2 * math.pi * square)
                across, up = across + push * dx, up + push * dy
            moved[code] = (x + across, y + up)
        now = moved
    return now


def spread_discs(places: dict[str, Place], near: set[tuple[str, str]]) -> dict[str, Place]:
    """Return the discs' places after they have pushed apart those too near and pulled together neighbours too far."""
    codes = sorted(places)
    x = {code: places[code][0] for code in codes}
    y = {code: places[code][1] for code in codes}
    for step in range(500):
        cooling = 1 - step / 600
        moves = {code: [0.0, 0.0] for code in codes}
        for index, first in enumerate(codes):
            for second in codes[index + 1 :]:
                dx, dy = x[second] - x[first], y[second] - y[first]
                apart = math.hypot(dx, dy) or 1e-6
                if apart < 1.0:
                    push = 0.32 * (1.0 - apart) / apart
                elif apart > 1.02 and (first, second) in near:
                    push = -0.03 * (apart - 1.02) / apart
                else:
                    continue
                for code, side in ((first, -1), (second, 1)):
                    moves[code][0] += side * push * dx
                    moves[code][1] += side * push * dy
        for code, (dx, dy) in moves.items():
            x[code] += cooling * dx
            y[code] += cooling * dy
    return {code: (x[code], y[code]) for code in codes}


def on_grid(discs: dict[str, Place]) -> dict[str, Cell]:
    """Return a first square for each disc: the nearest that is still free, the most crowded first."""
    left, top = min(x for x, _ in discs.values()), max(y for _, y in discs.values())
    cells: dict[str, Cell] = {}
    taken: set[Cell] = set()
    for code, (x, y) in sorted(discs.items(), key=lambda item: (math.dist(item[1], discs["201"]), item[0])):
        wanted = (x - left, top - y)
        free = ((column, row) for column in range(-1, 24) for row in range(-1, 28) if (column, row) not in taken)
        cells[code] = min(free, key=lambda cell: (math.dist(cell, wanted), cell))
        taken.add(cells[code])
    return cells


class Layout:
    """The squares taken, and what they cost: the lower, the more like England."""

    def __init__(self, cells: dict[str, Cell], places: dict[str, Place], discs: dict[str, Place], near: set) -> None:
        self.cells = dict(cells)
        self.taken = {cell: code for code, cell in cells.items()}
        left, top = min(x for x, _ in discs.values()), max(y for _, y in discs.values())
        self.wanted = {code: (x - left, top - y) for code, (x, y) in discs.items()}
        for code, (across, down) in DRAWN_OUT.items():
            column, row = self.wanted[code]
            self.wanted[code] = (column + across, row + down)
        self.ways = defaultdict(list)
        for first, second in near:
            dx, dy = places[second][0] - places[first][0], places[first][1] - places[second][1]
            length = math.hypot(dx, dy) or 1
            self.ways[first].append((second, dx / length, dy / length))
            self.ways[second].append((first, -dx / length, -dy / length))
        # Neighbours of neighbours keep the compass: that is what holds the home counties around London.
        self.compass = defaultdict(list)
        for code, ways in self.ways.items():
            beyond = {further for other, _, _ in ways for further, _, _ in self.ways[other]}
            for other in beyond - {code} - {each for each, _, _ in ways}:
                dx, dy = places[other][0] - places[code][0], places[code][1] - places[other][1]
                length = math.hypot(dx, dy) or 1
                self.compass[code].append((other, dx / length, dy / length))

    def cost_of(self, code: str) -> float:
        """Return what an area's square costs: far from its neighbours, in a wrong direction, far from its disc."""
        column, row = self.cells[code]
        wanted = self.wanted[code]
        cost = (2.5 if code in DRAWN_OUT else 0.25) * ((column - wanted[0]) ** 2 + (row - wanted[1]) ** 2)
        for other, dx, dy in self.ways[code]:
            there = self.cells[other]
            across, down = there[0] - column, there[1] - row
            length = math.hypot(across, down)
            gap = max(0.0, length - 1.1)
            cost += 0.9 * gap * gap + 0.4 * gap + 1.1 * (1 - (across * dx + down * dy) / length)
        for other, dx, dy in self.compass[code]:
            there = self.cells[other]
            across, down = there[0] - column, there[1] - row
            cost += 0.7 * (1 - (across * dx + down * dy) / math.hypot(across, down)) ** 1.5
        return cost

    def coast_of(self, cells: set[Cell]) -> float:
        """Return what the coast around these squares costs: lone tiles, holes and ragged edges."""
        cost = 0.0
        for column, row in cells:
            sides = sum(
                (column + across, row + down) in self.taken for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1))
            )
            if self.taken.get((column, row)) in ISLANDS:
                continue
            if (column, row) in self.taken:
                cost += (3.0, 0.6, 0, 0, 0)[sides]
            else:
                cost += (0, 0, 0.3, 4.0, 9.0)[sides]
        return cost

    def put(self, code: str, cell: Cell) -> None:
        """Move an area to a square, or swap it with the one that stands there."""
        other, old = self.taken.get(cell), self.cells[code]
        self.cells[code], self.taken[cell] = cell, code
        if other is None:
            del self.taken[old]
        else:
            self.cells[other], self.taken[old] = old, other

    def try_move(self, code: str, cell: Cell, heat: float, chance: float) -> None:
        """Move or swap, and take it back if it costs more than the heat allows."""
        other, old = self.taken.get(cell), self.cells[code]
        touched = [code] if other is None else [code, other]
        around = (
            set()
            if other
            else {
                (place[0] + across, place[1] + down)
                for place in (old, cell)
                for across, down in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
            }
        )
        before = sum(map(self.cost_of, touched)) + self.coast_of(around)
        self.put(code, cell)
        change = sum(map(self.cost_of, touched)) + self.coast_of(around) - before
        if change > 0 and chance >= math.exp(-change / heat):
            self.put(code, old)


def settle(layout: Layout) -> None:
    """Try many small changes, fewer and fewer of them for the worse."""
    chance = random.Random(SEED)  # noqa: S311 - the same map each time
    codes = sorted(layout.cells)
    for step in range(ROUNDS):
        heat = 2.0 * (0.01 ** (step / ROUNDS)) + 1e-3
        code = chance.choice(codes)
        column, row = layout.cells[code]
        reach = 1 if chance.random() < 0.6 else 2
        cell = (column + chance.randint(-reach, reach), row + chance.randint(-reach, reach))
        if cell != (column, row):
            layout.try_move(code, cell, heat, chance.random())


def main() -> None:
    """Write the map as CSV to the standard output."""
    places, sizes, near = read(Path(sys.argv[1]), Path(sys.argv[2]))
    discs = spread_discs(flow(places, sizes), near)
    layout = Layout(on_grid(discs), places, discs, near)
    settle(layout)
    for first, second in SWAPPED:
        layout.put(first, layout.cells[second])
    left, top = min(cell[0] for cell in layout.taken), min(cell[1] for cell in layout.taken)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["code", "column", "row"])
    for code, (column, row) in sorted(layout.cells.items()):
        writer.writerow([code, column - left, row - top])


if __name__ == "__main__":
    main()
