"""The parts of WordprocessingML that python-docx has no call for, each a small function named for what it does."""

from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from extramile.core.documents.cleaning import clean

# python-docx hands out elements of lxml, whose types are its own affair.
Element = Any


def element(name: str, /, **attributes: str | int) -> Element:
    """Return an element of the w namespace; attributes are in it too."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), clean(str(value)))
    return made


def borders(name: str, /, **sides: tuple[int, str]) -> Element:
    """Return borders: for each side its width in eighths of a point, and its colour."""
    made = element(name)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV", "between"):
        if side in sides:
            width, colour = sides[side]
            made.append(element(side, val="single", sz=width, space=4 if name == "pBdr" else 0, color=colour))
    return made


def edge(paragraph: WordParagraph, colour: str, *, below: str = "") -> None:
    """Draw a line down the left of a paragraph, and one `below` it in another colour.

    Word joins the lines of neighbours whose borders are the same, so the one below also sets two cards apart.
    """
    properties = paragraph._p.get_or_add_pPr()
    drawn = element("pBdr")
    drawn.append(element("left", val="single", sz=24, space=10, color=colour))
    if below:
        drawn.append(element("bottom", val="single", sz=4, space=4, color=below))
    # The schema has an order; shading, tabs and spacing come after borders.
    properties.insert_element_before(
        drawn, *(f"w:{name}" for name in ("shd", "tabs", "suppressAutoHyphens", "spacing", "ind", "jc", "rPr"))
    )


def field(paragraph: WordParagraph, code: str, shown: str) -> None:
    """Add a field that Word fills in; `shown` stands until it does."""
    simple = element("fldSimple", instr=code)
    run, text = element("r"), element("t")
    text.text = shown
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)


def link(paragraph: WordParagraph, href: str) -> Element:
    """Add a link and return its element, which takes the runs."""
    related = paragraph.part.relate_to(clean(href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), related)
    paragraph._p.append(made)
    return made


def bookmark(paragraph: WordParagraph, name: str, number: int) -> None:
    """Put a bookmark around what a paragraph holds."""
    start = element("bookmarkStart", id=number, name=name)
    properties = paragraph._p.pPr
    if properties is None:
        paragraph._p.insert(0, start)
    else:
        properties.addnext(start)
    paragraph._p.append(element("bookmarkEnd", id=number))


def bookmark_name(anchor: str, number: int) -> str:
    """Return an anchor as Word takes it: a letter first, no hyphens, 40 characters at most, and still only once."""
    return f"h{number}_{anchor.replace('-', '_')}"[:40]


def keep_last_with_next(word: WordDocument) -> None:
    """Keep the last paragraph on the page on which the next block begins."""
    body = word.element.body
    # The page's own properties stand behind the last block.
    last = body[-2] if body[-1].tag == qn("w:sectPr") else body[-1]
    if last.tag == qn("w:p"):
        WordParagraph(last, word._body).paragraph_format.keep_with_next = True


def heading_row(table: WordTable) -> None:
    """Repeat the first row on every page, and keep each row of the table whole."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("cantSplit"))
        if number == 0:
            properties.append(element("tblHeader"))


def name_table(table: WordTable, caption: str) -> None:
    """Give a table the name that a screen reader says."""
    table._tbl.tblPr.append(element("tblCaption", val=caption))


def alternative(picture: Element, words: str) -> None:
    """Give a picture its words."""
    picture._inline.docPr.set("descr", clean(words))
