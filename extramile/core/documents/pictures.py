"""Drawings: the faces of a picture scale, and the one drawing of a chart that fits on paper.

A chart's colours come from its page's stylesheet. Elsewhere there is no page, so the same classes are said again inside
the drawing, with plain values (`styles/chart.css`, kept in step with the page's by a test).
"""

import re
from functools import cache
from pathlib import Path

from extramile.core.documents.blocks import Mood

_STYLES = Path(__file__).parent / "styles" / "chart.css"
_DRAWING = re.compile(r"<svg\b[^>]*>.*?</svg>", re.DOTALL | re.IGNORECASE)
# A script, a handler or a foreign object has no place in a drawing; a drawing is ours, and this would be our mistake.
_UNFIT = re.compile(r"<script|<foreignobject|\son\w+\s*=|javascript:|<!entity", re.IGNORECASE)

# The mouth of each mood, in a face of 100 by 100.
_MOUTHS: dict[Mood, str] = {
    "very happy": "M24 56 Q50 100 76 56 Z",
    "happy": "M28 62 Q50 84 72 62",
    "neither": "M30 68 L70 68",
    "unhappy": "M30 76 Q50 56 70 76",
    "very unhappy": "M26 80 Q50 46 74 80",
}
_BROWS = '<path d="M22 36 L40 28 M78 36 L60 28" fill="none" stroke="#17202a" stroke-width="4" stroke-linecap="round"/>'


def face(mood: Mood) -> str:
    """Return a face. It is drawn, so that no font has to have it; the words beside it say what it means."""
    filled = "#17202a" if mood == "very happy" else "none"
    return (
        '<svg class="x-face" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" aria-hidden="true" '
        'focusable="false"><circle cx="50" cy="50" r="46" fill="#ffffff" stroke="#17202a" stroke-width="4"/>'
        '<circle cx="35" cy="43" r="5.5" fill="#17202a"/><circle cx="65" cy="43" r="5.5" fill="#17202a"/>'
        f"{_BROWS if mood == 'very unhappy' else ''}"
        f'<path d="{_MOUTHS[mood]}" fill="{filled}" stroke="#17202a" stroke-width="4" stroke-linecap="round" '
        'stroke-linejoin="round"/></svg>'
    )


def drawing(svg: str) -> str:
    """Return the first drawing of a chart, for paper: the wide one, with its colours inside."""
    found = _DRAWING.search(svg)
    if not found or _UNFIT.search(svg):
        raise ValueError("A chart needs a drawing in SVG, without scripts.")
    start = found[0].index(">") + 1
    return f"{found[0][:start]}<style>{_colours()}</style>{found[0][start:]}"


@cache
def _colours() -> str:
    return _STYLES.read_text(encoding="utf-8")
