"""Rows of bars or intervals under one another: the same grid for both, on a wide and on a narrow canvas.

Wide: the name on the left, the mark in the middle, its figure at the right or at the mark's end. Narrow: the name is
over its mark, so that a long name does not squeeze the marks into nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extramile.web.design.charts.markup import WIDE, Canvas
from extramile.web.design.charts.text import width, wrap

NAME_ROOM = 220


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row lies: its names' lines and first baseline, and the middle and height of its mark."""

    lines: list[str]
    name_x: float
    baseline: float
    middle: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows, and the room between `left` and `right` for their marks."""

    rows: list[Row]
    left: float
    right: float
    top: float
    bottom: float
    names_over: bool

    def spans(self) -> list[tuple[float, float]]:
        """Return how far a line of the axis runs: past all rows, or mark by mark where names stand between them."""
        if self.names_over:
            return [(row.middle - 12, row.middle + 12) for row in self.rows]
        return [(self.top, self.bottom)]


def lay_out(
    canvas: Canvas,
    names: Sequence[str],
    bold: Sequence[bool],
    *,
    room_for_figures: float,
    top: float = 4,
    beside_name: float = 0,
) -> Grid:
    """Return the grid for rows of these `names`.

    `room_for_figures` stays free beside the marks, and `beside_name` beside a name that stands over its mark.
    """
    if canvas is WIDE:
        wrapped = [wrap(name, NAME_ROOM, canvas.font, bold=thick) for name, thick in zip(names, bold, strict=True)]
        widest = max((width(line, canvas.font, bold=True) for lines in wrapped for line in lines), default=0)
        left = widest + 14
        rows, y = [], top
        for lines in wrapped:
            height = max(30, canvas.line * len(lines) + 8)
            middle = y + height / 2
            baseline = middle + canvas.font * 0.35 - canvas.line * (len(lines) - 1) / 2
            rows.append(Row(lines, 0, baseline, middle))
            y += height
        return Grid(rows, left, canvas.width - room_for_figures, top, y, names_over=False)
    rows, y = [], top
    for name, thick in zip(names, bold, strict=True):
        lines = wrap(name, canvas.width - beside_name, canvas.font, bold=thick)
        middle = y + canvas.line * len(lines) + 10
        rows.append(Row(lines, 0, y + canvas.font, middle))
        y = middle + 20
    return Grid(rows, 4, canvas.width - room_for_figures, top, y, names_over=True)
