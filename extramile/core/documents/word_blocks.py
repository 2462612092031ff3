"""Each block in Word, with a style of its own name."""

from functools import partial
from typing import assert_never

from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from extramile.core.documents import blocks as b
from extramile.core.documents.inline import Inline, plain
from extramile.core.documents.pictures import drawing
from extramile.core.documents.raster import png_file
from extramile.core.documents.word_styles import HAIR, MUTED, TONES
from extramile.core.documents.word_tables import figures, picture_scale, signatures, table
from extramile.core.documents.word_words import add, paragraph, say
from extramile.core.documents.word_xml import alternative, bookmark, bookmark_name, edge, element

_QUOTE_EDGE = "E0A800"


def write(word: WordDocument, block: b.Block, anchor: str, number: int) -> None:  # noqa: PLR0912 - a table of blocks
    """Add a block; a heading gets its `anchor` as a bookmark with that number."""
    match block:
        case b.Heading():
            bookmark(paragraph(word, block.words, f"Heading {block.level}"), bookmark_name(anchor, number), number)
        case b.Paragraph():
            paragraph(word, block.words, "Lead" if block.lead else "Normal")
        case b.Address():
            _together(paragraph(word, (), "Normal"), block.lines)
        case b.List():
            _list(word, block)
        case b.Table():
            table(word, block)
        case b.Figures():
            figures(word, block)
        case b.Facts():
            facts(word, block.facts)
        case b.Card():
            _card(word, block)
        case b.Quote():
            _quote(word, block)
        case b.Note():
            paragraph(word, block.words, "Note")
        case b.Chart():
            _chart(word, block)
        case b.PageBreak():
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case b.Choices() | b.Lines() | b.PictureScale():
            _question(word, block)
        case b.Signatures():
            signatures(word, block)
        case _:
            assert_never(block)


def facts(word: WordDocument, known: tuple[b.Fact, ...]) -> None:
    """Add names and facts, the facts one below the other at a tab."""
    for fact in known:
        line = paragraph(word, (), "Fact")
        add(line, plain(fact.name), colour=MUTED)
        line.add_run("\t")
        say(line, fact.words)


def _together(room: WordParagraph, lines: tuple[Inline, ...]) -> None:
    for number, line in enumerate(lines):
        if number:
            room.add_run().add_break()
        say(room, line)


def _list(word: WordDocument, block: b.List, depth: int = 1) -> None:
    depth = min(depth, 3)
    name = "List Number" if block.ordered else "List Bullet"
    style = f"{name} {depth}" if depth > 1 else name
    count = _new_count(word, style) if block.ordered else None
    for item in block.items:
        entry = paragraph(word, item.words, style)
        if count is not None:
            numbering = entry._p.get_or_add_pPr().get_or_add_numPr()
            numbering.get_or_add_ilvl().val, numbering.get_or_add_numId().val = 0, count
        if item.below:
            _list(word, item.below, depth + 1)


def _new_count(word: WordDocument, style: str) -> int:
    """Return a numbering that starts at 1; without one, a second list goes on where the first ended."""
    numbering = word.part.numbering_part.element
    used = word.styles[style].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(used).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _card(word: WordDocument, card: b.Card) -> None:
    tone = TONES[card.tone]
    edged = partial(edge, colour=tone)
    last = paragraph(word, card.words, "Card")
    edged(last)
    for point in card.points:
        last = line = paragraph(word, point, "List Bullet")
        # The hanging bullet, not the words, stands where the words of the card do, and so does the line beside both.
        layout = line.paragraph_format
        layout.left_indent, layout.first_line_indent, layout.keep_with_next = Cm(1.235), Cm(-0.635), True
        edged(line)
    for part in card.parts:
        last = line = paragraph(word, (), "Card")
        add(line, f"{plain(part.name)}: ", colour=MUTED)
        edged(say(line, part.words))
    last.paragraph_format.space_after = Pt(0)
    footer = paragraph(word, (), "Card Footer")
    add(footer, card.tag, colour=tone, bold=True)
    for known in card.footer:
        add(footer, " · ")
        say(footer, known)
    edged(footer, below=HAIR)


def _quote(word: WordDocument, quote: b.Quote) -> None:
    edge(paragraph(word, quote.words, "Quote"), _QUOTE_EDGE)
    said_by = [part for part in (quote.who, quote.role) if part]
    if said_by:
        source = paragraph(word, (), "Quote Source")
        for number, part in enumerate(said_by):
            add(source, ", " if number else "")
            say(source, part)
        edge(source, _QUOTE_EDGE)


def _chart(word: WordDocument, chart: b.Chart) -> None:
    paragraph(word, chart.title, "Caption")
    picture = word.add_paragraph()
    drawn = picture.add_run().add_picture(png_file(drawing(chart.svg), 160.0), width=Cm(16))
    alternative(drawn, chart.description)
    if chart.table:
        table(word, chart.table, captioned=chart.table.caption != chart.title)


def _question(word: WordDocument, block: b.Choices | b.Lines | b.PictureScale) -> None:
    paragraph(word, block.question, "Question")
    if block.hint:
        paragraph(word, block.hint, "Note").paragraph_format.keep_with_next = True
    match block:
        case b.Choices():
            for choice in block.choices:
                line = paragraph(word, (), "Choice")
                line.add_run("☐\t")
                say(line, choice)
            if block.written:
                paragraph(word, (), "Writing Line")
                paragraph(word, (), "Note")
        case b.Lines():
            for _ in range(block.lines):
                paragraph(word, (), "Writing Line")
            paragraph(word, (), "Note")
        case b.PictureScale():
            picture_scale(word, block)


def contents(word: WordDocument, entries: list[tuple[int, str, str]]) -> None:
    """Add a table of contents that works before Word refreshes it: level, words and bookmark of each entry."""
    for number, (level, words, anchor) in enumerate(entries):
        line = paragraph(word, (), f"Contents {level}")
        if number == 0:
            for part in ("begin", "code", "separate"):
                run = line.add_run()._r
                if part == "code":
                    code = element("instrText")
                    code.text = r' TOC \o "1-2" \n \h '
                    run.append(code)
                else:
                    run.append(element("fldChar", fldCharType=part))
        linked = element("hyperlink", anchor=anchor, history=1)
        linked.append(add(line, words)._r)
        line._p.append(linked)
        if number == len(entries) - 1:
            line.add_run()._r.append(element("fldChar", fldCharType="end"))
