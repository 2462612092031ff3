"""Bars from zero, ranked, each with its name and its figure."""

from collections.abc import Sequence

from markupsafe import Markup

from extramile.web.design.charts.markup import (
    CANVASES,
    Canvas,
    drawing,
    frame,
    href_attribute,
    identify,
    lines_of_text,
    text,
)
from extramile.web.design.charts.model import Bar, Chart, Table
from extramile.web.design.charts.rows import lay_out
from extramile.web.design.charts.text import width
from extramile.web.design.figures import figure, is_known

THICKNESS = 18


def bar_chart(
    bars: Sequence[Bar],
    *,
    unit: str = "",
    decimals: int = 0,
    title: str,
    ranked: bool = True,
    lowest_first: bool = False,
    heading: str = "Area",
    value_heading: str = "Value",
    id_prefix: str | None = None,
) -> Chart:
    """Return horizontal bars from zero; those without a figure come last and say why.

    `ranked=False` keeps the order given, for kinds that have an order of their own. A bar's link is in the table and on
    its name.
    """
    if ranked:
        bars = sorted(bars, key=lambda bar: _rank(bar, lowest_first))
    figures = [figure(bar.value, unit, decimals) for bar in bars]
    description = " ".join(f"{bar.name}: {words}." for bar, words in zip(bars, figures, strict=True))
    table = Table(
        caption=title,
        headings=(heading, value_heading),
        rows=tuple((bar.name, words) for bar, words in zip(bars, figures, strict=True)),
        numeric=frozenset({1}),
        here=frozenset(index for index, bar in enumerate(bars) if bar.role == "place"),
        links=tuple(bar.href for bar in bars) if any(bar.href for bar in bars) else (),
    )
    names = (identify(id_prefix, title, description), title, description)
    drawn = [_draw(canvas, bars, figures, names) for canvas in CANVASES]
    return Chart(Markup(frame(*drawn)), title, description, table)  # noqa: S704 - every word has passed through `safe`


def _rank(bar: Bar, lowest_first: bool) -> tuple[bool, float, str]:
    if not is_known(bar.value):
        return (True, 0.0, bar.name)
    return (False, float(bar.value) if lowest_first else -float(bar.value), bar.name)


def _draw(canvas: Canvas, bars: Sequence[Bar], figures: Sequence[str], names: tuple[str, str, str]) -> str:
    places = [bar.role == "place" for bar in bars]
    widest = max((width(words, canvas.font, bold=True) for words in figures), default=0) + 10
    grid = lay_out(canvas, [bar.name for bar in bars], places, room_for_figures=widest)
    known = [float(bar.value) for bar in bars if is_known(bar.value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    # The figure of a bar below zero stands at its left end, and needs the same room there.
    left = grid.left + (widest if low < 0 else 0)
    unit_length = (grid.right - left) / ((high - low) or 1)
    zero = left - low * unit_length
    linked = any(bar.href for bar in bars)
    parts = [
        f'<line class="x-axis" x1="{zero:.1f}" x2="{zero:.1f}" y1="{top:.1f}" y2="{bottom:.1f}"/>'
        for top, bottom in grid.spans()
    ]
    for bar, words, row, here in zip(bars, figures, grid.rows, places, strict=True):
        css = f"x-name x-name--{bar.role}"
        name = lines_of_text(row.name_x, row.baseline, row.lines, canvas.line, css=css)
        parts.append(f"<a{href_attribute(bar.href)}>{name}</a>" if bar.href else name)
        baseline = row.middle + canvas.font * 0.35
        if not is_known(bar.value):
            parts.append(text(zero + 6, baseline, words, css="x-missing"))
            continue
        end = zero + float(bar.value) * unit_length
        parts.append(
            f'<rect class="x-bar x-bar--{bar.role}" x="{min(zero, end):.1f}" y="{row.middle - THICKNESS / 2:.1f}" '
            f'width="{abs(end - zero):.1f}" height="{THICKNESS}"/>'
        )
        value_css = "x-value x-value--place" if here else "x-value"
        if bar.value < 0:
            parts.append(text(end - 6, baseline, words, css=value_css, anchor="end"))
        else:
            parts.append(text(end + 6, baseline, words, css=value_css))
    # A drawing with links in it is a group: an image would hide them from a screen reader.
    return drawing(canvas, grid.bottom + 2, names, "".join(parts), role="group" if linked else "img")
