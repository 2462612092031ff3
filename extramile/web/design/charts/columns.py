"""How many of each kind, year by year: stacked columns, each kind named beside the last column."""

from collections.abc import Sequence

from markupsafe import Markup

from extramile.web.design.charts.labels import spread
from extramile.web.design.charts.markup import CANVASES, Canvas, drawing, frame, identify, lines_of_text, text
from extramile.web.design.charts.model import Chart, Column, Kind, Table
from extramile.web.design.charts.scale import Axis, axis
from extramile.web.design.charts.text import width, wrap
from extramile.web.design.charts.tones import fill, letters
from extramile.web.design.figures import figure

TOP = 22
PLOT_HEIGHT = 200
LABEL_ROOM = {"wide": 180, "narrow": 96}


def trend_columns(
    columns: Sequence[Column], kinds: Sequence[Kind], *, title: str, heading: str = "Year", id_prefix: str | None = None
) -> Chart:
    """Return a column for each period, its kinds stacked from the bottom in the order given, its total on top.

    `counts` of a column are in the order of `kinds`; a column of None says "none known" rather than standing at zero.
    """
    totals = [sum(column.counts) if column.counts is not None else None for column in columns]
    description = " ".join(
        f"{column.label}: {_told(column, kinds, total)}." for column, total in zip(columns, totals, strict=True)
    )
    table = Table(
        caption=title,
        headings=(heading, *(kind.name for kind in kinds), "Total"),
        rows=tuple(
            (column.label, *(figure(count) for count in column.counts or [None] * len(kinds)), figure(total))
            for column, total in zip(columns, totals, strict=True)
        ),
        numeric=frozenset(range(1, len(kinds) + 2)),
    )
    scale = axis([total for total in totals if total is not None])
    names = (identify(id_prefix, title, description), title, description)
    drawn = [_draw(canvas, columns, kinds, scale, names) for canvas in CANVASES]
    return Chart(Markup(frame(*drawn)), title, description, table)  # noqa: S704 - every word has passed through `safe`


def _told(column: Column, kinds: Sequence[Kind], total: int | None) -> str:
    if column.counts is None:
        return "not available"
    parts = ", ".join(f"{figure(count)} {kind.name}" for count, kind in zip(column.counts, kinds, strict=True))
    return f"{figure(total)} in all ({parts})"


def _draw(
    canvas: Canvas, columns: Sequence[Column], kinds: Sequence[Kind], scale: Axis, names: tuple[str, str, str]
) -> str:
    # The words beside the last column, and the swatch that leads from it to them.
    ends = [wrap(kind.name, LABEL_ROOM[canvas.name], canvas.font) for kind in kinds]
    room = max((width(line, canvas.font) for lines in ends for line in lines), default=0)
    right = canvas.width - room - 24
    bottom = TOP + max(PLOT_HEIGHT, canvas.line * sum(map(len, ends)))
    step = right / max(1, len(columns))
    thickness = min(56, step * 0.78)
    parts = [f'<line class="x-axis" x1="0" x2="{right:.1f}" y1="{bottom}" y2="{bottom}"/>']
    # Middles of the last column's parts: the kinds' names stand there.
    middles = [float(bottom)] * len(kinds)
    last = max((index for index, column in enumerate(columns) if column.counts is not None), default=-1)
    for index, column in enumerate(columns):
        left = index * step + (step - thickness) / 2
        middle = left + thickness / 2
        if column.counts is None:
            parts.append(text(middle, bottom - 6, "–", css="x-missing", anchor="middle"))
            continue
        y = float(bottom)
        for place, (count, kind) in enumerate(zip(column.counts, kinds, strict=True)):
            top = y - (bottom - TOP) * count / scale.high
            if count:
                parts.append(_part(canvas, kind, count, (left, top), (thickness, y - top)))
            if index == last:
                middles[place] = (top + y) / 2
            y = top
        parts.append(text(middle, y - 6, figure(sum(column.counts)), css="x-value x-value--place", anchor="middle"))
    parts += _periods(canvas, columns, step, bottom)
    parts += _names(canvas, kinds, ends, middles, right, bottom)
    return drawing(canvas, bottom + canvas.font + 12, names, "".join(parts))


def _part(canvas: Canvas, kind: Kind, count: int, corner: tuple[float, float], size: tuple[float, float]) -> str:
    (left, top), (thickness, height) = corner, size
    # A hair of paper between parts keeps two dark tones apart in print and for the colour-blind.
    drawn = (
        f'<rect class="{fill(kind.tone)}" x="{left:.1f}" y="{top:.1f}" width="{thickness:.1f}" '
        f'height="{max(1, height - 1):.1f}"/>'
    )
    words = figure(count)
    if height >= canvas.font + 3 and thickness >= width(words, canvas.font) + 2:
        baseline = top + height / 2 + canvas.font * 0.34
        drawn += text(left + thickness / 2, baseline, words, css=letters(kind.tone), anchor="middle")
    return drawn


def _periods(canvas: Canvas, columns: Sequence[Column], step: float, bottom: float) -> list[str]:
    widest = max((width(column.label, canvas.font) for column in columns), default=0) + 8
    every = next((count for count in range(1, len(columns)) if count * step >= widest), max(1, len(columns)))
    shown = range(len(columns) - 1, -1, -every)
    return [
        text(step * (index + 0.5), bottom + canvas.font + 5, columns[index].label, anchor="middle") for index in shown
    ]


def _names(
    canvas: Canvas, kinds: Sequence[Kind], ends: list[list[str]], middles: list[float], *corner: float
) -> list[str]:
    right, bottom = corner
    heights = [canvas.line * len(lines) + 3 for lines in ends]
    parts = []
    for kind, lines, centre, height in zip(
        kinds, ends, spread([-each for each in middles], heights, -bottom, -TOP + 16.0), heights, strict=True
    ):
        top = -centre - height / 2
        parts.append(f'<rect class="{fill(kind.tone)}" x="{right + 4:.1f}" y="{top + 4:.1f}" width="12" height="12"/>')
        parts.append(lines_of_text(right + 22, top + canvas.font, lines, canvas.line, css="x-end x-end--ink"))
    return parts
