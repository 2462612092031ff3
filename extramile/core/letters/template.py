"""What a template of a letter may hold, and reading one: every mistake names the file, the part and the field."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

from pydantic import Field, field_validator, model_validator

from extramile.core.definitions import Definition, StrictModel, folder, read
from extramile.core.frameworks import packs
from extramile.core.vocabulary import InputError

NEXT_STEP = "Mend the file and try again."
# Every blank that words may have, and what is missing while nobody knows it.
BLANKS = {
    "area": "the area",
    "partnership": "the name of the partnership",
    "council": "the local authority",
    "board": "the health board",
    "forum": "the parent carer forum",
    "framework": "the framework",
    "inspectorates": "the inspectorates",
    "previous": "the inspection that this one comes after",
    "lead_inspector": "the lead inspector",
    "notified": "the day of the call",
    "first_day": "the first day",
    "on_site_day": "the first day on site",
    "last_day": "the last day",
    "survey_closes": "the day on which the inspectors' survey closes",
    "contact": "the nominated officer",
    "contact_post": "the post of the nominated officer",
    "contact_phone": "the telephone number of the nominated officer",
    "contact_email": "the e-mail address of the nominated officer",
    # Nothing in the records says these: a person writes them in their place.
    "survey_address": "the address of the inspectors' survey",
    "family_meeting": "day, hour and place of the meeting for parents and carers",
    "advice_service": "the SEND information, advice and support service, and how it is reached",
    "staff_help": "whom staff can turn to when it gets too much",
}
BLANK = re.compile(r"\{([^{}]*)\}")
# Why an inspection is run, beside its pack and its kind.
PURPOSES = ("inspection", "rehearsal", "challenge")


@cache
def _known_occasions() -> frozenset[str]:
    kinds = {f"{pack.id}/{kind.id}" for pack in packs() for kind in pack.kinds}
    return frozenset({*PURPOSES, *(pack.id for pack in packs()), *kinds})


def occasions(pack: str, kind: str, purpose: str) -> frozenset[str]:
    """Return the names that a template may ask for in this inspection: its purpose, its pack, its kind in the pack."""
    return frozenset({purpose, pack, f"{pack}/{kind}"})


def _filled(words: str) -> str:
    unknown = [each for each in BLANK.findall(words) if each not in BLANKS]
    if unknown:
        raise ValueError(f"there is no blank {{{unknown[0]}}}; there are {', '.join(BLANKS)}")
    return words


class Conditional(StrictModel):
    """What stands in a letter only sometimes: `only_if` names occasions of which one holds, `not_if` those that keep it out."""

    only_if: tuple[str, ...] = ()
    not_if: tuple[str, ...] = ()

    @field_validator("only_if", "not_if")
    @classmethod
    def _are_known(cls, named: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [each for each in named if each not in _known_occasions()]
        if unknown:
            raise ValueError(f"there is no occasion {unknown[0]!r}; there are {', '.join(sorted(_known_occasions()))}")
        return named

    def holds(self, on: frozenset[str]) -> bool:
        """Say whether it stands on these occasions."""
        return (not self.only_if or not on.isdisjoint(self.only_if)) and on.isdisjoint(self.not_if)


class Part(Conditional):
    """One part of a letter; it says exactly one of `heading`, `words`, `points` and `facts` (a name and what is known)."""

    heading: str = ""
    words: str = ""
    points: tuple[str, ...] = ()
    facts: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Part":
        if sum(map(bool, (self.heading, self.words, self.points, self.facts))) != 1:
            raise ValueError("a part says exactly one of heading, words, points and facts")
        for words in (self.heading, self.words, *self.points, *self.facts.values()):
            _filled(words)
        return self


class Title(Conditional):
    """A title, for the occasions that it names."""

    words: str = Field(min_length=3)

    @field_validator("words")
    @classmethod
    def _has_known_blanks(cls, words: str) -> str:
        return _filled(words)


class LetterTemplate(Definition):
    """A template. `titles`: the first that holds is taken. `easy`: easy words, in large print. `order` is its place."""

    id: str = Field(pattern=r"^[a-z][a-z-]*$", max_length=40)
    order: int
    audience: str = Field(min_length=3)
    about: str = Field(min_length=3)
    easy: bool = False
    titles: tuple[Title, ...] = Field(min_length=1)
    parts: tuple[Part, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _always_has_a_title(self) -> "LetterTemplate":
        if self.titles[-1].only_if or self.titles[-1].not_if:
            raise ValueError("the last title must hold always: leave out its only_if and not_if")
        return self


def load_letter(path: Path) -> LetterTemplate:
    """Read one template. Raises InputError naming the file, the field and what is wrong."""
    return read(path, LetterTemplate)


def load_letters(where: Path) -> tuple[LetterTemplate, ...]:
    """Read every template of a folder, in their order. Raises InputError where one is wrong or two share an id."""
    found = [load_letter(path) for path in sorted(where.glob("*.yaml"))]
    twice = [name for name, count in Counter(each.id for each in found).items() if count > 1]
    if twice:
        raise InputError(f"two letters have the id “{twice[0]}”.", where=str(where), next_step=NEXT_STEP)
    return tuple(sorted(found, key=lambda each: each.order))


@cache
def templates() -> tuple[LetterTemplate, ...]:
    """Return the bundled templates, in their order; read once."""
    return load_letters(folder() / "letters")
