"""One bar for the whole, cut into its parts, each with its words and both its numbers."""

from collections.abc import Sequence

from markupsafe import Markup

from extramile.web.design.charts.markup import CANVASES, Canvas, drawing, frame, identify, lines_of_text, text
from extramile.web.design.charts.model import Chart, Part, Table
from extramile.web.design.charts.text import width, wrap
from extramile.web.design.charts.tones import fill, letters
from extramile.web.design.figures import figure, rounded, share

HEIGHT = 44
GAP = 2


def share_bar(
    parts: Sequence[Part], *, title: str, of_what: str = "areas", decimals: int = 0, id_prefix: str | None = None
) -> Chart:
    """Return the whole as one bar: the per cent in each part with room for it, and under it the words for every part.

    `of_what` names what is counted ("inspections").
    """
    total = sum(part.count for part in parts)
    words = [share(part.count, total, decimals) for part in parts]
    description = f"{figure(total)} {of_what}. " + " ".join(
        f"{part.name}: {each}." for part, each in zip(parts, words, strict=True)
    )
    table = Table(
        caption=title,
        headings=("Outcome", "Number", "Out of", "Share"),
        rows=tuple(
            (part.name, figure(part.count), figure(total), _per_cent(part.count, total, decimals)) for part in parts
        ),
        numeric=frozenset({1, 2, 3}),
    )
    names = (identify(id_prefix, title, description), title, description)
    drawn = [_draw(canvas, parts, total, decimals, names) for canvas in CANVASES]
    return Chart(Markup(frame(*drawn)), title, description, table, _note(parts, total, decimals))  # noqa: S704 - every word has passed through `safe`


def _note(parts: Sequence[Part], total: int, decimals: int) -> str:
    """Return a sentence for readers who add the shares up, where rounding keeps them from making 100."""
    shown = sum(rounded(100 * part.count / total, decimals) for part in parts) if total else 100
    return "" if shown == 100 else f"Shares are rounded: they add up to {figure(shown, '%', decimals)}."


def _per_cent(count: int, total: int, decimals: int) -> str:
    return figure(100 * count / total if total else None, "%", decimals)


def _draw(canvas: Canvas, parts: Sequence[Part], total: int, decimals: int, names: tuple[str, str, str]) -> str:
    drawn, x = [], 0.0
    if not total:
        drawn.append(f'<rect class="x-fill--none" x="1" y="1" width="{canvas.width - 2}" height="{HEIGHT - 2}"/>')
    for part in parts:
        length = canvas.width * part.count / total if total else 0
        # A part of none is told in words below, not drawn.
        if length:
            visible = f'width="{max(1, length - GAP):.1f}" height="{HEIGHT}"'
            drawn.append(f'<rect class="{fill(part.tone)}" x="{x:.1f}" y="0" {visible}/>')
            per_cent = _per_cent(part.count, total, decimals)
            if width(per_cent, canvas.font, bold=True) + 10 < length:
                css = f"x-value--strong {letters(part.tone)}"
                drawn.append(text(x + 9, HEIGHT / 2 + canvas.font * 0.36, per_cent, css=css))
        x += length
    y = HEIGHT + 14.0
    words = _words(canvas, parts, total)
    for part, (left, lines, counts, row) in zip(parts, words, strict=True):
        top = y + row
        drawn.append(f'<rect class="{fill(part.tone)}" x="{left:.1f}" y="{top:.1f}" width="14" height="14"/>')
        drawn.append(lines_of_text(left + 22, top + 13, lines, canvas.line, css="x-name x-name--place-ink"))
        drawn.append(text(left + 22, top + 13 + canvas.line * len(lines), counts))
    bottom = max((y + row + canvas.line * (len(lines) + 1) for _, lines, _, row in words), default=y)
    return drawing(canvas, bottom + 6, names, "".join(drawn))


def _words(canvas: Canvas, parts: Sequence[Part], total: int) -> list[tuple[float, list[str], str, float]]:
    """Return where the words of each part stand: side by side if there is room, else in rows."""
    counts = [f"{figure(part.count)} of {figure(total)}" for part in parts]
    room = canvas.width / max(1, len(parts)) - 34
    if room >= 110:
        left = canvas.width / len(parts)
        return [
            (index * left, wrap(part.name, room, canvas.font, bold=True), words, 0)
            for index, (part, words) in enumerate(zip(parts, counts, strict=True))
        ]
    placed, row = [], 0.0
    for part, words in zip(parts, counts, strict=True):
        lines = wrap(part.name, canvas.width - 26, canvas.font, bold=True)
        placed.append((0.0, lines, words, row))
        row += canvas.line * (len(lines) + 1) + 8
    return placed
