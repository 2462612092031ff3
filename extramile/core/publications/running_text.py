"""Sections as running text: paragraphs and bullets on lines of their own."""

from collections.abc import Sequence

from extramile.core.publications.bullets import has_glyph, without_glyph
from extramile.core.publications.joining import SAME_LINE, Joiner
from extramile.core.publications.pages import Line

_PARAGRAPH_GAP = 1.6


def running_text(lines: Sequence[Line], joiner: Joiner) -> str:
    """Return the lines as paragraphs, one a line; a bullet's glyph becomes “•”."""
    paragraphs: list[tuple[bool, list[Line]]] = []
    above: Line | None = None
    for line in lines:
        glyph = has_glyph(line)
        if not paragraphs or glyph or (above is not None and _is_new(above, line)):
            paragraphs.append((glyph, [without_glyph(line) if glyph else line]))
        else:
            paragraphs[-1][1].append(line)
        above = line
    joined = ((glyph, joiner.join(part)) for glyph, part in paragraphs)
    return "\n".join(f"• {text}" if glyph else text for glyph, text in joined if text)


def _is_new(above: Line, line: Line) -> bool:
    """Say whether the line starts a paragraph: after a gap, in another cell, or on a new page after a full sentence."""
    if above.page != line.page:
        return above.text.rstrip().endswith((".", "!", "?"))
    rises = line.y > above.y + SAME_LINE
    return rises or above.y - line.y > _PARAGRAPH_GAP * max(line.size, above.size, 8)
