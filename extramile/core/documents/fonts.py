"""The typefaces of paper, and what to do with a letter that none of them has.

Atkinson Hyperlegible Next is the face; DejaVu Sans stands in, letter by letter, where it ends (Greek, Cyrillic, Arabic,
Hebrew, arrows, faces). Fonts of the machine are never used: the same document must become the same file everywhere.
A letter that neither has would stop PDF/UA, and dropping it would lose a word of somebody's, so it is spelt by name.
A service whose people write in other scripts adds a folder of fonts.
"""

import struct
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import typst

from extramile.core.documents.cleaning import clean, spoken

FOLDER = Path(__file__).parent / "fonts"
FACES = ("Atkinson Hyperlegible Next", "DejaVu Sans")
_SUFFIXES = {".ttf", ".otf"}


@cache
def typefaces(folders: tuple[Path, ...] = ()) -> tuple[typst.Fonts, tuple[str, ...]]:
    """Return the fonts for Typst, and the names of the families, ours first."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER, *folders])
    return fonts, (*FACES, *(family for family in sorted(fonts.families()) if family not in FACES))


@cache
def own_letters() -> str:
    """Return the letters that our typeface has, as a class of a regular expression.

    Typst is told to use it for these alone. Left to itself it would put a letter that the face lacks together from two
    forms (h and a circumflex), and a screen reader would then say that letter twice.
    """
    own = sorted(_code_points((FOLDER / "AtkinsonHyperlegibleNext-Regular.ttf").read_bytes()))
    return "[" + "".join(f"\\u{{{code:x}}}" for code in dict.fromkeys(own)) + "]"


def drawable(text: str, folders: tuple[Path, ...] = ()) -> str:
    """Return the text, cleaned, with each letter that no font has spelt by its name."""
    text = clean(text)
    if text.isascii():
        return text
    letters = _letters(folders)
    return "".join(letter if ord(letter) in letters else spoken(letter) for letter in text)


@cache
def _letters(folders: Sequence[Path]) -> frozenset[int]:
    files = sorted(
        path for folder in (FOLDER, *folders) for path in Path(folder).iterdir() if path.suffix.lower() in _SUFFIXES
    )
    # A line break is no letter and needs no form.
    return frozenset({10}).union(*(_code_points(path.read_bytes()) for path in files))


def _code_points(font: bytes) -> Iterator[int]:
    """Yield the code points that a TrueType or OpenType font maps to a glyph, from its `cmap` table."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    start = tables[b"cmap"]
    (maps,) = struct.unpack_from(">H", font, start + 2)
    for number in range(maps):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * number + 4)
        at = start + offset
        (shape,) = struct.unpack_from(">H", font, at)
        if shape == 4:
            yield from _segments(font, at)
        elif shape == 12:
            (groups,) = struct.unpack_from(">I", font, at + 12)
            for group in range(groups):
                first, last, _glyph = struct.unpack_from(">3I", font, at + 16 + 12 * group)
                yield from range(first, last + 1)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Yield the code points of a map in format 4: pieces of the first plane, some letter by letter."""
    (count,) = struct.unpack_from(">H", font, at + 6)
    count //= 2
    lasts = struct.unpack_from(f">{count}H", font, at + 14)
    firsts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}h", font, at + 16 + 4 * count)
    ranges = at + 16 + 6 * count
    for piece in range(count):
        (shift,) = struct.unpack_from(">H", font, ranges + 2 * piece)
        for code in range(firsts[piece], lasts[piece] + 1):
            glyph = code
            if shift:
                (glyph,) = struct.unpack_from(">H", font, ranges + 2 * piece + shift + 2 * (code - firsts[piece]))
            if glyph and (glyph + deltas[piece]) & 0xFFFF if shift else (code + deltas[piece]) & 0xFFFF:
                yield code
