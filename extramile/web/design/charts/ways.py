"""Where the lines of a flow chart run: between the columns in curves, past a column through a gap between its boxes.

A line never lies behind a box that it does not lead to, or it would be read as if it did.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

BOX, BETWEEN, EDGE, APART = 128, 32, 6, 14
# Lines that share a gap keep apart, the first in its middle; none comes nearer than three to a box.
ASIDE = (0, 4, -4, 2, -2)

Place = tuple[int, float, float]
"""The number of a column, and the top and the height of a box in it."""


def left(column: int) -> float:
    """Return where the boxes of a column begin."""
    return EDGE + column * (BOX + BETWEEN)


class Ways:
    """The ways that are still free in a drawing: the gaps over, between and under the boxes of each column."""

    def __init__(self, places: Iterable[Place], top: float) -> None:
        self._gaps: dict[int, list[float]] = {}
        for column, y, height in sorted(places):
            self._gaps.setdefault(column, [top - APART / 2]).append(y + height + APART / 2)
        self._taken: Counter[tuple[int, float]] = Counter()

    def way(self, start: Place, end: Place) -> str:
        """Return the path from the right side of one box to another: its left side if that stands further right, else its right."""
        (at, y, height), (to, to_y, to_height) = start, end
        points = [(left(at) + BOX, y + height / 2)]
        target = (left(to) if at < to else left(to) + BOX, to_y + to_height / 2)
        passed = range(at + 1, to) if at < to else range(at, to, -1)
        for number, column in enumerate(passed, start=1):
            straight = points[0][1] + (target[1] - points[0][1]) * number / (len(passed) + 1)
            gap = self._gap(column, straight)
            sides = (left(column), left(column) + BOX)
            points += [(x, gap) for x in (sides if at < to else reversed(sides))]
        return _path([*points, target])

    def _gap(self, column: int, wanted: float) -> float:
        nearest = min(self._gaps.get(column, [wanted]), key=lambda gap: abs(gap - wanted))
        aside = ASIDE[self._taken[column, nearest] % len(ASIDE)]
        self._taken[column, nearest] += 1
        return nearest + aside


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Return a line through points: curves between two columns, and straight through the gap of a column in every second step."""
    x, y = points[0]
    steps = [f"M{x:.0f} {y:.1f}"]
    for number, ((x, y), (to_x, to_y)) in enumerate(pairwise(points)):
        if number % 2:
            steps.append(f"H{to_x:.0f}")
        else:
            # From a side and back to it, a bow at the right; its bend lies between the columns like every other.
            bend = x + BETWEEN / 2 if x <= to_x else x - BETWEEN / 2
            steps.append(f"C{bend:.0f} {y:.1f} {bend:.0f} {to_y:.1f} {to_x:.0f} {to_y:.1f}")
    return "".join(steps)
