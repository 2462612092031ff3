"""Words for a theme that told of a person, for those who make the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from extramile.web.publicpage.models import PrivateWords, ShownTheme
from extramile.web.publicpage.presenters.progress import day
from extramile.web.publicpage.queries import private


@dataclass(frozen=True, slots=True)
class Notice:
    """That a theme was taken back to protect somebody: when, by whom, why, and which parts told of them, with what they said.

    `also` are parts that nobody named and that say some of it again: they are not filled in either.
    """

    on: str
    by: str
    why: str
    parts: tuple[tuple[str, str], ...]
    also: tuple[str, ...]


def notice(shown: ShownTheme | None, rows: Sequence[PrivateWords]) -> Notice | None:
    """Return what stands above the form of a theme that was taken back to protect somebody."""
    taken = [each for each in rows if each.step == "taken-back"]
    if shown is None or not shown.for_privacy or not taken:
        return None
    texts, called = private.parts_of(shown), private.labels(shown)
    named = taken[-1].told
    parts = tuple((called[part], texts[part]) for part in named)
    also = tuple(called[part] for part in private.known(rows).within(texts) if part not in named)
    return Notice(day(shown.taken_back_at), taken[-1].by.name, shown.taken_back_why, parts, also)


def choices(shown: ShownTheme | None) -> list[tuple[str, str]]:
    """Return the parts of a theme that is shown, for those who say which tell of a person."""
    return [] if shown is None or shown.taken_back_at else list(private.labels(shown).items())
