"""Tables in Word: the heading row repeats, rows stay whole, columns are as wide as their words need."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Length
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from extramile.core.documents import blocks as b
from extramile.core.documents.inline import Inline, Text, plain
from extramile.core.documents.pictures import face
from extramile.core.documents.raster import png_file
from extramile.core.documents.widths import UPRIGHT, shares
from extramile.core.documents.word_words import in_cell, paragraph
from extramile.core.documents.word_xml import alternative, borders, element, heading_row, name_table

_ACROSS = Cm(16)
# Letters that stand side by side in a table of the ordinary size.
_ROOM = 90
_BOX = (Text("☐"),)


def table(word: WordDocument, block: b.Table, *, captioned: bool = True) -> None:
    """Add a table with its caption above it."""
    widths = shares(block)
    turned = sum(widths) > UPRIGHT
    across = _turn(word) if turned else _ACROSS
    if captioned:
        paragraph(word, block.caption, "Caption")
    made = _grid(word, block.caption, widths, 1 + len(block.rows), first_column=block.row_heads, across=across)
    style = "Table Text" if sum(widths) <= _ROOM else "Table Text Small"
    # Asking python-docx for a cell by its place walks the whole table each time; by row it does not.
    for number, (row, words) in enumerate(zip(made.rows, (block.headings, *block.rows), strict=True)):
        for column, (cell, said) in enumerate(zip(row.cells, words, strict=True)):
            _align(in_cell(cell, said, style, bold=number == 0 or (block.row_heads and column == 0)), block, column)
    if turned:
        _turn(word)
    else:
        _after(word)


def figures(word: WordDocument, block: b.Figures) -> None:
    """Add figures as a table: what each counts, the number, the comparison."""
    for start in range(0, len(block.figures), 4):
        some = block.figures[start : start + 4]
        compared = any(figure.comparison for figure in some)
        caption = (Text("Figures"),)
        made = _grid(word, caption, [1] * len(some), 3 if compared else 2, first_column=False)
        for column, figure in enumerate(some):
            in_cell(made.cell(0, column), figure.counts)
            known = all(isinstance(run, Text) for run in figure.number)
            in_cell(made.cell(1, column), figure.number, "Figure Number" if known else "Table Text")
            if compared:
                in_cell(made.cell(2, column), figure.comparison)
        _after(word)


def signatures(word: WordDocument, block: b.Signatures) -> None:
    """Add a table to sign off in, with room for a hand."""
    paragraph(word, block.caption, "Caption")
    made = _grid(word, block.caption, [13, 13, 12, 15, 10], 1 + len(block.parties), first_column=True)
    ruled = borders("tblBorders", bottom=(4, "7B8794"), insideH=(4, "7B8794"), insideV=(4, "7B8794"))
    made._tbl.tblPr.insert_element_before(ruled, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption")
    for column, name in enumerate(("For", "Role", "Name", "Signature", "Date")):
        in_cell(made.cell(0, column), (Text(name),), bold=True)
    for row, party in zip(list(made.rows)[1:], block.parties, strict=True):
        row.height = Cm(1.6)
        told = (party.body, party.role, party.name, (), party.signed)
        for column, (cell, words) in enumerate(zip(row.cells, told, strict=True)):
            in_cell(cell, words, bold=column == 0)
    _after(word)


def picture_scale(word: WordDocument, block: b.PictureScale) -> None:
    """Add the faces of a scale: the words, the face, the box."""
    made = _grid(word, block.question, [1] * len(block.faces), 3, first_column=False)
    for column, said in enumerate(block.faces):
        cells = [made.cell(row, column) for row in range(3)]
        in_cell(cells[0], said.words)
        run = in_cell(cells[1], ()).add_run()
        alternative(run.add_picture(png_file(face(said.mood), 22.0), width=Cm(2.2)), f"A {said.mood} face")
        in_cell(cells[2], _BOX)
        for cell in cells:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _after(word)


def _grid(
    word: WordDocument, name: Inline, widths: Sequence[int], rows: int, *, first_column: bool, across: int = _ACROSS
) -> WordTable:
    made: WordTable = word.add_table(rows=rows, cols=len(widths), style="Report Table")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, share in zip(made.columns, widths, strict=True):
        column.width = Length(across * share // sum(widths))
    for row in made.rows:
        for cell, share in zip(row.cells, widths, strict=True):
            cell.width = Length(across * share // sum(widths))
    look = element("tblLook", val="04A0" if first_column else "0420", firstRow=1, firstColumn=int(first_column))
    for old in made._tbl.tblPr.findall(look.tag):
        made._tbl.tblPr.remove(old)
    made._tbl.tblPr.append(look)
    name_table(made, plain(name))
    heading_row(made)
    return made


def _turn(word: WordDocument) -> int:
    """Start a page turned on its side, or upright again, and return how wide its words may be."""
    section = word.add_section()
    section.page_width, section.page_height = section.page_height, section.page_width
    upright = (section.page_width or 0) < (section.page_height or 0)
    section.orientation = WD_ORIENTATION.PORTRAIT if upright else WD_ORIENTATION.LANDSCAPE
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def _align(said: WordParagraph, block: b.Table, column: int) -> None:
    if column in block.numeric:
        said.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif column in block.centred:
        said.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _after(word: WordDocument) -> None:
    """Leave room after a table: two tables that touch become one in Word."""
    paragraph(word, (), "Note")
