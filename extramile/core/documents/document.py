"""A document: its title page and its blocks, one source for HTML, Word, PDF and plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Literal

from extramile.core.documents.blocks import Block, Card, Fact, Heading, Note, Paragraph, Quote
from extramile.core.documents.inline import Missing, plain

# A report opens with a page of its own; a sheet starts at once, for letters and announcements; a page is a sheet whose letters
# are set smaller, down to a size that can still be read, so that it ends on the page on which it begins.
Opening = Literal["report", "sheet", "page"]


@dataclass(frozen=True, slots=True)
class Document:
    """What is said, by whom, when, and in what state.

    `status` is shown with the title and at the foot of every page ("Draft", "Embargoed until publication"); a final
    document has none. `large_print` is for readers of paper who need it: 18 point instead of 12.
    """

    title: str
    author_body: str | Missing
    date: date | Missing
    blocks: tuple[Block, ...]
    subtitle: str = ""
    language: str = "en-GB"
    status: str = ""
    facts: tuple[Fact, ...] = ()
    opening: Opening = "report"
    contents: bool = False
    large_print: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A document needs a title.")
        if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Z]{2})?", self.language):
            raise ValueError(f"The language is a code such as en-GB, not {self.language!r}.")
        above = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if block.level > above + 1:
                    said = f"The heading “{plain(block.words)}” has level {block.level} below level {above}"
                    raise ValueError(f"{said}: a level is left out, and readers who go by headings would be lost.")
                above = block.level

    def missing(self) -> tuple[str, ...]:
        """Return what is missing, each once, in the order of the document."""
        return tuple(dict.fromkeys(found.what for found in _missing(self)))

    def kept_with_next(self) -> frozenset[int]:
        """Return the places of blocks that must not end a page: what introduces a part, and a card before its quote."""
        kept: set[int] = set()
        pairs = zip(self.blocks, self.blocks[1:], strict=False)
        for place, (block, following) in enumerate(pairs):
            opens = place - 1 in kept or (place > 0 and isinstance(self.blocks[place - 1], Heading))
            introduces = (
                isinstance(block, Paragraph | Note) and opens and not isinstance(following, Heading | Paragraph)
            )
            if introduces or (isinstance(block, Card) and isinstance(following, Quote)):
                kept.add(place)
        return frozenset(kept)

    def anchors(self) -> dict[int, str]:
        """Return an id for each heading, by the place of its block: its own, or one from its words; each once."""
        anchors: dict[int, str] = {}
        for place, block in enumerate(self.blocks):
            if isinstance(block, Heading):
                stem = re.sub(r"[^a-z0-9]+", "-", (block.id or plain(block.words)).lower()).strip("-") or "part"
                anchor, again = stem, 2
                while anchor in anchors.values():
                    anchor, again = f"{stem}-{again}", again + 1
                anchors[place] = anchor
        return anchors


def _missing(value: object) -> Iterator[Missing]:
    """Look into every field, so that no block can be forgotten here."""
    if isinstance(value, Missing):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _missing(part)
    elif is_dataclass(value):
        # The title page first, as a reader meets it.
        for field in sorted(fields(value), key=lambda field: field.name == "blocks"):
            yield from _missing(getattr(value, field.name))
