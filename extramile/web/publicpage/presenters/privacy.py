"""Words for a theme that told of a person, for those who make the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from extramile.web.publicpage.models import PrivateWords, ShownTheme
from extramile.web.publicpage.presenters.progress import day
from extramile.web.publicpage.queries import private


@dataclass(frozen=True, slots=True)
class Notice:
    """That a theme was taken back to protect somebody: when, by whom, why, and which parts told of them, with what they said."""

    on: str
    by: str
    why: str
    parts: tuple[tuple[str, str], ...]


def notice(shown: ShownTheme | None, rows: Sequence[PrivateWords]) -> Notice | None:
    """Return what stands above the form of a theme that was taken back to protect somebody."""
    taken = [each for each in rows if each.step == "taken-back"]
    if shown is None or not shown.for_privacy or not taken:
        return None
    texts = private.parts_of(shown)
    parts = tuple((private.label(part, ""), texts.get(part, words)) for part, words in taken[-1].told.items())
    return Notice(day(shown.taken_back_at), taken[-1].by.name, shown.taken_back_why, parts)


def choices(shown: ShownTheme | None) -> list[tuple[str, str]]:
    """Return the parts of a theme that is shown, for those who say which tell of a person."""
    if shown is None or shown.taken_back_at:
        return []
    return [(part, private.label(part, words)) for part, words in private.parts_of(shown).items()]
