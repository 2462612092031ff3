"""What leads to what: things in columns by stage, lines between them. It has one size, and scrolls where there is less room.

Seven columns fit on a page of 1280 pixels, which gives a drawing 1120.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from extramile.web.design.charts.markup import identify, lines_of_text, safe
from extramile.web.design.charts.model import Chart, Node, Table, Tie
from extramile.web.design.charts.text import wrap
from extramile.web.design.charts.ways import APART, BETWEEN, BOX, EDGE, Place, Ways, left

FONT, LINE, PAD = 14, 18, 8
MOST_LINES = 5


def flow_chart(
    columns: Sequence[tuple[str, Sequence[Node]]],
    ties: Sequence[Tie],
    *,
    title: str,
    description: str,
    id_prefix: str | None = None,
) -> Chart:
    """Return the columns with their nodes from left to right, and a line for each tie.

    Ties name nodes by their keys; a tie within a column is a bow beside it, and one past a column runs through a gap in it.
    """
    names = {node.key: node.name for _, nodes in columns for node in nodes}
    rows = tuple((names[each.start], each.words, names[each.end]) for each in ties)
    table = Table(caption=title, headings=("From", "How", "To"), rows=rows)
    heads = [wrap(name, BOX, FONT, bold=True)[:MOST_LINES] for name, _ in columns]
    top = max((len(each) for each in heads), default=0) * LINE + APART
    drawn, places, bottom = [], dict[str, Place](), top
    for number, (_, nodes) in enumerate(columns):
        x, y = left(number), top
        drawn.append(lines_of_text(x, FONT, heads[number], LINE, css="x-flow-head"))
        for node in nodes:
            lines = _lines(node)
            height = len(lines) * LINE + 2 * PAD
            places[node.key] = (number, y, height)
            drawn.append(_box(x, y, height, lines, here=node.here))
            y += height + APART
        bottom = max(bottom, y)
    width = left(len(columns)) - BETWEEN + EDGE + (BETWEEN / 2 if _bows(ties, places) else 0)
    ways = Ways(places.values(), top)
    lines = "".join(
        f'<path class="{_css(each, columns)}" d="{ways.way(places[each.start], places[each.end])}"/>' for each in ties
    )
    stem = identify(id_prefix, title, description)
    svg = (
        f'<svg class="x-flow" viewBox="0 0 {width:.0f} {bottom:.0f}" width="{width:.0f}" height="{bottom:.0f}" role="img" '
        f'aria-labelledby="{stem}-title" aria-describedby="{stem}-desc" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{stem}-title">{safe(title)}</title><desc id="{stem}-desc">{safe(description)}</desc>'
        f"{lines}{''.join(drawn)}</svg>"
    )
    return Chart(Markup(svg), title, description, table)  # noqa: S704 - every word has passed through `safe`


def _lines(node: Node) -> list[str]:
    lines = wrap(node.name, BOX - 2 * PAD, FONT, bold=node.here)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1].rstrip('…')}…"]
    return lines


def _box(x: float, y: float, height: float, lines: Sequence[str], *, here: bool) -> str:
    css = "x-flow-box x-flow-box--here" if here else "x-flow-box"
    words = lines_of_text(x + PAD, y + PAD + FONT, lines, LINE, css="x-flow-name--here" if here else "x-flow-name")
    return f'<rect class="{css}" x="{x:.0f}" y="{y:.0f}" width="{BOX}" height="{height:.0f}" rx="3"/>{words}'


def _css(tie: Tie, columns: Sequence[tuple[str, Sequence[Node]]]) -> str:
    here = {node.key for _, nodes in columns for node in nodes if node.here}
    return "x-flow-tie x-flow-tie--here" if here & {tie.start, tie.end} else "x-flow-tie"


def _bows(ties: Sequence[Tie], places: Mapping[str, Place]) -> bool:
    return any(places[each.start][0] >= places[each.end][0] for each in ties)
