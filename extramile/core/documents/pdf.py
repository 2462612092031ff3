"""A document as PDF/UA-1, set by Typst: tagged, titled, with its language, its headings and the words of its drawings.

Typst itself refuses to write a file that breaks the rules it can see (a drawing without words, a letter without form,
headings that skip a level), so a document that cannot be accessible is an error here and never a file.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from extramile.core.documents.description import described
from extramile.core.documents.document import Document
from extramile.core.documents.fonts import drawable, own_letters, typefaces
from extramile.core.documents.inline import Missing

_TEMPLATE = Path(__file__).parent / "styles" / "document.typ"
# A date is missing until it is known, and the same document must still be the same file.
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def to_pdf(document: Document, *, font_folders: Sequence[Path] = ()) -> bytes:
    """Return the document as a PDF file; `font_folders` hold fonts for scripts that ours have no letters for."""
    folders = tuple(font_folders)
    fonts, families = typefaces(folders)
    values = described(document, lambda text: drawable(text, folders))
    compiler = typst.Compiler(
        _template(),
        root=_TEMPLATE.parent,
        font_paths=fonts,
        sys_inputs={"document": json.dumps(values), "families": json.dumps(families), "own": own_letters()},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=_timestamp(document))
    if not isinstance(made, bytes):
        raise TypeError("Typst returned no file.")
    return made


def _timestamp(document: Document) -> datetime:
    day = document.date
    return _NO_DATE if isinstance(day, Missing) else datetime(day.year, day.month, day.day, tzinfo=UTC)


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()
