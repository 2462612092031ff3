"""Opens a PDF and gives its pages as lines with their places, and the ruled lines of its tables.

This is the module that knows the PDF library (`plain_text` asks it for words alone). It asks for little, because every
question has a price: the text of a page in one call, then the place and the type of the first character of each line.
Ruled lines are asked for only on pages that hold tables, and the place of a word inside a line only where two cells were
run together.

Lines come in the order in which the document draws them, which for reports made in Word is the order of reading,
cell after cell within tables. Units are points (1/72 inch) from the bottom left corner of the page.
"""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from extramile.core.vocabulary import InputError

# Far above any report of the series (12 pages, 0.6 MB, 4,500 characters a page), far below what could hurt.
MOST_BYTES = 30_000_000
MOST_PAGES = 80
MOST_CHARACTERS_ON_A_PAGE = 40_000
MOST_SHAPES_ON_A_PAGE = 20_000
# A scan has none; a blank form has a few words. A report has some 20,000.
FEWEST_CHARACTERS = 400

# The library's mark where a word was divided at the end of a line.
DIVIDED = "\ufffe"
_PHYSICAL_LINE = re.compile(rf"[^\r\n{DIVIDED}]+{DIVIDED}?")
_BOLD = 600
_THIN = 2.5
_WIDE = 60.0


def _address(handle: Any) -> int:
    address: int = ctypes.cast(handle, ctypes.c_void_p).value or 0
    return address


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    """Return a function of the library as one that takes plain addresses.

    A third quicker than the library's own wrapper, which makes an object of every address: for what is asked of every
    line and every shape. Addresses come from `_address`.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(_address(function))


_ADDRESS = ctypes.c_void_p
_origin_of = _quick(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, _ADDRESS, ctypes.c_int, _ADDRESS, _ADDRESS)
_size_of = _quick(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, ctypes.c_int)
_weight_of = _quick(pdfium.FPDFText_GetFontWeight, ctypes.c_int, _ADDRESS, ctypes.c_int)
_shape_at = _quick(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, ctypes.c_int)
_type_of = _quick(pdfium.FPDFPageObj_GetType, ctypes.c_int, _ADDRESS)


class Line(NamedTuple):
    """A line as printed: where its first character stands, how it is set, what it says, and its place in the page."""

    page: int
    x: float
    y: float
    size: float
    bold: bool
    text: str
    start: int


class Rule(NamedTuple):
    """A horizontal ruled line, as the borders of table rows are."""

    y: float
    left: float
    right: float


@dataclass(slots=True)
class Page:
    """One page: its number (from 1), its lines in the order drawn, and what can be asked while the file is open."""

    number: int
    height: float
    lines: list[Line]
    _page: Any = field(repr=False)
    _text: Any = field(repr=False)
    _rules: list[Rule] | None = field(default=None, repr=False)

    def rules(self) -> list[Rule]:
        """Return the horizontal ruled lines of the page, top first."""
        if self._rules is None:
            self._rules = sorted(_rules_of(self._page), reverse=True)
        return self._rules

    def x_of(self, line: Line, offset: int) -> float:
        """Return where the character at `offset` of the line's text stands."""
        return _origin(_address(self._text), line.start + offset)[0]

    def right_of(self, line: Line, offset: int) -> float:
        """Return where the character at `offset` of the line's text ends."""
        sides = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(self._text, line.start + offset, *map(ctypes.byref, sides))
        return sides[1].value


@contextmanager
def open_pages(data: bytes, *, file: str) -> Iterator[list[Page]]:
    """Open the PDF and give its pages; they can be asked questions until the block ends.

    Raises InputError, naming the file and what to do, when it is empty, no PDF, damaged, encrypted, too large, or has
    no text.
    """
    document = _open(data, file)
    pages: list[Page] = []
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise InputError(
                f"has {count} pages; a report has about ten.", where=file, next_step="Give the report alone."
            )
        pages.extend(_read_page(document, number, file) for number in range(1, count + 1))
        if sum(len(line.text) for page in pages for line in page.lines) < FEWEST_CHARACTERS:
            raise InputError(
                "has no text that can be read; it seems to be a scan or empty.",
                where=file,
                next_step="Give the PDF as Ofsted published it.",
            )
        yield pages
    finally:
        for page in pages:
            pdfium.FPDFText_ClosePage(page._text)
            pdfium.FPDF_ClosePage(page._page)
        document.close()


def _open(data: bytes, file: str) -> pypdfium2.PdfDocument:
    if not data:
        raise InputError("is empty.", where=file, next_step="Download it again.")
    if len(data) > MOST_BYTES:
        size = len(data) // 1_000_000
        raise InputError(f"is {size} MB; a report is below 1 MB.", where=file, next_step="Give the report alone.")
    if b"%PDF-" not in data[:1024]:
        raise InputError("is not a PDF file.", where=file, next_step="Give the PDF as Ofsted published it.")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise InputError(
                "is encrypted with a password.", where=file, next_step="Give a copy without a password."
            ) from error
        raise InputError("is a damaged or incomplete PDF file.", where=file, next_step="Download it again.") from error


def _read_page(document: pypdfium2.PdfDocument, number: int, file: str) -> Page:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise InputError(f"is damaged: page {number} cannot be opened.", where=file, next_step="Download it again.")
    text = pdfium.FPDFText_LoadPage(page)
    count = pdfium.FPDFText_CountChars(text) if text else 0
    if count > MOST_CHARACTERS_ON_A_PAGE:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
        raise InputError(
            f"has {count} characters on page {number}; a report has some 4,000.",
            where=file,
            next_step="Give the PDF as Ofsted published it.",
        )
    lines: list[Line] = []
    at = _address(text)
    for piece in _PHYSICAL_LINE.finditer(_characters(text, count)):
        start, content = piece.start(), piece.group()
        x, y = _origin(at, start)
        lines.append(Line(number, x, y, _size_of(at, start), _weight_of(at, start) >= _BOLD, content, start))
    return Page(number, pdfium.FPDF_GetPageHeightF(page), lines, page, text)


def _characters(text: Any, count: int) -> str:
    """Return the characters of the page, one for each of the library's, so that positions in both are the same."""
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    written = pdfium.FPDFText_GetText(text, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    characters = buffer.raw[: max(0, written - 1) * 2].decode("utf-16-le", "replace")
    if len(characters) == count:
        return characters
    return "".join(chr(pdfium.FPDFText_GetUnicode(text, place) or 32) for place in range(count))


_X, _Y = ctypes.c_double(), ctypes.c_double()
_X_REFERENCE, _Y_REFERENCE = ctypes.byref(_X), ctypes.byref(_Y)


def _origin(text: int, place: int) -> tuple[float, float]:
    _origin_of(text, place, _X_REFERENCE, _Y_REFERENCE)
    return _X.value, _Y.value


def _rules_of(page: Any) -> Iterator[Rule]:
    """Give the thin wide shapes of the page, and top and bottom of the outlined boxes."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    references = [ctypes.byref(side) for side in (left, bottom, right, top)]
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    at = _address(page)
    for place in range(min(pdfium.FPDFPage_CountObjects(page), MOST_SHAPES_ON_A_PAGE)):
        if _type_of(_shape_at(at, place)) != pdfium.FPDF_PAGEOBJ_PATH:
            continue  # most of what a page holds is text
        shape = pdfium.FPDFPage_GetObject(page, place)
        pdfium.FPDFPageObj_GetBounds(shape, *references)
        if right.value - left.value < _WIDE:
            continue
        if top.value - bottom.value < _THIN:
            yield Rule((top.value + bottom.value) / 2, left.value, right.value)
            continue
        pdfium.FPDFPath_GetDrawMode(shape, ctypes.byref(filled), ctypes.byref(stroked))
        if stroked.value:
            yield Rule(top.value, left.value, right.value)
            yield Rule(bottom.value, left.value, right.value)
