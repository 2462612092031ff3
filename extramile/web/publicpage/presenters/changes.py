"""Words for what changed on the public page, and for the announcements that stand on it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone

from extramile.web.announcements.models import Announcement
from extramile.web.announcements.presenters.changed import plain
from extramile.web.announcements.presenters.page import news_row
from extramile.web.publicpage.models import Page
from extramile.web.publicpage.presenters.progress import ThemeCard, day
from extramile.web.publicpage.queries.released import Changed, part_of

# As `released.REDACTED` says one.
MORE_REDACTED = "{} changes of which no more is said, to protect somebody’s privacy"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Something that changed: when, what, and where it stands; no place where it must not be known of what it told.

    `quiet`: of it no more is said, to protect somebody.
    """

    id: int
    when: str
    words: str
    href: str
    on_page: bool = True
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class NewsRow:
    """An announcement in the list of the page."""

    anchor: str
    headline: str
    about: str
    when: str
    href: str


def latest(rows: Sequence[Changed], themes: Sequence[ThemeCard]) -> str:
    """Return the day on which anything of the page last changed, a figure as well; "" where nothing has."""
    days = [timezone.localdate(each.update.at) for each in rows] + [each.changed_on for each in themes]
    return day(max(days)) if days else ""


def change(page: Page, found: Changed) -> ChangeRow:
    """Return something that changed, with the place to read it."""
    slug = page.partnership.slug
    if found.redacted:
        # Where it stood would tell what it told of.
        return ChangeRow(found.update.pk, day(found.update.at), found.words, "", quiet=True)
    if found.announcement is not None:
        href = reverse("announcements:announcement-public", args=[slug, found.announcement.slug])
    else:
        href = f"{reverse('publicpage:page', args=[slug])}#{found.update.part}"
    return ChangeRow(found.update.pk, day(found.update.at), plain(found.words), href, found.announcement is None)


def listed(page: Page, rows: Iterable[Changed]) -> list[ChangeRow]:
    """Return what changed as a list says it: what is said no more of one day is one line."""
    made = [change(page, each) for each in rows]
    many = Counter(each.when for each in made if each.quiet)
    found = []
    for each in made:
        number = many.pop(each.when, 0) if each.quiet else 0
        if each.quiet and not number:
            continue
        found.append(replace(each, words=MORE_REDACTED.format(number)) if number > 1 else each)
    return found


def line(found: Changed) -> dict[str, object]:
    """Return a line of what changed for those who look whether it tells of a person."""
    return {"id": found.update.pk, "when": day(found.update.at), "words": found.words, "redacted": found.redacted}


def news(found: Announcement) -> NewsRow:
    """Return an announcement as the page lists it; of one that was withdrawn, its note."""
    row = news_row(found)
    return NewsRow(part_of(found), row["headline"], row["about"], row["on"], row["href"])
