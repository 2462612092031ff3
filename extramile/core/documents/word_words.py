"""Words into Word: the one door through which text of people enters the file, cleaned."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from extramile.core.documents.cleaning import clean
from extramile.core.documents.inline import Inline, Missing
from extramile.core.documents.word_xml import link


def say(paragraph: WordParagraph, words: Inline) -> WordParagraph:
    """Add runs to a paragraph: dressed, linked, or marked as missing. Return the paragraph."""
    for run in words:
        if isinstance(run, Missing):
            marked = paragraph.add_run(clean(str(run)))
            marked.bold = True
            marked.font.highlight_color = WD_COLOR_INDEX.YELLOW
            continue
        said = paragraph.add_run(clean(run.words))
        # None leaves it to the style, so that a heading stays bold.
        said.bold, said.italic = run.strong or None, run.emphasis or None
        if run.href:
            said._r.style = "Hyperlink"
            link(paragraph, run.href).append(said._r)
    return paragraph


def add(paragraph: WordParagraph, words: str, *, colour: str = "", bold: bool = False) -> WordRun:
    """Add plain words in a colour."""
    run = paragraph.add_run(clean(words))
    if bold:
        run.bold = True
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


def styled(paragraph: WordParagraph, style: str) -> WordParagraph:
    """Give a paragraph a style by its id, which is its name without spaces.

    python-docx looks a style up by name through all styles, twice; with thousands of cells that is most of the time.
    """
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def paragraph(word: WordDocument, words: Inline, style: str) -> WordParagraph:
    """Add a paragraph of a style."""
    return say(styled(word.add_paragraph(), style), words)


def in_cell(cell: Any, words: Inline, style: str = "Table Text", *, bold: bool = False) -> WordParagraph:
    """Fill the paragraph that every cell starts with."""
    first: WordParagraph = cell.paragraphs[0]
    styled(first, style)
    say(first, words)
    # What a table's style says about its first row is not heard by every program, so it is said again.
    for run in first.runs if bold else ():
        run.bold = True
    return first
