"""A drawing as a PNG, for Word, which cannot be relied on to show SVG. Typst draws it, with the typefaces of our PDFs."""

from functools import lru_cache
from io import BytesIO

import typst

from extramile.core.documents.fonts import drawable, typefaces

_PAGE = b"""
#set page(width: float(sys.inputs.width) * 1mm, height: auto, margin: 0mm, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
# Sharp on paper and on a close screen, and still a small file.
_DOTS_PER_INCH = 220.0


@lru_cache(maxsize=64)
def png(svg: str, width: float) -> bytes:
    """Return a drawing as a PNG of so many millimetres across."""
    fonts, _families = typefaces()
    compiler = typst.Compiler(_PAGE, font_paths=fonts, sys_inputs={"svg": drawable(svg), "width": str(width)})
    made = compiler.compile(format="png", ppi=_DOTS_PER_INCH)
    pages = made if isinstance(made, list) else [made]
    if not pages or pages[0] is None:
        raise TypeError("Typst returned no drawing.")
    return pages[0]


def png_file(svg: str, width: float) -> BytesIO:
    """Return the same as an open file."""
    return BytesIO(png(svg, width))
