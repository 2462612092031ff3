"""The texts of an announcement: what each is for, how long it may be, and the links written in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One text. In a `listed` one each line is a point; elsewhere an empty line begins a paragraph."""

    name: str
    label: str
    hint: str
    longest: int
    needed: bool = False
    listed: bool = False


FIELDS = (
    Field("headline", "Headline", "What happened, in one line that makes sense alone.", 140, needed=True),
    Field(
        "standfirst", "Standfirst", "Two sentences at most: what was decided, and what has to get better.", 400, True
    ),
    Field(
        "meaning",
        "The decision and what it means for families",
        "In plain words. Leave an empty line between paragraphs.",
        3000,
        needed=True,
    ),
    Field("strengths", "What is strong", "One point a line.", 3000, listed=True),
    Field("to_improve", "What must improve", "One point a line.", 3000, listed=True),
    Field("next_steps", "What happens next", "Who does what by when. Leave an empty line between paragraphs.", 3000),
    Field(
        "contact",
        "Contact",
        "An office with its address and number, not a person. Only here may a mail address or a number stand.",
        400,
        needed=True,
    ),
)
BY_NAME = {each.name: each for each in FIELDS}

# `[words](address)`, or an address by itself; a full stop or bracket behind an address ends the sentence, not the address.
LINK = re.compile(
    r"\[(?P<words>[^\]\n]+)\]\((?P<address>[^)\n]*)\)|(?P<bare>(?:[a-z][a-z+.-]*://|www\.|javascript:)[^\s<>]*[^\s<>.,;:!?)’”\"'])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `address` is where they lead, "" where they lead nowhere."""

    words: str
    address: str = ""


def pieces(words: str) -> Iterator[Piece]:
    """Yield words as they are read, with their links apart."""
    end = 0
    for found in LINK.finditer(words):
        if found.start() > end:
            yield Piece(words[end : found.start()])
        yield Piece(found["words"] or found["bare"], (found["address"] or found["bare"] or "").strip())
        end = found.end()
    if end < len(words):
        yield Piece(words[end:])


def addresses(words: str) -> list[str]:
    """Return where the links in words lead, in order; "" for a link without an address."""
    return [(each["address"] or each["bare"] or "").strip() for each in LINK.finditer(words)]


def read_aloud(words: str) -> str:
    """Return words as they are read: links by their words, an address by itself left out."""
    return "".join("" if each.words == each.address else each.words for each in pieces(words))


def paragraphs(words: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [each.strip() for each in re.split(r"\n\s*\n", words) if each.strip()]


def points(words: str) -> list[str]:
    """Return the points of a listed text; a dash or a dot before one is how people write lists."""
    return [line for each in words.splitlines() if (line := re.sub(r"^\s*[-•*]\s*", "", each).strip())]
