"""Loose ends in words: each sort with its sentence, how many there are among how many, and its list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from extramile.web.design.figures import figure
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.thread.presenters.threads import address, kind_words
from extramile.web.thread.things import Ends, Loose, Sort

COLUMNS = ["sort", "kind", "id", "title", "about", "why", "address"]


# Who may join what hangs loose; everybody else is told how it stands, and nothing to do.
MENDS = (Permission.ADD_EVIDENCE, Permission.WRITE_CLAIMS, Permission.WORK_ON_PLANS)


@dataclass(frozen=True, slots=True)
class Row:
    """A loose end in a list."""

    title: str
    href: str
    about: str
    why: str
    thread_href: str


@dataclass(frozen=True, slots=True)
class Part:
    """A sort of loose end as the page shows it; `more` is where all of it is, "" if this is all.

    `why` is what is said of all that are shown, "" where each has its own; `about`: something is said about one of them.
    """

    name: str
    title: str
    sentence: str
    count: str
    whole: bool
    rows: Sequence[Row]
    more: str
    why: str
    about: bool


def mends(scope: Scope) -> bool:
    """Say whether a person may mend anything of what hangs loose."""
    return any(scope.can(each) for each in MENDS)


def title(scope: Scope) -> str:
    """Return what the page is called: for who may not mend anything, what others have still to do."""
    return "Loose ends" if mends(scope) else "What the partnership has still to join"


def row(scope: Scope, found: Loose) -> Row:
    """Return a loose end with where it is mended."""
    thread = address(scope, found.thing)
    return Row(found.thing.title, found.thing.href or thread, found.thing.about, found.why, thread)


def part(scope: Scope, sort: Sort, ends: Ends, shown: Sequence[Loose]) -> Part:
    """Return a sort with those of its ends that are shown."""
    where = reverse("thread:loose", args=[scope.name])
    reasons = {each.why for each in shown}
    return Part(
        sort.name,
        sort.words,
        f"{sort.sentence} {sort.mend}".strip() if mends(scope) else sort.sentence,
        count(sort, ends),
        not ends.found,
        [row(scope, each) for each in shown],
        f"{where}?sort={sort.name}" if len(shown) < len(ends.found) else "",
        reasons.pop() if len(reasons) == 1 else "",
        any(each.thing.about for each in shown),
    )


def count(sort: Sort, ends: Ends) -> str:
    """Return how many there are, among how many: always both, so that none is not the same as not looked for."""
    among = f"{figure(ends.among)} {sort.one if ends.among == 1 else sort.several}"
    if not ends.among:
        return f"There are no {sort.several} yet that you may see."
    if ends.found:
        return f"{figure(len(ends.found))} of {among}."
    return f"There is none: {among} {'was' if ends.among == 1 else 'were'} looked at."


def lede(scope: Scope, found: Sequence[tuple[Sort, Ends]]) -> str:
    """Return how the thread stands as a whole."""
    loose = sum(len(ends.found) for _, ends in found)
    if loose:
        places = f"{figure(loose)} {'place' if loose == 1 else 'places'}"
        if not mends(scope):
            return f"{places} at which the golden thread is not joined yet."
        return f"{places} at which the golden thread is broken, and where to mend each."
    if not any(ends.among for _, ends in found):
        return "Nothing that you may see has been written yet, so nothing is broken."
    return "The golden thread is whole: nothing that you may see hangs loose."


def flat(found: Sequence[tuple[Sort, Ends]]) -> list[dict[str, str]]:
    """Return every loose end as a line of a table to take away."""
    return [
        {
            "sort": sort.words,
            "kind": kind_words(each.thing),
            "id": each.thing.id,
            "title": each.thing.title,
            "about": each.thing.about,
            "why": each.why,
            "address": each.thing.href,
        }
        for sort, ends in found
        for each in ends.found
    ]
