"""Lists: which lines belong to one bullet, to its sub-points, or to none.

A bullet is told by its glyph, of which the series has many; a sub-point by its glyph further in. Glyphs that stand
alone (the library gives them a line of their own when they are set in another size) are put before their text, and
those without any text are dropped: a stray one often follows a table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extramile.core.publications.joining import SAME_LINE, Joiner, tidy
from extramile.core.publications.pages import DIVIDED, Line

# Word's square and round bullets, also as private-use codes of symbol fonts, need no space behind them.
_GLYPH = re.compile(
    r"^\s*(?:[◼■▪●•◾◆◦○□▫▶►➢➤✓✔❖‣∙·⁃\u2022\uf020-\uf0ff]\s*|[-–—−*>»§¨\ufffd](?:\s+|$)|o(?:\s+|$))(?=\S|$)"
)
_DEEPER = 8.0
_GAP = 1.6


@dataclass(slots=True)
class Point:
    """A bullet or a paragraph: its lines without the glyph, and the points inside it."""

    page: int
    x: float
    lines: list[Line] = field(default_factory=list)
    bulleted: bool = True
    inside: list["Point"] = field(default_factory=list)

    def last_line(self) -> Line | None:
        """Return the last line of the point, sub-points included."""
        return self.inside[-1].last_line() if self.inside else (self.lines[-1] if self.lines else None)


def has_glyph(line: Line) -> bool:
    """Say whether the line starts with a bullet's glyph."""
    first = line.text[:1]
    return (first == "o" or not first.isalpha()) and bool(_GLYPH.match(line.text))


def without_glyph(line: Line) -> Line:
    """Return the line without its bullet's glyph."""
    return line._replace(text=_GLYPH.sub("", line.text, count=1))


def points_of(lines: Sequence[Line]) -> tuple[list[Point], list[Line]]:
    """Return the bullets of a section in order, and the lines that belong to none of them."""
    glyphs = [line.x for line in lines if has_glyph(line)]
    if not glyphs:
        return _paragraphs(lines), []
    level = min(glyphs)
    plain = [line.x for line in lines if not has_glyph(line)]
    hangs = sum(x > level + _DEEPER / 2 for x in plain) * 2 > len(plain)
    points: list[Point] = []
    loose: list[Line] = []
    for line in lines:
        if has_glyph(line):
            point = Point(line.page, line.x)
            text = without_glyph(line)
            if tidy(text.text):
                point.lines.append(text)
            if points and _is_inside(line, points[-1], level):
                points[-1].inside.append(point)
            else:
                points.append(point)
        elif not points or (_stands_apart(line, points[-1], level) and (hangs or line.page == points[-1].page)):
            loose.append(line)
        else:
            _add(points[-1], line)
    return _with_text(points), loose


def parts_of(lines: Sequence[Line]) -> list[Point]:
    """Return the paragraphs and sub-points of a table cell, in order; paragraphs are those not `bulleted`."""
    parts: list[Point] = []
    for line in lines:
        if has_glyph(line):
            text = without_glyph(line)
            parts.append(Point(line.page, line.x, [text] if tidy(text.text) else []))
        elif not parts or _closes_list(line, parts):
            parts.append(Point(line.page, line.x, [line], bulleted=False))
        else:
            parts[-1].lines.append(line)
    return _with_text(parts)


def text_of(parts: Sequence[Point], joiner: Joiner) -> tuple[str, tuple[str, ...]]:
    """Return the parts as one text, sub-points on lines of their own, and the sub-points alone."""
    texts = [(part.bulleted, joiner.join(part.lines)) for part in parts]
    whole = "\n".join(f"• {text}" if bulleted else text for bulleted, text in texts)
    return whole, tuple(text for bulleted, text in texts if bulleted)


def _with_text(points: list[Point]) -> list[Point]:
    return [point for point in points if point.lines or point.inside]


def _add(point: Point, line: Line) -> None:
    """Put a line without glyph where it belongs: to the last sub-point, or behind the sub-points."""
    if point.inside and (line.x > point.inside[-1].x + _DEEPER / 2 or not _ends_sentence(point.last_line())):
        point.inside[-1].lines.append(line)
    elif point.inside:
        point.inside.append(Point(line.page, line.x, [line], bulleted=False))
    else:
        point.lines.append(line)


def _is_inside(line: Line, point: Point, level: float) -> bool:
    """Say whether a glyph opens a sub-point: further in, below a sentence that is not closed or below a sub-point.

    Further in alone does not tell: bullets pasted from elsewhere may stand further in than the others.
    """
    above = point.last_line()
    closed = above is not None and above.text.rstrip().rstrip("’”\"')").endswith((".", "!", "?"))
    return line.x > level + _DEEPER and (bool(point.inside) or not closed)


def _stands_apart(line: Line, point: Point, level: float) -> bool:
    """Say whether a line without glyph is a paragraph of its own: at the margin, after a gap and a full sentence."""
    above = point.last_line()
    if above is None or abs(above.y - line.y) < SAME_LINE:
        return False
    far = line.page != above.page or above.y - line.y > _GAP * max(line.size, above.size, 8)
    at_margin = line.x < level + _DEEPER / 2
    return far and at_margin and _ends_sentence(above) and tidy(line.text)[:1].isupper()


def _closes_list(line: Line, parts: list[Point]) -> bool:
    """Say whether a line after sub-points is no longer part of them: back at the margin of the cell."""
    last = parts[-1]
    if not last.bulleted or not last.lines:
        return False
    margin = min((part.x for part in parts if not part.bulleted), default=last.x)
    above = last.lines[-1]
    if line.x > min(margin, last.x) + _DEEPER / 2 or abs(above.y - line.y) < SAME_LINE:
        return False
    return tidy(line.text)[:1].isupper() and not above.text.rstrip().endswith((DIVIDED, ","))


def _ends_sentence(line: Line | None) -> bool:
    return line is not None and line.text.rstrip().rstrip("’”\"')").endswith((".", "!", "?", ";", ":"))


def _paragraphs(lines: Sequence[Line]) -> list[Point]:
    """Return paragraphs, for a section printed without glyphs."""
    points: list[Point] = []
    above: Line | None = None
    for line in lines:
        near = above is not None and line.page == above.page and above.y - line.y < _GAP * max(line.size, 8)
        over_page = above is not None and line.page != above.page and not _ends_sentence(above)
        if points and (near or over_page):
            points[-1].lines.append(line)
        else:
            points.append(Point(line.page, line.x, [line], bulleted=False))
        above = line
    return points
