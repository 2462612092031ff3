"""What a test reads in a rendering: the words and tables of a PDF or a Word file, by readers other than the writers."""

import re
from io import BytesIO
from typing import Any

import docx
import pypdfium2

from tools.pdf_objects import Pdf
from tools.pdf_ua_check import _attribute, _tags, text_of


def pdf_text(data: bytes) -> str:
    """Return the words of a PDF, page after page."""
    with pypdfium2.PdfDocument(data) as pdf:
        found = []
        for page in pdf:
            text = page.get_textpage()
            # A hyphen that ends a line is taken for one that parts a word, and told as this sign.
            found.append(text.get_text_bounded().replace("\x02", "-"))
            text.close()
            page.close()
    return "\n".join(found)


def pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)


def tag_tree(data: bytes) -> list[str]:
    """Return the tags of a PDF that carry structure, indented, with alternative texts and scopes."""
    pdf = Pdf(data)
    root = pdf.get(pdf.trailer["Root"], "StructTreeRoot")
    return list(_tree(pdf, root.get("K"), 0))


def _tree(pdf: Pdf, kids: Any, depth: int) -> Any:
    for kid in kids if isinstance(kids, list) else [kids]:
        element = pdf[kid]
        if not isinstance(element, dict) or "S" not in element:
            continue
        kind = str(element["S"])
        # Spans and paragraphs in cells are Typst's own affair; what stands where is ours.
        shown = kind not in {"Span", "NonStruct", "Div"}
        alt, scope = text_of(pdf[element.get("Alt")]), _attribute(pdf, element, "Scope")
        if shown:
            yield f"{'  ' * depth}{kind}" + (f" “{alt}”" if alt else "") + (f" {scope}" if scope else "")
        yield from _tree(pdf, element.get("K"), depth + shown)


def tables_in(data: bytes) -> list[list[int]]:
    """Return the tables of a PDF by their tags: how many cells each row has."""
    pdf = Pdf(data)
    everything = _tags(pdf, pdf.get(pdf.trailer["Root"], "StructTreeRoot", "K"), "", {})
    found = []
    for element, kind, _parent, _marks in everything:
        if kind == "Table":
            inside = list(_tags(pdf, element.get("K"), "Table", {}))
            rows = [row for row, what, _p, _m in inside if what == "TR"]
            found.append(
                [
                    sum(
                        1
                        for _e, what, parent, _m in _tags(pdf, row.get("K"), "TR", {})
                        if parent == "TR" and what in {"TH", "TD"}
                    )
                    for row in rows
                ]
            )
    return found


def word(data: bytes) -> Any:
    """Return a Word file, opened."""
    return docx.Document(BytesIO(data))


def word_text(data: bytes) -> str:
    """Return all words of a Word file in order: paragraphs and the cells of tables, links included."""
    opened = word(data)
    return "\n".join(
        "".join(
            piece.text or "" if piece.tag.endswith("}t") else "\n"
            for piece in paragraph.iter()
            if piece.tag.endswith(("}t", "}br"))
        )
        for paragraph in opened.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    )


def word_outline(data: bytes) -> list[str]:
    """Return the body of a Word file: each paragraph as its style and words, each table as its rows."""
    opened = word(data)
    lines = []
    for block in opened.iter_inner_content():
        if hasattr(block, "rows"):
            lines.append(f"Table ({block.style.name})")
            lines += ["  " + " | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in block.rows]
        else:
            lines.append(f"{block.style.name}: {block.text}".rstrip())
    return lines


def squeezed(text: str) -> str:
    """Return the letters alone: where a line breaks on paper is not what a test is about."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\u0002]+", "", text)
