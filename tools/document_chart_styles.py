"""Say the classes of charts again for documents, with plain values: `python -m tools.document_chart_styles`.

On a page the colours of a chart come from custom properties and from rules about width and contrast. A drawing in a PDF
or in Word has neither, and what draws it knows no `var()`. So the stylesheet of documents is made from that of pages;
a test fails when the two have parted.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
DESIGN = ROOT / "extramile" / "web" / "design" / "static" / "design"
MADE = ROOT / "extramile" / "core" / "documents" / "styles" / "chart.css"
# What belongs to a page and not to a drawing: frames, keys, links, and which of two drawings is shown.
OF_PAGES = re.compile(r":root|:hover|:focus|x-key|x-chart-frame|x-chart--|tile-link|^\.x-chart$|^\.x-spark$")
FONT = 'svg { font-family: "Atkinson Hyperlegible Next", Arial, sans-serif; }\n'


def without_comments(css: str) -> str:
    """Return the stylesheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def without_conditions(css: str) -> str:
    """Return the stylesheet without its at-rules, with all that is inside them."""
    kept, depth, skipping = [], 0, False
    for piece in re.split(r"([{}])", css):
        if depth == 0 and piece.strip().startswith("@"):
            skipping = True
        if not skipping:
            kept.append(piece)
        depth += {"{": 1, "}": -1}.get(piece, 0)
        if skipping and depth == 0 and piece == "}":
            skipping = False
    return "".join(kept)


def resolved(charts: str, look: str) -> str:
    """Return the rules of drawings, every custom property replaced by its value."""
    properties = dict(re.findall(r"(--[\w-]+):\s*([^;}]+)", without_comments(look + charts)))
    rules = [FONT]
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", without_conditions(without_comments(charts))):
        kept = [one.strip() for one in selectors.split(",") if not OF_PAGES.search(one.strip())]
        if kept:
            values = re.sub(r"var\((--[\w-]+)\)", lambda found: properties[found[1]].strip(), body.strip())
            values = re.sub(r"\s*font-family: inherit;", "", values)
            rules.append(f"{', '.join(kept)} {{ {values} }}\n")
    return "".join(rules)


def made() -> str:
    """Return what the stylesheet of documents should be."""
    charts, look = ((DESIGN / name).read_text(encoding="utf-8") for name in ("charts.css", "extramile.css"))
    return resolved(charts, look)


if __name__ == "__main__":
    MADE.write_text(made(), encoding="utf-8")
