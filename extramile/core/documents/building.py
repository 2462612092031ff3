"""The short way to write a document: functions that take words of any shape and return blocks.

`None` where a fact is wanted means that nobody knows it yet: it becomes a `Missing` with the name of the fact.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

from extramile.core.documents.blocks import (
    Address,
    Card,
    Chart,
    Choices,
    Face,
    Fact,
    Facts,
    Figure,
    Figures,
    Heading,
    Item,
    Lines,
    List,
    Mood,
    Note,
    Paragraph,
    PictureScale,
    Quote,
    Signature,
    Signatures,
    Table,
    Tone,
)
from extramile.core.documents.inline import Missing, Words, inline, known, plain

# An entry of a list: words, or words and the entries below them.
Entry: TypeAlias = Words | Item

_MOODS: dict[int, tuple[Mood, ...]] = {
    2: ("happy", "unhappy"),
    3: ("happy", "neither", "unhappy"),
    4: ("very happy", "happy", "unhappy", "very unhappy"),
    5: ("very happy", "happy", "neither", "unhappy", "very unhappy"),
}
BOX = "☐"


def heading(words: Words, level: int = 1, *, id: str = "") -> Heading:  # noqa: A002 - the word of HTML
    """Return a heading; level 1 is a part of the document."""
    return Heading(level, inline(words), id)


def paragraph(*words: Words, lead: bool = False) -> Paragraph:
    """Return a paragraph from its pieces: paragraph("In all ", strong("124 people"), " took part.")."""
    return Paragraph(inline(words), lead)


def address(*lines: Words) -> Address:
    """Return short lines that stay together."""
    return Address(tuple(inline(line) for line in lines))


def bullets(*entries: Entry) -> List:
    """Return a list with bullets; an entry made by `item` has a list below it."""
    return List(tuple(_item(entry) for entry in entries))


def numbered(*entries: Entry) -> List:
    """Return a list whose order matters."""
    return List(tuple(_item(entry) for entry in entries), ordered=True)


def item(words: Words, below: List | None = None) -> Item:
    """Return an entry of a list, with the list below it."""
    return Item(inline(words), below)


def _item(entry: Entry) -> Item:
    return entry if isinstance(entry, Item) else Item(inline(entry))


def table(
    caption: Words,
    headings: Sequence[Words],
    rows: Iterable[Sequence[Words | None]],
    *,
    numeric: Collection[int] = (),
    row_heads: bool = True,
) -> Table:
    """Return a table. A cell that is None is missing, under the name of its column and row."""
    heads = tuple(inline(heading) for heading in headings)
    return Table(
        caption=inline(caption),
        headings=heads,
        rows=tuple(
            tuple(
                inline(_cell(cell, plain(head), row if column else ()))
                for column, (head, cell) in enumerate(zip(heads, row, strict=True))
            )
            for row in rows
        ),
        numeric=frozenset(numeric),
        row_heads=row_heads,
    )


def _cell(cell: Words | None, head: str, row: Sequence[Words | None]) -> Words:
    if cell is not None:
        return cell
    name = plain(inline(row[0])) if row and row[0] is not None else ""
    return Missing(f"{head}, {name}" if name else head)


def figure(number: Words | None, counts: Words, comparison: Words = "") -> Figure:
    """Return a number, what it counts, and one comparison."""
    return Figure(inline(known(number, plain(inline(counts)))), inline(counts), inline(comparison))


def figures(*entries: Figure) -> Figures:
    """Return figures in a row."""
    return Figures(entries)


def fact(name: Words, words: Words | None) -> Fact:
    """Return a name and its fact; without one, the fact is missing under that name."""
    return Fact(inline(name), inline(known(words, plain(inline(name)))))


def facts(*entries: Fact) -> Facts:
    """Return facts one below the other."""
    return Facts(entries)


def card(
    words: Words,
    tag: str,
    tone: Tone = "quiet",
    *,
    points: Iterable[Words] = (),
    parts: Iterable[Fact] = (),
    footer: Iterable[Words] = (),
) -> Card:
    """Return a finding, a claim or an action."""
    return Card(
        inline(words), tag, tone, tuple(map(inline, points)), tuple(parts), tuple(inline(words) for words in footer)
    )


def quote(words: Words, who: Words = "", role: Words = "") -> Quote:
    """Return a person's own words."""
    return Quote(inline(words), inline(who), inline(role))


def note(*words: Words) -> Note:
    """Return a remark in smaller print."""
    return Note(inline(words))


def chart(svg: str, title: Words, description: str, table: Table | None = None) -> Chart:
    """Return a chart with its sentence, its description, and its table."""
    return Chart(svg, inline(title), description, table)


def choices(question: Words, *boxes: Words, hint: Words = "", written: bool = False) -> Choices:
    """Return a question with boxes to tick; `written` gives the last of them a line to write on."""
    return Choices(inline(question), tuple(map(inline, boxes)), inline(hint), written)


def grid(question: Words, statements: Iterable[Words], answers: Sequence[Words]) -> Table:
    """Return a question as a table: a statement in each row, a box to tick under each answer."""
    boxes = tuple(inline(BOX) for _ in answers)
    return Table(
        caption=inline(question),
        headings=(inline("Statement"), *map(inline, answers)),
        rows=tuple((inline(statement), *boxes) for statement in statements),
        centred=frozenset(range(1, len(answers) + 1)),
    )


def lines(question: Words, number: int = 4, *, hint: Words = "") -> Lines:
    """Return a question with lines to write on."""
    return Lines(inline(question), number, inline(hint))


def picture_scale(question: Words, *words: Words, hint: Words = "") -> PictureScale:
    """Return a question with two to five faces, the happiest first, each with its words."""
    if len(words) not in _MOODS:
        raise ValueError(f"A picture scale has two to five faces, not {len(words)}.")
    faces = tuple(Face(mood, inline(said)) for mood, said in zip(_MOODS[len(words)], words, strict=True))
    return PictureScale(inline(question), faces, inline(hint))


def signature(body: Words, role: Words, name: Words = "", signed: Words = "") -> Signature:
    """Return one who signs; an empty name or date is room to write."""
    return Signature(inline(body), inline(role), inline(name), inline(signed))


def signatures(caption: Words, *parties: Signature) -> Signatures:
    """Return a table to sign off in."""
    return Signatures(inline(caption), parties)
