"""Shares with how sure they can be: a dot, its 95% interval as a line, and the two numbers behind it."""

from collections.abc import Sequence

from markupsafe import Markup

from extramile.web.design.charts.markup import CANVASES, WIDE, Canvas, drawing, frame, identify, lines_of_text, text
from extramile.web.design.charts.model import Chart, Interval, Table
from extramile.web.design.charts.rows import lay_out
from extramile.web.design.charts.text import width
from extramile.web.design.figures import figure, is_known, span

TICKS = (0, 25, 50, 75, 100)


def interval_chart(
    groups: Sequence[Interval],
    *,
    title: str,
    decimals: int = 0,
    heading: str = "Group",
    share_heading: str = "Share",
    interval_heading: str = "95% interval",
    id_prefix: str | None = None,
) -> Chart:
    """Return one row for each group, in the order given, on an axis from 0% to 100%."""
    shares = [_share_words(group, decimals) for group in groups]
    spans = [span(group.low, group.high, "%", decimals) if _has_interval(group) else "" for group in groups]
    description = " ".join(
        f"{group.name}: {words}{f', interval {ends}' if ends else ''}."
        for group, words, ends in zip(groups, shares, spans, strict=True)
    )
    table = Table(
        caption=title,
        headings=(heading, "Number", "Out of", share_heading, interval_heading),
        rows=tuple(
            (
                group.name,
                figure(group.numerator),
                figure(group.denominator),
                figure(group.share, "%", decimals),
                ends or figure(None),
            )
            for group, ends in zip(groups, spans, strict=True)
        ),
        numeric=frozenset({1, 2, 3, 4}),
        here=frozenset(index for index, group in enumerate(groups) if group.role == "place"),
    )
    names = (identify(id_prefix, title, description), title, description)
    drawn = [_draw(canvas, groups, shares, names) for canvas in CANVASES]
    return Chart(Markup(frame(*drawn)), title, description, table)  # noqa: S704 - every word has passed through `safe`


def _has_interval(group: Interval) -> bool:
    return is_known(group.low) and is_known(group.high)


def _share_words(group: Interval, decimals: int) -> str:
    counts = f"{figure(group.numerator)} of {figure(group.denominator)}"
    return f"{figure(group.share, '%', decimals)}, {counts}" if is_known(group.share) else counts


def _draw(canvas: Canvas, groups: Sequence[Interval], shares: Sequence[str], names: tuple[str, str, str]) -> str:
    # Narrow: the figures stand at the right of the name, over the mark, so the mark has the whole width.
    wide = canvas is WIDE
    widest = max((width(words, canvas.font, bold=True) for words in shares), default=0)
    bold = [group.role == "place" for group in groups]
    names_of_groups = [group.name for group in groups]
    if wide:
        grid = lay_out(canvas, names_of_groups, bold, room_for_figures=widest + 18, top=6)
    else:
        grid = lay_out(canvas, names_of_groups, bold, room_for_figures=14, top=6, beside_name=widest + 12)
    parts = []
    for tick in TICKS:
        x = grid.left + tick / 100 * (grid.right - grid.left)
        css = "x-axis" if tick == 0 else "x-grid"
        parts += [
            f'<line class="{css}" x1="{x:.1f}" x2="{x:.1f}" y1="{top:.1f}" y2="{bottom:.1f}"/>'
            for top, bottom in grid.spans()
        ]
        anchor = "start" if tick == 0 else "end" if tick == 100 and not wide else "middle"
        parts.append(text(x if tick else x - 4, grid.bottom + canvas.font + 5, f"{tick}%", anchor=anchor))
    for group, words, row in zip(groups, shares, grid.rows, strict=True):
        name = f"x-name x-name--{group.role}"
        parts.append(lines_of_text(row.name_x, row.baseline, row.lines, canvas.line, css=name))
        css = "x-value x-value--place" if group.role == "place" else "x-value"
        if wide:
            parts.append(text(canvas.width, row.middle + canvas.font * 0.35, words, css=css, anchor="end"))
        else:
            parts.append(text(canvas.width, row.baseline, words, css=css, anchor="end"))
        parts.append(_mark(group, grid.left, grid.right, row.middle))
    return drawing(canvas, grid.bottom + canvas.font + 10, names, "".join(parts))


def _mark(group: Interval, left: float, right: float, y: float) -> str:
    drawn = ""
    if _has_interval(group):
        low, high = (left + float(end) / 100 * (right - left) for end in (group.low, group.high))
        drawn += (
            f'<path class="x-whisker x-whisker--{group.role}" d="M{low:.1f},{y:.1f} H{high:.1f} '
            f'M{low:.1f},{y - 5:.1f} v10 M{high:.1f},{y - 5:.1f} v10"/>'
        )
    if is_known(group.share):
        x = left + float(group.share) / 100 * (right - left)
        drawn += f'<circle class="x-dot x-dot--{group.role}" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
    return drawn
