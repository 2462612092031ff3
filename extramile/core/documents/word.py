"""A document as a Word file: real styles and heading levels, repeated heading rows, words on pictures, its language.

The same document gives the same bytes: the dates inside are the document's own, and the files in the zip carry none.
"""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from extramile.core.documents.blocks import Heading
from extramile.core.documents.cleaning import clean
from extramile.core.documents.document import Document
from extramile.core.documents.front import author, day, running_title
from extramile.core.documents.inline import Missing, Text, plain
from extramile.core.documents.text import to_text
from extramile.core.documents.word_blocks import contents, facts, write
from extramile.core.documents.word_styles import MUTED, dress
from extramile.core.documents.word_words import add, paragraph, say, styled
from extramile.core.documents.word_xml import bookmark_name, field, keep_last_with_next

_NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx writes dates as they are, and means UTC
# How many letters fit on one page at a scale, with room to spare for headings and short lines.
_ONE_PAGE = ((1700, 1.0), (2200, 0.92), (2700, 0.875))
_SMALLEST = 0.8
# Letters of a title beside which the number of the page stands on one line, also in a wider typeface than ours.
_LONG_TITLE = 60
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def to_docx(document: Document) -> bytes:
    """Return the document as a Word file."""
    word = docx.Document()
    dress(word, document.language, _scale(document), close=document.opening == "page")
    _properties(word, document)
    _footer(word, document)
    anchors = document.anchors()
    _front(word, document)
    if document.contents:
        _contents(word, document, anchors)
    kept = document.kept_with_next()
    for place, block in enumerate(document.blocks):
        write(word, block, anchors.get(place, ""), place)
        if place in kept:
            keep_last_with_next(word)
    made = BytesIO()
    word.save(made)
    return _without_dates(made)


def _scale(document: Document) -> float:
    """Return how large letters are beside 12 points. Word lays out the page itself, so what fits on one is an estimate."""
    if document.large_print:
        return 1.5
    if document.opening != "page":
        return 1.0
    letters = len(to_text(document))
    return next((scale for most, scale in _ONE_PAGE if letters <= most), _SMALLEST)


def _properties(word: WordDocument, document: Document) -> None:
    known, date = word.core_properties, document.date
    known.title = clean(document.title)[:255]
    known.author = known.last_modified_by = clean(plain(author(document)))[:255]
    known.subject, known.comments, known.keywords = clean(document.subtitle)[:255], "", ""
    known.content_status, known.language = clean(document.status)[:255], document.language
    known.created = known.modified = (
        _NO_DATE if isinstance(date, Missing) else datetime(date.year, date.month, date.day)  # noqa: DTZ001
    )
    known.revision = 1


def _footer(word: WordDocument, document: Document) -> None:
    line = word.sections[0].footer.paragraphs[0]
    styled(line, "Note")
    line.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    title = running_title(document)
    add(line, title)
    # Beside a long title there is no room for the number: it would break in two.
    line.add_run("\nPage " if len(title) > _LONG_TITLE else "\tPage ")
    field(line, "PAGE", "1")
    line.add_run(" of ")
    field(line, "NUMPAGES", "1")


def _front(word: WordDocument, document: Document) -> None:
    report = document.opening == "report"
    top = paragraph(word, author(document), "Author")
    paragraph(word, (Text(document.title),), "Title")
    if report:
        top.paragraph_format.space_after = Pt(150)
    if document.subtitle:
        paragraph(word, (Text(document.subtitle),), "Subtitle")
    state = paragraph(word, (), "Author")
    if document.status:
        add(state, document.status, bold=True)
        add(state, " · ", colour=MUTED)
    say(state, day(document))
    facts(word, document.facts)
    if report:
        word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _contents(word: WordDocument, document: Document, anchors: dict[int, str]) -> None:
    entries = [
        (block.level, plain(block.words), bookmark_name(anchors[place], place))
        for place, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.level <= 2
    ]
    if entries:
        paragraph(word, (Text("Contents"),), "Caption")
        contents(word, entries)
        if document.opening == "report":
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _without_dates(file: BytesIO) -> bytes:
    """Return the same zip with the first day of zips on every file in it."""
    made = BytesIO()
    with ZipFile(file) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, _FIRST_OF_ZIP)
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return made.getvalue()
