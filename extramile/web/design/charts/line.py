"""Lines over time, each labelled at its end: the place bold in teal, those it is read against quiet and dashed."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from extramile.web.design.charts.labels import spread
from extramile.web.design.charts.markup import CANVASES, WIDE, Canvas, drawing, frame, identify, lines_of_text, text
from extramile.web.design.charts.model import Chart, Series, Table
from extramile.web.design.charts.scale import Axis, axis
from extramile.web.design.charts.sentences import sentence_for_trend, words_for_series
from extramile.web.design.charts.text import width, wrap
from extramile.web.design.figures import figure, is_known, short_figure

TOP = 14
PLOT_HEIGHT = 200
# The widest an end label may be before it wraps, for each canvas.
LABEL_ROOM = {"wide": 180, "narrow": 98}
# A label further from its line's end than this gets a thin leader, so that the eye does not guess.
LEADER_FROM = 5


@dataclass(frozen=True, slots=True)
class EndLabel:
    """The words at the end of a line, and where the line ends."""

    lines: list[str]
    css: str
    x: float
    y: float


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

    Without a `title` the sentence is written from the place's figures, about `subject` ("Plans issued within 20 weeks").
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
    stem = identify(id_prefix, title, description)
    drawn = [
        _draw(canvas, series, labels, values, scale, unit, decimals, (stem, title, description)) for canvas in CANVASES
    ]
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


def _draw(
    canvas: Canvas,
    series: Sequence[Series],
    labels: list[str],
    values: list[dict],
    scale: Axis,
    unit: str,
    decimals: int,
    names: tuple[str, str, str],
) -> str:
    ticks = [short_figure(tick, unit, scale.decimals) for tick in scale.ticks]
    left = max(width(tick, canvas.font) for tick in ticks) + 9
    ends = [_end_words(canvas, each, labels, found, unit, decimals) for each, found in zip(series, values, strict=True)]
    room = max((width(line, canvas.font, bold=True) for lines in ends for line in lines), default=0)
    right = canvas.width - room - 14
    # Many or long labels need more height than lines do.
    plot = max(PLOT_HEIGHT, canvas.line * sum(map(len, ends)) + 10)
    bottom = TOP + plot
    step = (right - left) / max(1, len(labels) - 1)
    places = {
        label: left + index * step if len(labels) > 1 else (left + right) / 2 for index, label in enumerate(labels)
    }

    parts = []
    for tick, words in zip(scale.ticks, ticks, strict=True):
        y = scale.place(tick, bottom, TOP)
        css = "x-axis" if tick == 0 else "x-grid"
        parts.append(f'<line class="{css}" x1="{left:.1f}" x2="{right:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(text(left - 8, y + 5, words, anchor="end"))
    parts += _period_labels(canvas, labels, places, bottom)
    # The place is drawn last, over the others.
    for each, found in sorted(zip(series, values, strict=True), key=lambda pair: pair[0].role == "place"):
        parts.append(_line(each, labels, found, places, scale, bottom))
    parts += _end_labels(canvas, series, labels, values, ends, places, scale, (right, bottom))
    return drawing(canvas, bottom + canvas.font + 14, *names, "".join(parts))


def _line(each: Series, labels: list[str], found: dict, places: dict[str, float], scale: Axis, bottom: float) -> str:
    """Return the path, broken at every gap; a value alone between gaps becomes a dot, since a line of one point is invisible."""
    runs: list[list[tuple[float, float]]] = [[]]
    for label in labels:
        value = found.get(label)
        if is_known(value):
            runs[-1].append((places[label], scale.place(float(value), bottom, TOP)))
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    path = " ".join("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in run) for run in runs if len(run) > 1)
    marks = [run[0] for run in runs if len(run) == 1]
    drawn = f'<path class="x-line x-line--{each.role}" d="{path}"/>' if path else ""
    drawn += "".join(f'<circle class="x-dot x-dot--{each.role}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in marks)
    if each.role == "place" and runs:
        x, y = runs[-1][-1]
        drawn += f'<circle class="x-dot x-dot--place" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
    return drawn


def _period_labels(canvas: Canvas, labels: list[str], places: dict[str, float], bottom: float) -> list[str]:
    """Return the periods under the axis: the last always, and as many before it, evenly, as have room."""
    if not labels:
        return []
    step = (places[labels[-1]] - places[labels[0]]) / max(1, len(labels) - 1)
    needed = max(width(label, canvas.font) for label in labels) + 12
    every = next((count for count in range(1, len(labels)) if count * step >= needed), max(1, len(labels)))
    shown = labels[::-1][::every]
    y = bottom + canvas.font + 7
    parts = []
    for label in shown:
        half = width(label, canvas.font) / 2
        parts.append(text(min(max(places[label], half), canvas.width - half), y, label, anchor="middle"))
    return parts


def _last_known(labels: list[str], found: dict) -> str | None:
    return next((label for label in reversed(labels) if is_known(found.get(label))), None)


def _end_words(canvas: Canvas, each: Series, labels: list[str], found: dict, unit: str, decimals: int) -> list[str]:
    last = _last_known(labels, found)
    value = short_figure(found[last] if last else None, unit, decimals).replace(" ", "\u00a0")
    # A line that ends early says when, so that its figure is not read as today's.
    when = f" ({last})" if last and last != labels[-1] else ""
    return wrap(f"{each.name} {value}{when}", LABEL_ROOM[canvas.name], canvas.font, bold=each.role == "place")


def _end_labels(
    canvas: Canvas,
    series: Sequence[Series],
    labels: list[str],
    values: list[dict],
    ends: list[list[str]],
    places: dict[str, float],
    scale: Axis,
    corner: tuple[float, float],
) -> list[str]:
    right, bottom = corner
    wanted = []
    for found in values:
        last = _last_known(labels, found)
        wanted.append((places[last], scale.place(float(found[last]), bottom, TOP)) if last else (right, bottom))
    heights = [canvas.line * len(lines) for lines in ends]
    centres = spread([y for _, y in wanted], heights, TOP - 10, bottom + 6)
    parts = []
    for each, found, lines, (x, y), centre, height in zip(series, values, ends, wanted, centres, heights, strict=True):
        start = right + 14
        if _last_known(labels, found) and (abs(centre - y) > LEADER_FROM or right - x > 1) and canvas is WIDE:
            offset = 8 if each.role == "place" else 4
            parts.append(f'<path class="x-leader" d="M{x + offset:.1f},{y:.1f} L{right + 11:.1f},{centre:.1f}"/>')
        baseline = centre - height / 2 + canvas.font
        parts.append(lines_of_text(start, baseline, lines, canvas.line, css=f"x-end x-end--{each.role}"))
    return parts
