"""What this app adds to those below: it hears of announcements, and leads to the public page from them and from the library."""

from typing import Any

from django.urls import reverse

from extramile.web.announcements import beside as announcements
from extramile.web.announcements.models import Announcement
from extramile.web.library import beside as library
from extramile.web.partnerships.scope import Scope
from extramile.web.plans import beside as plans
from extramile.web.plans.models import Change, Measure, Theme
from extramile.web.publicpage.actions import redacting
from extramile.web.publicpage.models import Page, ShownTheme, Update, short
from extramile.web.publicpage.presenters import different
from extramile.web.publicpage.queries import released
from extramile.web.publicpage.queries.versions import version

MOST_NAMED = 5


@announcements.hears
def heard(found: Announcement, words: str, by: Any, silenced: announcements.Tells | None) -> None:
    """List a change of an announcement among what changed: for the page, the feed and the mails."""
    part = released.part_of(found)
    if silenced is not None:
        redacting.redact(partnership=found.partnership, about=part, by=by, silenced=silenced)
    Update.objects.create(partnership=found.partnership, words=short(words), part=part, about=part, by=by)


@plans.hears
def moved(scope: Scope, row: Measure | Theme, made: Change) -> None:
    """List what everybody sees at once of a theme that is shown: its figures, and that a part of it has gone or come back."""
    theme = row.theme if isinstance(row, Measure) else row
    shown = ShownTheme.objects.filter(theme=theme, taken_back_at=None).first()
    if shown is None:
        return
    # Nothing but what was released is said: not what something is called inside since.
    title, before = shown.title, ""
    if isinstance(row, Measure):
        entry = next((each for each in shown.measures if each["id"] == row.pk), None)
        if entry is None or theme.out_at:
            return
        title, before = entry["title"], f"“{shown.title}”: "
    if words := different.of_plan(title, row, made):
        part = f"theme-{theme.pk}"
        said = short(before + words)
        Update.objects.create(partnership=scope.partnership, words=said, part=part, about=part, by=scope.person)


@announcements.lists
def lines(found: Announcement) -> list[str]:
    """Return what the list of changes says of an announcement today, but what it says no more."""
    rows = Update.objects.filter(partnership=found.partnership, about=released.part_of(found), redaction=None)
    return list(rows.order_by("-pk").values_list("words", flat=True))


@announcements.page
def address(slug: str) -> str:
    """Return where the public page of a partnership is, if it is open."""
    # Asked by every visitor of an announcement: the question that is put together once is the cheapest that tells.
    return reverse("publicpage:page", args=[slug]) if version(slug) else ""


@library.opened
def of_area(code: str) -> list[library.OpenPage]:
    """Return the open pages of partnerships of a local area."""
    return [_open_page(each) for each in released.pages().filter(partnership__area_code=code)]


@library.named
def of_name(words: str) -> list[library.OpenPage]:
    """Return the open pages of partnerships whose name holds some words."""
    return [_open_page(each) for each in released.pages().filter(partnership__name__icontains=words)[:MOST_NAMED]]


def _open_page(found: Page) -> library.OpenPage:
    slug = found.partnership.slug
    return library.OpenPage(
        found.partnership.name, reverse("publicpage:page", args=[slug]), reverse("publicpage:changes", args=[slug])
    )
