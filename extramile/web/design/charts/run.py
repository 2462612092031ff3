"""A run chart: figures in the order of their days beside their own usual variation, the way to a target, and named signals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from extramile.web.design.charts.labels import spread
from extramile.web.design.charts.markup import CANVASES, Canvas, drawing, frame, identify, key, lines_of_text, text
from extramile.web.design.charts.model import Chart, Table
from extramile.web.design.charts.scale import Axis, axis
from extramile.web.design.charts.text import width, wrap
from extramile.web.design.figures import Value, figure, is_known, short_figure

TOP = 24
PLOT_HEIGHT = 220
LABEL_ROOM = {"wide": 170, "narrow": 96}
# Where a ring and its letter stand about a point.
RING, ABOVE = {"wide": 9, "narrow": 7}, 14
# Words further from their line than this get a thin leader, so that the eye does not guess.
LEADER_FROM = 6


@dataclass(frozen=True, slots=True)
class RunPoint:
    """A figure of a day, as `label` calls the day; no number says why there is none."""

    day: date
    label: str
    value: Value
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A named signal: its letter at the points that make it, and what it means."""

    letter: str
    words: str
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual variation: its centre, and its limits where there are enough figures for them."""

    centre: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """Where it should be by when: from the baseline to the target, the target last, as `label` calls its day."""

    points: Sequence[tuple[date, float]]
    label: str


@dataclass(frozen=True, slots=True)
class _Story:
    """What is drawn, on either canvas."""

    points: Sequence[RunPoint]
    usual: Usual | None
    way: Way | None
    marks: Sequence[Mark]
    form: tuple[str, int]

    @property
    def known(self) -> list[tuple[date, float]]:
        return [(each.day, float(each.value)) for each in self.points if is_known(each.value)]

    @property
    def to_target(self) -> Sequence[tuple[date, float]]:
        return self.way.points if self.way else ()


@dataclass(frozen=True, slots=True)
class _Plot:
    canvas: Canvas
    scale: Axis
    first: date
    last: date
    left: float
    right: float
    bottom: float

    def x(self, day: date) -> float:
        whole = (self.last - self.first).days
        return self.left + 8 + ((day - self.first).days / whole * (self.right - self.left - 16) if whole else 0)

    def y(self, value: float) -> float:
        return self.scale.place(value, self.bottom, TOP)


def run_chart_drawing(
    points: Sequence[RunPoint],
    *,
    title: str,
    unit: str = "",
    decimals: int = 0,
    usual: Usual | None = None,
    way: Way | None = None,
    marks: Sequence[Mark] = (),
    id_prefix: str | None = None,
) -> Chart:
    """Return the figures in the order of their days, on a scale of days: what lies far apart is drawn far apart.

    There is no arrow and no line of best fit: what is more than noise has a letter, and its words stand beneath.
    """
    story = _Story(sorted(points, key=lambda each: each.day), usual, way, marks, (unit, decimals))
    values = [value for _, value in (*story.known, *story.to_target)]
    values += [each for each in (usual.centre, usual.low, usual.high) if each is not None] if usual else []
    scale = axis(values, unit=unit, decimals=decimals)
    description = _description(story)
    names = (identify(id_prefix, title, description), title, description)
    drawn = [_draw(canvas, story, scale, names) for canvas in CANVASES]
    legend = key([("x-key-mark--signal", mark.letter, mark.words) for mark in marks]) if marks else ""
    return Chart(Markup(frame(*drawn, legend)), title, description, _table(title, story))  # noqa: S704 - all passed `safe`


def _description(story: _Story) -> str:
    form, usual, way = story.form, story.usual, story.way
    known = [f"{_called(each)}: {figure(each.value, *form)}" for each in story.points]
    words = ["; ".join(known) or "No figures"]
    if usual:
        words.append(f"Centre line {figure(usual.centre, *form)}")
        if usual.low is not None and usual.high is not None:
            words.append(f"Limits {figure(usual.low, *form)} and {figure(usual.high, *form)}")
    if way and way.points:
        words.append(f"Target {figure(way.points[-1][1], *form)} by {way.label}")
    words += [f"{mark.letter}: {mark.words}" for mark in story.marks]
    return ". ".join(words) + "."


def _called(point: RunPoint) -> str:
    return f"{point.label} (baseline)" if point.baseline else point.label


def _table(title: str, story: _Story) -> Table:
    headings: tuple[str, ...] = ("For the time to", "Figure", "Signals")
    rows = [(_called(each), figure(each.value, *story.form), _letters(story, each.day) or "–") for each in story.points]
    many = len(headings) if story.marks else len(headings) - 1
    return Table(title, headings[:many], tuple(row[:many] for row in rows), numeric=frozenset({1}))


def _letters(story: _Story, day: date) -> str:
    return ", ".join(mark.letter for mark in story.marks if day in mark.days)


def _draw(canvas: Canvas, story: _Story, scale: Axis, names: tuple[str, str, str]) -> str:
    ends = _ends(story, short=canvas.name == "narrow")
    wrapped = [wrap(words, LABEL_ROOM[canvas.name], canvas.font, bold=role == "place") for role, words, _ in ends]
    room = max((width(line, canvas.font, bold=True) for lines in wrapped for line in lines), default=0)
    ticks = [short_figure(tick, story.form[0], scale.decimals) for tick in scale.ticks]
    days = [each.day for each in story.points] + [day for day, _ in story.to_target]
    left = max(width(tick, canvas.font) for tick in ticks) + 9
    bottom = TOP + max(PLOT_HEIGHT, canvas.line * sum(map(len, wrapped)) + 10)
    first, last = min(days, default=date.min), max(days, default=date.min)
    plot = _Plot(canvas, scale, first, last, left, canvas.width - room - 14, bottom)
    parts = [_tick(plot, tick, words) for tick, words in zip(scale.ticks, ticks, strict=True)]
    parts += _usual(plot, story.usual) + _way(plot, story.to_target) + _run(plot, story.points)
    parts += _rings(plot, story) + _days(plot, story)
    heights = [canvas.line * len(lines) for lines in wrapped]
    centres = spread([plot.y(value) for _, _, value in ends], heights, TOP - 10, plot.bottom + 6)
    for (role, _, value), lines, centre, height in zip(ends, wrapped, centres, heights, strict=True):
        baseline = centre - height / 2 + canvas.font
        if abs(centre - plot.y(value)) > LEADER_FROM:
            parts.append(
                f'<path class="x-leader" d="M{plot.right:.1f},{plot.y(value):.1f} L{plot.right + 8:.1f},{centre:.1f}"/>'
            )
        parts.append(lines_of_text(plot.right + 10, baseline, lines, canvas.line, css=f"x-end x-end--{role}"))
    return drawing(canvas, plot.bottom + canvas.font + 14, names, "".join(parts))


def _tick(plot: _Plot, tick: float, words: str) -> str:
    y, css = plot.y(tick), "x-axis" if tick == 0 else "x-grid"
    line = f'<line class="{css}" x1="{plot.left:.1f}" x2="{plot.right:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
    return line + text(plot.left - 8, y + 5, words, anchor="end")


def _ends(story: _Story, *, short: bool) -> list[tuple[str, str, float]]:
    """Return the words at the right edge: role, words, the value beside which they stand; `short` ones keep to a line."""
    limit = "" if short else " limit"
    form, usual, known = story.form, story.usual, story.known
    found = [("place", f"Latest {short_figure(known[-1][1], *form)}", known[-1][1])] if known else []
    if usual:
        rows = [
            ("england", "Centre", usual.centre),
            ("other", f"Upper{limit}", usual.high),
            ("other", f"Lower{limit}", usual.low),
        ]
        found += [(role, f"{name} {short_figure(v, *form)}", v) for role, name, v in rows if v is not None]
    if story.way and story.to_target:
        value = story.to_target[-1][1]
        found.append(("neighbours", f"Target {short_figure(value, *form)} by {story.way.label}", value))
    return found


def _usual(plot: _Plot, usual: Usual | None) -> list[str]:
    if usual is None:
        return []
    rows = [("centre", usual.centre), ("limit", usual.low), ("limit", usual.high)]
    return [
        f'<path class="x-line x-line--{name}" d="M{plot.left:.1f},{plot.y(value):.1f} L{plot.right:.1f},{plot.y(value):.1f}"/>'
        for name, value in rows
        if value is not None
    ]


def _way(plot: _Plot, points: Sequence[tuple[date, float]]) -> list[str]:
    if not points:
        return []
    places = [(plot.x(day), plot.y(value)) for day, value in points]
    path = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    target = f"M{x:.1f},{y - 6:.1f} L{x + 6:.1f},{y:.1f} L{x:.1f},{y + 6:.1f} L{x - 6:.1f},{y:.1f} Z"
    drawn = (("x-line x-line--neighbours", path), ("x-dot x-dot--neighbours", target))
    return [f'<path class="{css}" d="{path}"/>' for css, path in drawn]


def _run(plot: _Plot, points: Sequence[RunPoint]) -> list[str]:
    """Return the line through neighbouring figures, broken where one is not known, and a dot for each; the baseline is hollow."""
    runs: list[list[tuple[float, float, bool]]] = [[]]
    for each in points:
        if is_known(each.value):
            runs[-1].append((plot.x(each.day), plot.y(float(each.value)), each.baseline))
        elif runs[-1]:
            runs.append([])
    path = " ".join("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y, _ in run) for run in runs if len(run) > 1)
    parts = [f'<path class="x-line x-line--run" d="{path}"/>'] if path else []
    return parts + [
        f'<circle class="x-dot {"x-dot--baseline" if baseline else "x-dot--place"}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
        for run in runs
        for x, y, baseline in run
    ]


def _rings(plot: _Plot, story: _Story) -> list[str]:
    """Return a ring about each point of a signal, and its letter at the last of them: many letters in a row hide each other."""
    ends: dict[date, list[str]] = {}
    for mark in story.marks:
        ends.setdefault(max(mark.days), []).append(mark.letter)
    parts = []
    for day, value in story.known:
        x, y = plot.x(day), plot.y(value)
        if _letters(story, day):
            parts.append(f'<circle class="x-ring" cx="{x:.1f}" cy="{y:.1f}" r="{RING[plot.canvas.name]}"/>')
        if day in ends:
            parts.append(text(x, y - ABOVE, ", ".join(ends[day]), css="x-halo x-value--strong", anchor="middle"))
    return parts


def _days(plot: _Plot, story: _Story) -> list[str]:
    """Return the days under the axis: the last figure's, the first's and the target's, and as many of the others as have room."""
    points = [(each.day, each.label) for each in story.points]
    target = [(story.to_target[-1][0], story.way.label)] if story.way and story.to_target else []
    ends = {day: side for side, rows in ((-1, points[:1]), (1, target)) for day, _ in rows}
    taken: list[tuple[float, float]] = []
    parts = []
    for day, label in (*points[-1:], *points[:1], *target, *reversed(points[1:-1])):
        half, outward = width(label, plot.canvas.font) / 2, ends.get(day, 0)
        # The words at either end may stand a little further out than their day, where they would touch others.
        for off in (0, 6, 12, 18, 24) if outward else (0,):
            at = min(max(plot.x(day) + outward * off, half), plot.canvas.width - half)
            if all(at + half + 6 <= left or at - half >= right + 6 for left, right in taken):
                parts.append(text(at, plot.bottom + plot.canvas.font + 7, label, anchor="middle"))
                taken.append((at - half, at + half))
                break
    return parts
