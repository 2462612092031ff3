"""Which lines of what changed are said no more once a part of an announcement is taken out: those of it, and those that tell of it.

A line that says what everybody still reads on the page is left: silencing it would protect nobody, and hide a change.
"""

import re
from collections.abc import Iterable
from typing import Any

from extramile.core.announcing import BY_NAME
from extramile.web.announcements.beside import Tells
from extramile.web.announcements.models import Announcement
from extramile.web.announcements.queries.announcements import pictures, standing

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
# So many words one after another are somebody's own.
RUN = 3
# Lines are cut at some length: of a long reason its beginning is known again.
REASON_KNOWN = 120


def everything(line: str) -> bool:
    """Say that a line is silenced: of an announcement that is withdrawn as a whole none is said."""
    return bool(line)


def of_part(found: Announcement, part: str, taken: Iterable[str] = ()) -> Tells:
    """Return what says of a line of an announcement whether it goes with a part.

    `part` is a text, "facts", "quotation-5" or "picture-3". Before it is taken out, with `taken` empty, that is said of all that
    the part says; afterwards `taken` is what it said.
    """
    kind, _, number = part.partition("-")
    corrections = list(found.corrections.filter(field=kind, for_privacy=False))
    whys = tuple(f"”. {each.why[:REASON_KNOWN]}" for each in corrections)
    said = [*taken] or _says(found, kind, number)
    said += [words for each in corrections for words in (each.was, each.now)]
    still = _still(found, kind, number, gone=not taken)
    names, runs = _names(said, still), _runs(said) - _runs(still)
    headline = f"“{found.headline}”" if kind == "headline" and taken else ""

    def tells(line: str) -> bool:
        # Every line of an announcement names its headline: of another one only the lines with the new are left.
        if kind == "headline" and (not headline or headline not in line):
            return True
        return any(why in line for why in whys) or bool(names & set(_words(line)) or runs & _runs([line]))

    return tells


def _says(found: Announcement, kind: str, number: str) -> list[str]:
    if kind == "quotation" and number:
        return [f"{each.role}, {each.name}: {each.words}" for each in standing(found) if each.pk == int(number)]
    if kind == "picture" and number:
        return [each.alternative for each in pictures(found) if each.pk == int(number)]
    return [getattr(found, kind)] if kind in BY_NAME else []


def _still(found: Announcement, kind: str, number: str, *, gone: bool) -> list[str]:
    """Return what everybody still reads of an announcement without the part; `gone`: what is to leave is still there."""
    texts = [getattr(found, name) for name in BY_NAME if not (gone and name == kind)]
    quoted = [each for each in standing(found) if each.state == "approved" and str(each.pk) != number]
    texts += [f"{each.role}, {each.name}, {each.organisation}: {each.words}" for each in quoted]
    return [*texts, found.partnership.name]


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def _names(said: Iterable[str], still: Iterable[str]) -> set[str]:
    """Return the names and numbers among words, but those that are read elsewhere, however they are written there."""
    read = {word.casefold() for each in still for word in _words(each)}
    found = {word for each in said for word in _words(each) if word[0].isupper() or word[0].isdigit()}
    return {word for word in found if word.casefold() not in read}


def _runs(texts: Iterable[str]) -> set[tuple[Any, ...]]:
    rows = [[word.casefold() for word in _words(each)] for each in texts]
    return {tuple(row[at : at + RUN]) for row in rows for at in range(len(row) - RUN + 1)}
