"""A document as plain text, for mail and for measuring how hard it is to read.

Nothing is wrapped or drawn with dashes: a mail reader wraps for itself, and a line of dashes is no sentence.
"""

from collections.abc import Iterator
from typing import assert_never

from extramile.core.documents import blocks as b
from extramile.core.documents.cleaning import clean
from extramile.core.documents.document import Document
from extramile.core.documents.front import author, day
from extramile.core.documents.inline import Inline, Text

_NEXT_LEVEL = "  "


def to_text(document: Document) -> str:
    """Return the document as plain text: its blocks apart by an empty line."""
    status = f"{document.status} · " if document.status else ""
    front = [_words(author(document)), document.title, document.subtitle, status + _words(day(document))]
    parts = [line for line in front if line] + ["\n".join(_facts(document.facts))]
    parts += ["\n".join(_block(block)) for block in document.blocks]
    return clean("\n\n".join(part for part in parts if part)) + "\n"


def _words(inline: Inline) -> str:
    return "".join(_run(run.words, run.href) if isinstance(run, Text) else str(run) for run in inline)


def _run(words: str, href: str) -> str:
    return f"{words} ({href})" if href and href != words else words


def _block(block: b.Block) -> Iterator[str]:  # noqa: PLR0912 - a table of blocks, checked to be whole
    match block:
        case b.Heading() | b.Paragraph() | b.Note():
            yield _words(block.words)
        case b.Address():
            yield from map(_words, block.lines)
        case b.List():
            yield from _list(block, "")
        case b.Table():
            yield from _table(block)
        case b.Figures():
            for figure in block.figures:
                more = f" ({_words(figure.comparison)})" if figure.comparison else ""
                yield f"{_words(figure.counts)}: {_words(figure.number)}{more}"
        case b.Facts():
            yield from _facts(block.facts)
        case b.Card():
            yield f"{block.tag}: {_words(block.words)}"
            yield from (f"- {_words(point)}" for point in block.points)
            yield from _facts(block.parts)
            if block.footer:
                yield " · ".join(map(_words, block.footer))
        case b.Quote():
            yield f"“{_words(block.words)}”"
            if said_by := ", ".join(_words(part) for part in (block.who, block.role) if part):
                yield said_by
        case b.Chart():
            yield _words(block.title)
            yield block.description
            if block.table:
                yield from _table(block.table, captioned=block.table.caption != block.title)
        case b.PageBreak():
            pass
        case b.Choices() | b.Lines() | b.PictureScale():
            yield from _question(block)
        case b.Signatures():
            yield _words(block.caption)
            for party in block.parties:
                name, signed = _words(party.name) or "________", _words(party.signed) or "________"
                yield f"{_words(party.body)}, {_words(party.role)}: {name}, signed ________, date {signed}"
        case _:
            assert_never(block)


def _list(block: b.List, margin: str) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        yield f"{margin}{f'{number}.' if block.ordered else '-'} {_words(item.words)}"
        if item.below:
            yield from _list(item.below, margin + _NEXT_LEVEL)


def _table(table: b.Table, *, captioned: bool = True) -> Iterator[str]:
    """Yield a line for each row, each cell with its heading: a table of spaces breaks in the first mail."""
    if captioned:
        yield _words(table.caption)
    heads = [_words(heading) for heading in table.headings]
    for row in table.rows:
        yield "- " + "; ".join(f"{head}: {_words(cell)}" for head, cell in zip(heads, row, strict=True))


def _facts(facts: tuple[b.Fact, ...]) -> Iterator[str]:
    return (f"{_words(fact.name)}: {_words(fact.words)}" for fact in facts)


WRITE_HERE = "________________________________"


def _question(block: b.Choices | b.Lines | b.PictureScale) -> Iterator[str]:
    yield _words(block.question)
    if block.hint:
        yield _words(block.hint)
    match block:
        case b.Choices():
            yield from (f"[ ] {_words(choice)}" for choice in block.choices)
            if block.written:
                yield WRITE_HERE
        case b.Lines():
            yield from [WRITE_HERE] * block.lines
        case b.PictureScale():
            yield from (f"[ ] {_words(face.words)} ({face.mood} face)" for face in block.faces)
