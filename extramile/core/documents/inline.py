"""Words inside a line: plain, strong, emphasised, linked, or missing.

Whoever writes a document passes `Words`: a string, a run, or several of them. `inline` makes them one flat tuple of
runs, which is all that a rendering ever sees.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

# A document travels by mail and on paper, where a path within our site leads nowhere.
_ADDRESS = re.compile(r"(?:https?://[^/\s]|mailto:[^\s]|tel:[+\d])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words. A line break in them is kept. `href` is a whole address, fit for paper and mail."""

    words: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""

    def __post_init__(self) -> None:
        if self.href and not _ADDRESS.match(self.href):
            raise ValueError(f"A link in a document needs a whole address (https, mailto or tel), not {self.href!r}.")


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that should stand here and is not known. It shows in every rendering, and the document lists it."""

    what: str

    def __str__(self) -> str:
        return f"[missing: {self.what}]"


Run: TypeAlias = Text | Missing
Inline: TypeAlias = tuple[Run, ...]
Words: TypeAlias = str | Text | Missing | Sequence["Words"]


def inline(words: Words) -> Inline:
    """Return words of any shape as one flat tuple of runs."""
    if isinstance(words, str):
        return (Text(words),) if words else ()
    if isinstance(words, Text | Missing):
        return (words,)
    return tuple(run for part in words for run in inline(part))


def plain(words: Inline) -> str:
    """Return the words without their dress: what a mail says, and what reading age is measured on."""
    return "".join(run.words if isinstance(run, Text) else str(run) for run in words)


def strong(words: str) -> Text:
    """Return words that matter most."""
    return Text(words, strong=True)


def emphasis(words: str) -> Text:
    """Return words that are stressed, or that are a title."""
    return Text(words, emphasis=True)


def link(words: str, href: str) -> Text:
    """Return words that lead to an address."""
    return Text(words, href=href)


def known(words: Words | None, what: str) -> Words:
    """Return the words, or, if there are none, the mark that `what` is missing."""
    return words if words and plain(inline(words)).strip() else Missing(what)
