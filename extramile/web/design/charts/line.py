"""Lines over time, each labelled at its end: the place bold in teal, those it is read against quiet and dashed."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from extramile.web.design.charts.labels import spread
from extramile.web.design.charts.markup import CANVASES, Canvas, drawing, frame, identify, lines_of_text, text
from extramile.web.design.charts.model import Chart, Role, Series, Table
from extramile.web.design.charts.scale import Axis, axis
from extramile.web.design.charts.sentences import sentence_for_trend, words_for_series
from extramile.web.design.charts.text import width, wrap
from extramile.web.design.figures import Value, figure, is_known, short_figure

TOP = 14
PLOT_HEIGHT = 200
# The widest an end label may be before it wraps, for each canvas.
LABEL_ROOM = {"wide": 180, "narrow": 112}
# A label further from its line's end than this gets a thin leader, so that the eye does not guess.
LEADER_FROM = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A series as it is drawn: its runs of known values as (period, value), and the last of them."""

    name: str
    role: Role
    runs: list[list[tuple[int, float]]]
    last: tuple[int, float] | None


@dataclass(frozen=True, slots=True)
class Plot:
    """The room for the lines on a canvas, between `left` and `right`, down to `bottom`, and the words around it."""

    canvas: Canvas
    labels: list[str]
    scale: Axis
    ticks: list[str]
    ends: list[list[str]]
    left: float
    right: float
    bottom: float

    def x(self, index: int) -> float:
        """Return the place of a period; a single one stands at the right, beside its words."""
        if len(self.labels) == 1:
            return self.right
        return self.left + index * (self.right - self.left) / (len(self.labels) - 1)

    def y(self, value: float) -> float:
        """Return the place of a value."""
        return self.scale.place(value, self.bottom, TOP)


def line_chart(
    series: Sequence[Series],
    *,
    unit: str = "",
    decimals: int = 0,
    title: str | None = None,
    subject: str = "",
    id_prefix: str | None = None,
    from_zero: bool | None = None,
) -> Chart:
    """Return lines over the same periods. Points are joined by label; a line breaks where its value is not known.

    Without a `title` the sentence is written from the place's figures, about `subject` ("Plans issued in time").
    """
    labels = _labels(series)
    values = [dict(each.points) for each in series]
    title = title if title is not None else _title(series, subject, unit, decimals)
    description = " ".join(words_for_series(each.name, each.points, unit=unit, decimals=decimals) for each in series)
    known = [value for each in values for value in each.values() if is_known(value)]
    scale = axis(known, unit=unit, decimals=decimals, from_zero=from_zero)
    if scale.low > 0:
        description += f" The axis begins at {figure(scale.low, unit, scale.decimals)}."
    table = Table(
        caption=title,
        headings=("Period", *(each.name for each in series)),
        rows=tuple((label, *(figure(each.get(label), unit, decimals) for each in values)) for label in labels),
        numeric=frozenset(range(1, len(series) + 1)),
    )
    names = (identify(id_prefix, title, description), title, description)
    lines = [_line_of(each, labels, dict(each.points)) for each in series]
    drawn = [_draw(_plot(canvas, lines, labels, scale, (unit, decimals)), lines, names) for canvas in CANVASES]
    return Chart(Markup(frame(*drawn)), title, description, table)  # noqa: S704 - every word has passed through `safe`


def _labels(series: Sequence[Series]) -> list[str]:
    """Return every period once, in order: a series that begins earlier or has one more does not shift the others."""
    order: list[str] = []
    for each in series:
        at = 0
        for label, _ in each.points:
            if label in order:
                at = order.index(label) + 1
            else:
                order.insert(at, label)
                at += 1
    return order


def _title(series: Sequence[Series], subject: str, unit: str, decimals: int) -> str:
    told = next((each for each in series if each.role == "place"), series[0] if series else None)
    if told is None:
        return f"{subject or 'Trend'}: no figures are available"
    return sentence_for_trend(subject or told.name, told.points, unit=unit, decimals=decimals)


def _line_of(series: Series, labels: list[str], found: dict[str, Value]) -> Line:
    """Return the runs of known values: a run ends at each gap."""
    runs: list[list[tuple[int, float]]] = [[]]
    for index, label in enumerate(labels):
        value = found.get(label)
        if is_known(value):
            runs[-1].append((index, float(value)))
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    return Line(series.name, series.role, runs, runs[-1][-1] if runs else None)


def _plot(canvas: Canvas, lines: Sequence[Line], labels: list[str], scale: Axis, form: tuple[str, int]) -> Plot:
    ticks = [short_figure(tick, form[0], scale.decimals) for tick in scale.ticks]
    ends = [_end_words(canvas, line, labels, form) for line in lines]
    room = max((width(words, canvas.font, bold=True) for end in ends for words in end), default=0)
    left, right = max(width(tick, canvas.font) for tick in ticks) + 9, canvas.width - room - 14
    # Many or long labels need more height than lines do.
    bottom = TOP + max(PLOT_HEIGHT, canvas.line * sum(map(len, ends)) + 10)
    return Plot(canvas, labels, scale, ticks, ends, left, right, bottom)


def _end_words(canvas: Canvas, line: Line, labels: list[str], form: tuple[str, int]) -> list[str]:
    value = short_figure(line.last[1] if line.last else None, *form).replace(" ", "\u00a0")
    # A line that ends early says when, so that its figure is not read as today's.
    early = line.last is not None and line.last[0] < len(labels) - 1
    when = f" ({labels[line.last[0]]})" if line.last and early else ""
    return wrap(f"{line.name} {value}{when}", LABEL_ROOM[canvas.name], canvas.font, bold=line.role == "place")


def _draw(plot: Plot, lines: Sequence[Line], names: tuple[str, str, str]) -> str:
    parts = []
    for tick, words in zip(plot.scale.ticks, plot.ticks, strict=True):
        y = plot.y(tick)
        css = "x-axis" if tick == 0 else "x-grid"
        parts.append(f'<line class="{css}" x1="{plot.left:.1f}" x2="{plot.right:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(text(plot.left - 8, y + 5, words, anchor="end"))
    parts += _period_labels(plot)
    # The place is drawn last, over the others.
    parts += [_path(plot, line) for line in sorted(lines, key=lambda line: line.role == "place")]
    parts += _end_labels(plot, lines)
    return drawing(plot.canvas, plot.bottom + plot.canvas.font + 14, names, "".join(parts))


def _path(plot: Plot, line: Line) -> str:
    """Return the line, broken at every gap; a value alone between gaps is a dot, since no line shows it."""
    runs = [[(plot.x(index), plot.y(value)) for index, value in run] for run in line.runs]
    path = " ".join("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in run) for run in runs if len(run) > 1)
    drawn = f'<path class="x-line x-line--{line.role}" d="{path}"/>' if path else ""
    for x, y in (run[0] for run in runs if len(run) == 1):
        drawn += f'<circle class="x-dot x-dot--{line.role}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
    if line.role == "place" and runs:
        x, y = runs[-1][-1]
        drawn += f'<circle class="x-dot x-dot--place" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
    return drawn


def _period_labels(plot: Plot) -> list[str]:
    """Return the periods under the axis: the last always, and as many before it, evenly, as have room."""
    count = len(plot.labels)
    if not count:
        return []
    font, room = plot.canvas.font, plot.canvas.width
    needed = max(width(label, font) for label in plot.labels) + 12
    step = plot.x(1) - plot.x(0)
    every = next((each for each in range(1, count) if each * step >= needed), count)
    parts = []
    for index in range(count - 1, -1, -every):
        half = width(plot.labels[index], font) / 2
        at = min(max(plot.x(index), half), room - half)
        parts.append(text(at, plot.bottom + font + 7, plot.labels[index], anchor="middle"))
    return parts


def _end_labels(plot: Plot, lines: Sequence[Line]) -> list[str]:
    canvas = plot.canvas
    nowhere = (plot.right, plot.bottom)
    wanted = [(plot.x(line.last[0]), plot.y(line.last[1])) if line.last else nowhere for line in lines]
    heights = [canvas.line * len(words) for words in plot.ends]
    centres = spread([y for _, y in wanted], heights, TOP - 10, plot.bottom + 6)
    parts = []
    for line, words, (x, y), centre, height in zip(lines, plot.ends, wanted, centres, heights, strict=True):
        if line.last and (abs(centre - y) > LEADER_FROM or plot.right - x > 1):
            start = x + (8 if line.role == "place" else 3)
            parts.append(f'<path class="x-leader" d="M{start:.1f},{y:.1f} L{plot.right + 12:.1f},{centre:.1f}"/>')
        baseline = centre - height / 2 + canvas.font
        parts.append(lines_of_text(plot.right + 14, baseline, words, canvas.line, css=f"x-end x-end--{line.role}"))
    return parts
