"""What an expert may write in the list of themes, and what is refused, in words they can act on."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from extramile.core.definitions import Definition, StrictModel
from extramile.core.themes.matching import SHORTEST_STEM

TERM = re.compile(r"[^\W_]+(?:'[^\W_]*)?\*?(?:[ -][^\W_]+(?:'[^\W_]*)?\*?)*")


def term(text: str) -> str:
    """Return `text` in small letters with straight apostrophes; refuse what could never be found, or too often."""
    text = text.lower().replace("’", "'")
    if not TERM.fullmatch(text):
        message = f"“{text}” is not a term: words, with one space or hyphen between them; * only at the end of a word"
        raise ValueError(message)
    for word in re.split("[ -]", text):
        if word.endswith("*") and len(word) <= SHORTEST_STEM:
            message = f"“{word}” in “{text}” would match too much: give at least {SHORTEST_STEM} letters before the *"
            raise ValueError(message)
    return text


Term = Annotated[str, AfterValidator(term)]


def repeated(values: Iterable[str]) -> str:
    """Return the values that stand more than once, joined by commas."""
    return ", ".join(value for value, count in Counter(values).items() if count > 1)


class Theme(StrictModel):
    """A theme, in words a parent would use, and the terms that point to it.

    In a term a hyphen also matches a space or nothing (co-production, co production, coproduction), `*` any ending
    (coproduc*), and a word also its plural. Case and the kind of apostrophe never matter.
    """

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    title: str = Field(min_length=3, max_length=60)
    about: str = Field(min_length=20, max_length=160)
    strong: tuple[Term, ...] = ()
    weak: tuple[Term, ...] = ()
    never: tuple[Term, ...] = Field(default=(), alias="not")

    @model_validator(mode="after")
    def _can_be_given(self) -> Self:
        if not self.strong and len(self.weak) < 2:
            message = f"theme {self.id}: needs one strong term or two weak ones, or it can never be given"
            raise ValueError(message)
        if again := repeated([*self.strong, *self.weak, *self.never]):
            message = f"theme {self.id}: stands more than once: {again}"
            raise ValueError(message)
        return self


class ThemeFile(Definition):
    """The whole file: the themes, and how many one text may carry."""

    at_most: int = Field(ge=1, le=10)
    themes: tuple[Theme, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        ids, titles = repeated(each.id for each in self.themes), repeated(each.title for each in self.themes)
        if ids or titles:
            message = f"two themes share an id or a title: {ids or titles}"
            raise ValueError(message)
        return self
