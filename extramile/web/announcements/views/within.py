"""What every closed page of an announcement finds first: the announcement, or 404, and that it was opened."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from extramile.web.announcements.presenters import page, working
from extramile.web.announcements.queries import announcements as queries
from extramile.web.announcements.queries.facts import facts
from extramile.web.inspections import embargo
from extramile.web.partnerships.permissions import Permission


def announcement_or_404(scope, announcement_id: int) -> Any:
    """Return the announcement of this address, and note who opened it while it is under embargo."""
    found = queries.announcement(scope, announcement_id)
    if found is None:
        raise Http404
    for each in queries.told_of(found):
        embargo.opened(scope, each, "announcement", found.pk, f"Announcement {found.pk}")
    return found


def around(scope, found, here: str) -> dict[str, Any]:
    """Return what every page of an announcement is given; `here` is the page."""
    at = {"slug": scope.name, "announcement_id": found.pk}
    writes = scope.can(Permission.WRITE_ANNOUNCEMENTS)
    ways = [
        ("page", "Where it stands"),
        *([("write", "Write")] if writes and found.state == "writing" else []),
        ("preview", "Preview"),
        ("quotations", "Quotations"),
        ("pictures", "Pictures"),
        ("checks", "Checks"),
        ("history", "History"),
        ("easy-read", "Easy-read draft"),
    ]
    return {
        "here": "tell",
        "scope": scope,
        "announcement": found,
        "stands": working.stands(found),
        "at": at,
        "where": here,
        "ways": [(name, words, reverse(f"announcements:{name}", kwargs=at)) for name, words in ways],
        "under_embargo": queries.under_embargo(found),
        "writes": writes,
        "publishes": scope.can(Permission.PUBLISH),
        "protects": scope.can(Permission.PROTECT_PEOPLE),
    }


def page_of(scope, found) -> page.Shown:
    """Return the page of an announcement: with the facts of today while it is written, else with those it was checked with."""
    known = facts(found, scope) if found.state in ("writing", "dropped") else found.facts
    at = {"slug": scope.name, "announcement_id": found.pk}
    return page.shown(
        found,
        known,
        quotations=queries.standing(found),
        pictures=list(queries.pictures(found)),
        corrections=queries.corrections(found),
        picture_address=lambda each: reverse("announcements:picture", kwargs={**at, "picture_id": each.pk}),
    )
