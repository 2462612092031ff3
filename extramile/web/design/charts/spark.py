"""A trend the size of a word, for a row of a table or beside a figure."""

from collections.abc import Sequence

from markupsafe import Markup

from extramile.web.design.charts.markup import identify, safe
from extramile.web.design.charts.model import Chart, Table
from extramile.web.design.charts.sentences import sentence_for_trend, words_for_series
from extramile.web.design.figures import Value, figure, is_known

WIDTH, HEIGHT, EDGE = 96, 28, 4


def sparkline(
    points: Sequence[tuple[str, Value]],
    *,
    subject: str,
    unit: str = "",
    decimals: int = 0,
    id_prefix: str | None = None,
) -> Chart:
    """Return a small line from lowest to highest, with a dot at the latest value. Its figure belongs beside it.

    `subject` is what the figures are of; it heads the text that a screen reader says in the line's place.
    """
    title = sentence_for_trend(subject, points, unit=unit, decimals=decimals)
    description = words_for_series(subject, points, unit=unit, decimals=decimals)
    table = Table(
        caption=title,
        headings=("Period", subject),
        rows=tuple((label, figure(value, unit, decimals)) for label, value in points),
        numeric=frozenset({1}),
    )
    name = f"{identify(id_prefix, title, description)}-title"
    drawn = (
        f'<svg class="x-spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-labelledby="{name}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}">{safe(title)}</title>{_line(points)}</svg>'
    )
    return Chart(Markup(drawn), title, description, table)  # noqa: S704 - every word has passed through `safe`


def _line(points: Sequence[tuple[str, Value]]) -> str:
    known = [float(value) for _, value in points if is_known(value)]
    if not known:
        return f'<line class="x-spark-none" x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{HEIGHT / 2}" y2="{HEIGHT / 2}"/>'
    low, high = min(known), max(known)
    step = (WIDTH - 2 * EDGE) / max(1, len(points) - 1)
    runs: list[list[str]] = [[]]
    last = ""
    for index, (_, value) in enumerate(points):
        if not is_known(value):
            runs.append([])
            continue
        # A series that never moves is a line in the middle, not at the bottom.
        part = (float(value) - low) / (high - low) if high > low else 0.5
        x, y = EDGE + index * step, HEIGHT - EDGE - part * (HEIGHT - 2 * EDGE)
        runs[-1].append(f"{x:.1f},{y:.1f}")
        last = f'<circle class="x-dot x-dot--place" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
    path = " ".join("M" + " L".join(run) for run in runs if len(run) > 1)
    alone = "".join(
        f'<circle class="x-spark-mark" cx="{x}" cy="{y}" r="1.5"/>'
        for run in runs
        if len(run) == 1
        for x, y in [run[0].split(",")]
    )
    return (f'<path class="x-spark-line" d="{path}"/>' if path else "") + alone + last
