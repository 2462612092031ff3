"""The letters of the first day, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.template.defaultfilters import date as date_format
from django.utils import timezone

from extramile.core.letters import BLANKS, compose
from extramile.core.letters import blanks_of as blanks_in
from extramile.web.inspections.models import LetterSent, LetterText
from extramile.web.inspections.queries.letters import Letter


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as a reader of the list sees it."""

    id: str
    audience: str
    about: str
    title: str
    # Who wrote it last, where it is not the template's.
    written: str
    missing: tuple[str, ...]
    went_out: tuple[str, ...]
    easy: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank, and what fills it now."""

    name: str
    what: str
    fills: str
    used: bool


def row(
    letter: Letter, known: Mapping[str, str | None], missing: tuple[str, ...], went_out: Sequence[LetterSent]
) -> LetterRow:
    """Return a letter in words."""
    saved = letter.saved
    return LetterRow(
        id=letter.template.id,
        audience=letter.template.audience,
        about=letter.template.about,
        title=compose(letter.title, "", known).title,
        written=f"{saved.by.name}, {_moment(saved)}" if saved and letter.is_own else "",
        missing=missing,
        went_out=tuple(f"{_moment(each)}: {each.way} ({each.by.name})" for each in went_out),
        easy=letter.template.easy,
    )


def blanks(letter: Letter, known: Mapping[str, str | None]) -> list[Blank]:
    """Return every blank with what fills it, those of this letter first."""
    used = set(blanks_in(f"{letter.title}\n{letter.text}"))
    found = [Blank(name, what, known.get(name) or "", name in used) for name, what in BLANKS.items()]
    return sorted(found, key=lambda each: not each.used)


def earlier(texts: Sequence[LetterText]) -> list[tuple[str, str, str]]:
    """Return the texts that no longer stand, the newest first: who and when, the title, the words."""
    return [
        (f"{each.by.name}, {_moment(each)}", each.title or "The template", each.words)
        for each in reversed(texts[: len(texts) - 1])
    ]


def _moment(row: LetterText | LetterSent) -> str:
    return date_format(timezone.localtime(row.at), "j F Y, H:i")
