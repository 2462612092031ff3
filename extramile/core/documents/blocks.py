"""The blocks that a document is made of. Frozen values; `building` has the short way to write them.

Each block says what something is, never how it looks: the four renderings agree on the meaning and differ in the dress.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from extramile.core.documents.inline import Inline, plain

# What a tag says. Its word carries the meaning, the colour repeats it.
Tone = Literal["strength", "develop", "priority", "info", "quiet"]
Mood = Literal["very happy", "happy", "neither", "unhappy", "very unhappy"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is a part of the document, under its title. Without an id, one is made from the words."""

    level: int
    words: Inline
    id: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"A heading has a level from 1 to 4, not {self.level}.")
        if not plain(self.words).strip():
            raise ValueError("A heading needs words.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` for the one that opens a document."""

    words: Inline
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Short lines that belong together: the address on a letter, the close with a name."""

    lines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with a list of its own below it, if there is one."""

    words: Inline
    below: "List | None" = None


@dataclass(frozen=True, slots=True)
class List:
    """A list, with numbers if the order matters."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of facts. `numeric` columns stand to the right; with `row_heads` the first cell heads its row."""

    caption: Inline
    headings: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    numeric: frozenset[int] = frozenset()
    centred: frozenset[int] = frozenset()
    row_heads: bool = True

    def __post_init__(self) -> None:
        if not self.headings or not all(plain(heading).strip() for heading in self.headings):
            raise ValueError("Each column of a table needs a heading: a screen reader says it with every cell.")
        if not plain(self.caption).strip():
            raise ValueError("A table needs a caption.")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.headings):
                raise ValueError(f"Row {number} has {len(row)} cells; the table has {len(self.headings)} columns.")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, and one comparison: never a lonely number."""

    number: Inline
    counts: Inline
    comparison: Inline = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures in a row."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what is known under it."""

    name: Inline
    words: Inline


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and facts, one below the other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A finding, a claim or an action: the words first, then its points and parts, then its tag and where it is from."""

    words: Inline
    tag: str
    tone: Tone = "quiet"
    points: tuple[Inline, ...] = ()
    parts: tuple[Fact, ...] = ()
    footer: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A person's own words, and who said them. Either of name and role may be empty where they are not to be told."""

    words: Inline
    who: Inline = ()
    role: Inline = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in smaller print: a source, a definition, a caution."""

    words: Inline


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing that never comes alone: its title is its sentence, its description is heard, its table is read.

    `svg` is markup of ours and never a person's. On a page it is used as it is; elsewhere the first drawing in it is.
    """

    svg: str
    title: Inline
    description: str
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A question of a paper survey with boxes to tick; beside the last of them there may be a line to write on."""

    question: Inline
    choices: tuple[Inline, ...]
    hint: Inline = ()
    written: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A question of a paper survey with lines to write on."""

    question: Inline
    lines: int
    hint: Inline = ()

    def __post_init__(self) -> None:
        if not 1 <= self.lines <= 40:
            raise ValueError(f"Between 1 and 40 lines to write on, not {self.lines}.")


@dataclass(frozen=True, slots=True)
class Face:
    """A face of a picture scale, and the words under it."""

    mood: Mood
    words: Inline


@dataclass(frozen=True, slots=True)
class PictureScale:
    """A question of a paper survey answered by a face: large drawings, words under each, a box to tick."""

    question: Inline
    faces: tuple[Face, ...]
    hint: Inline = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: body, role, and name and date where they are known already."""

    body: Inline
    role: Inline
    name: Inline = ()
    signed: Inline = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """A table to sign off in. An empty name, signature or date is room to write, not a missing fact."""

    caption: Inline
    parties: tuple[Signature, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | Address
    | List
    | Table
    | Figures
    | Facts
    | Card
    | Quote
    | Note
    | Chart
    | PageBreak
    | Choices
    | Lines
    | PictureScale
    | Signatures
)
