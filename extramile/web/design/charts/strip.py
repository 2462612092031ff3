"""Every area as a dot on one axis: where a place stands among all, with its neighbours ringed and England as a tick."""

from collections.abc import Sequence

from markupsafe import Markup

from extramile.web.design.charts.markup import CANVASES, Canvas, drawing, frame, identify, key, text
from extramile.web.design.charts.model import Chart, Dot, Table
from extramile.web.design.charts.scale import Axis, axis
from extramile.web.design.charts.sentences import sentence_for_place_in_range
from extramile.web.design.charts.text import shorten, width
from extramile.web.design.figures import Value, figure, is_known, short_figure

RADIUS = {"wide": 5.0, "narrow": 3.6}
NAME_HEIGHT = 26


def strip_chart(
    dots: Sequence[Dot],
    *,
    unit: str = "",
    decimals: int = 0,
    england: Value = None,
    title: str | None = None,
    subject: str = "",
    from_zero: bool | None = None,
    id_prefix: str | None = None,
) -> Chart:
    """Return all areas as dots, stacked where they would overlap; the place (role "place") is filled and named.

    Areas without a value are not on the axis: they are counted in words and named in the table.
    """
    known = sorted((dot for dot in dots if is_known(dot.value)), key=lambda dot: (float(dot.value), dot.name))
    missing = [dot for dot in dots if not is_known(dot.value)]
    here = next((dot for dot in dots if dot.role == "place"), None)
    if title is None:
        title = _title(dots, here, subject, unit, decimals)
    description = _description(known, missing, england, unit, decimals)
    ordered = known[::-1] + missing
    table = Table(
        caption=title,
        headings=("Area", subject or "Value", "Note"),
        rows=tuple((dot.name, figure(dot.value, unit, decimals), _note(dot)) for dot in ordered),
        numeric=frozenset({1}),
        here=frozenset(index for index, dot in enumerate(ordered) if dot.role == "place"),
    )
    values = [float(dot.value) for dot in known] + ([float(england)] if is_known(england) else [])
    scale = axis(values, unit=unit, decimals=decimals, from_zero=from_zero)
    names = (identify(id_prefix, title, description), title, description)
    england_words = f"England {short_figure(england, unit, decimals)}" if is_known(england) else ""
    marks = (float(england) if is_known(england) else None, england_words)
    drawn = [_draw(canvas, known, marks, scale, (unit, decimals), names) for canvas in CANVASES]
    legend = [("x-key-mark--other", "", "one area")]
    if any(dot.role == "neighbours" for dot in known):
        legend.insert(0, ("x-key-mark--neighbours", "", "its statistical neighbours"))
    if missing:
        legend.append(("x-key-mark--blank", "", f"{figure(len(missing))} without a figure, named in the table"))
    return Chart(Markup(frame(*drawn, key(legend))), title, description, table)  # noqa: S704 - words passed `safe`


def _title(dots: Sequence[Dot], here: Dot | None, subject: str, unit: str, decimals: int) -> str:
    if here is None:
        return subject or "All areas"
    others = [dot.value for dot in dots if dot is not here]
    sentence = sentence_for_place_in_range(here.name, others, here.value, unit=unit, decimals=decimals)
    return f"{subject}: {sentence}" if subject else sentence


def _note(dot: Dot) -> str:
    return {"place": "This area", "neighbours": "Statistical neighbour"}.get(dot.role, "")


def _description(known: list[Dot], missing: list[Dot], england: Value, unit: str, decimals: int) -> str:
    if not known:
        return "No area has a figure."
    low, high = known[0], known[-1]
    words = (
        f"{figure(len(known))} areas from {figure(low.value, unit, decimals)} ({low.name}) "
        f"to {figure(high.value, unit, decimals)} ({high.name})."
    )
    if is_known(england):
        words += f" England: {figure(england, unit, decimals)}."
    near = [f"{dot.name} {figure(dot.value, unit, decimals)}" for dot in known if dot.role == "neighbours"]
    if near:
        words += f" Statistical neighbours: {', '.join(near)}."
    if missing:
        words += f" {figure(len(missing))} {'area has' if len(missing) == 1 else 'areas have'} no figure."
    return words


def _draw(
    canvas: Canvas,
    known: list[Dot],
    england: tuple[float | None, str],
    scale: Axis,
    *settings: tuple,
) -> str:
    (unit, decimals), names = settings
    radius = RADIUS[canvas.name]
    left, right = 16.0, canvas.width - 16.0
    placed, tallest = _stack(known, scale, (left, right), radius)
    top = 2 * NAME_HEIGHT
    bottom = top + max(40.0, tallest + radius)
    parts = []
    for tick in scale.ticks:
        x = scale.place(tick, left, right)
        parts.append(f'<line class="x-grid" x1="{x:.1f}" x2="{x:.1f}" y1="{bottom:.1f}" y2="{bottom + 6:.1f}"/>')
        words = short_figure(tick, unit, scale.decimals)
        half = width(words, canvas.font) / 2
        at = min(max(x, half), canvas.width - half)
        parts.append(text(at, bottom + canvas.font + 9, words, anchor="middle"))
    parts.append(f'<line class="x-axis" x1="{left:.1f}" x2="{right:.1f}" y1="{bottom:.1f}" y2="{bottom:.1f}"/>')
    spots = [(dot, x, bottom - radius - 2 - up) for dot, x, up in placed]
    place = next((spot for spot in spots if spot[0].role == "place"), None)
    tick = scale.place(england[0], left, right) if england[0] is not None else None
    parts += [_dot(dot, x, y, radius) for dot, x, y in spots if dot.role not in {"place", "neighbours"}]
    if tick is not None:
        ends = f'x1="{tick:.1f}" x2="{tick:.1f}" y1="{NAME_HEIGHT - 4}" y2="{bottom + 4:.1f}"'
        parts.append(f'<line class="x-tick--england" {ends}/>')
        # The two names stand back to back, so that neither line runs through the other's words.
        side = 1 if place and place[1] <= tick else -1
        parts.append(_beside(canvas, tick, 16, england[1], role="england", side=side))
    parts += [_dot(dot, x, y, radius) for dot, x, y in spots if dot.role == "neighbours"]
    if place:
        dot, x, y = place
        words = f"{dot.name} {short_figure(dot.value, unit, decimals)}"
        parts.append(f'<line class="x-leader--place" x1="{x:.1f}" x2="{x:.1f}" y1="{NAME_HEIGHT + 14}" y2="{y:.1f}"/>')
        parts.append(f'<circle class="x-dot x-dot--place" cx="{x:.1f}" cy="{y:.1f}" r="{radius + 2:.1f}"/>')
        side = -1 if tick is not None and x <= tick else 1
        parts.append(_beside(canvas, x, NAME_HEIGHT + 10, words, role="place", side=side))
    return drawing(canvas, bottom + canvas.font + 14, names, "".join(parts))


def _dot(dot: Dot, x: float, y: float, radius: float) -> str:
    return f'<circle class="x-strip x-strip--{dot.role}" cx="{x:.1f}" cy="{y:.1f}" r="{radius - 0.6:.1f}"/>'


def _beside(canvas: Canvas, x: float, y: float, words: str, *, role: str, side: int) -> str:
    """Return words that begin (`side` 1) or end (-1) at `x`, moved inwards where they would leave the picture."""
    words = shorten(words, canvas.width, canvas.font, bold=True)
    long = width(words, canvas.font, bold=True)
    start = x - 5 if side > 0 else x + 5 - long
    return text(min(max(start, 0), canvas.width - long), y, words, css=f"x-end x-end--{role} x-halo")


def _stack(
    known: list[Dot], scale: Axis, ends: tuple[float, float], radius: float
) -> tuple[list[tuple[Dot, float, float]], float]:
    """Return each dot with its place and how far up it stands: dots fall into bins a dot wide and pile up in each."""
    piles: dict[int, int] = {}
    placed = []
    size = 2 * radius
    # The place and its neighbours stand lowest in their pile, where the eye reads the axis.
    order = {"place": 0, "neighbours": 1}
    for dot in sorted(known, key=lambda each: order.get(each.role, 2)):
        x = scale.place(float(dot.value), *ends)
        pile = int((x - ends[0]) // size)
        height = piles.get(pile, 0)
        piles[pile] = height + 1
        middle = ends[0] + (pile + 0.5) * size
        placed.append((dot, x if dot.role == "place" else middle, height * size))
    return placed, max(piles.values(), default=0) * size
