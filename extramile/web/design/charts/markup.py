"""The few pieces of SVG that every chart shares.

Every word from outside passes through `safe`. Nothing here writes a `style` attribute, since every page's
Content-Security-Policy forbids them: colour comes from classes in charts.css.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple
from zlib import crc32

# Characters that XML cannot carry, even escaped.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Most words have nothing to escape: one look at them is quicker than five replacements.
SPECIAL = re.compile(r"[^\w .,:;%()/+–−£-]", re.ASCII)
# A link of ours is a path, a query, a fragment, or a full address. Anything else (javascript:, data:) is a mistake.
LINK = re.compile(r"(?:/(?!/)|[?#]|https?://)")


class Canvas(NamedTuple):
    """A drawing's width and type size, in the same units. Two are drawn, so that letters stay letters on a phone."""

    name: str
    width: int
    font: int

    @property
    def line(self) -> int:
        """Return the height of a line of text."""
        return self.font + 4


WIDE = Canvas("wide", 680, 15)
# A phone of 320 px leaves 290 for the page, so 15 units are read as 14.5 px.
NARROW = Canvas("narrow", 300, 15)
CANVASES = (WIDE, NARROW)


def safe(text: object) -> str:
    """Return `text` fit for markup, in content and in a quoted attribute."""
    words = str(text)
    return UNFIT.sub("", escape(words, quote=True)) if SPECIAL.search(words) else words


def href_attribute(href: str) -> str:
    """Return the attribute of a link; refuse what is not an address."""
    if not LINK.match(href):
        raise ValueError(f"not a web address or path: {href!r}")
    return f' href="{safe(href)}"'


def identify(prefix: str | None, *words: str) -> str:
    """Return the stem of a chart's ids: the caller's, or one made from its words: the same chart is the same markup."""
    if prefix:
        return re.sub(r"[^A-Za-z0-9_-]", "-", prefix)
    return f"chart-{crc32(chr(31).join(words).encode('utf-8', 'replace')):08x}"


def drawing(canvas: Canvas, height: float, names: tuple[str, str, str], body: str, *, role: str = "img") -> str:
    """Return one SVG; its `names` are the stem of its ids, its title and its description."""
    stem, title, description = names
    ids = f"{stem}-{canvas.name}"
    return (
        f'<svg class="x-chart x-chart--{canvas.name}" viewBox="0 0 {canvas.width} {height:.0f}" role="{role}" '
        f'aria-labelledby="{ids}-title" aria-describedby="{ids}-desc" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{ids}-title">{safe(title)}</title><desc id="{ids}-desc">{safe(description)}</desc>{body}</svg>'
    )


def frame(*parts: str) -> str:
    """Return the drawings (and a key) in the box whose width decides which of them is shown."""
    return f'<div class="x-chart-frame">{"".join(parts)}</div>'


def text(x: float, y: float, words: str, *, css: str = "", anchor: str = "") -> str:
    """Return a line of text."""
    style = (f' class="{css}"' if css else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x:.1f}" y="{y:.1f}"{style}>{safe(words)}</text>'


def lines_of_text(x: float, y: float, lines: Iterable[str], step: float, *, css: str = "", anchor: str = "") -> str:
    """Return several lines of text, the first on the baseline `y`."""
    return "".join(text(x, y + index * step, line, css=css, anchor=anchor) for index, line in enumerate(lines))


def key(entries: Iterable[tuple[str, str, str]]) -> str:
    """Return a key in HTML, so that its words wrap at any width: (class of the mark, letters in it, words)."""
    items = "".join(
        f'<li><span class="x-key-mark {css}" aria-hidden="true">{safe(mark)}</span> {safe(words)}</li>'
        for css, mark, words in entries
    )
    return f'<ul class="x-key">{items}</ul>'
