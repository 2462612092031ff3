"""What every action of announcements does besides: it takes the announcement, writes its step, tells the audit trail."""

from typing import Any

from extramile.core.announcing import ANNOUNCEMENT
from extramile.core.vocabulary import InputError
from extramile.web.announcements.models import Announcement, AnnouncementStep
from extramile.web.announcements.queries.announcements import may_see
from extramile.web.audit.actions import SYSTEM, record
from extramile.web.inspections.actions.telling import required
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

__all__ = ["locked", "move", "name_of", "required", "taken", "tell"]


def name_of(found: Announcement) -> str:
    """Return how the trail calls it: its headline may be under embargo."""
    return f"Announcement {found.pk}"


def locked(announcement_id: int) -> Announcement:
    """Return an announcement locked until the end of the transaction."""
    rows = Announcement.objects.select_for_update(of=("self",)).select_related(
        "inspection", "partnership", "plan__inspection"
    )
    return rows.get(pk=announcement_id)


def taken(scope: Scope, found: Announcement, permission: Permission) -> Announcement:
    """Return it locked, for somebody who may."""
    scope.check(permission)
    mine = locked(found.pk)
    if mine.partnership_id != scope.partnership.pk or not may_see(scope, mine):
        scope.check(Permission.SEE_EMBARGOED)
        raise InputError("There is no such announcement here.")
    return mine


def tell(found: Announcement, verb: str, by: Any, **more: Any) -> None:
    """Write the audit event of a change. Words of the announcement stay out of it: they may be under embargo."""
    record(
        by=by or SYSTEM,
        verb=verb,
        kind="announcement",
        thing_id=found.pk,
        thing=name_of(found),
        scope=found.partnership.slug,
        **more,
    )


def move(found: Announcement, step: str, *, by: Any, words: str = "", for_privacy: bool = False) -> None:
    """Take a step of a locked announcement; without a person the system takes it. Saving is for whoever calls.

    `for_privacy` keeps the words for those who may see what told of a person.
    """
    before, found.state = found.state, ANNOUNCEMENT.take(found.state, step)
    if found.state != "scheduled":
        found.publish_at, found.scheduled_by = None, None
    said = words.strip()[:500]
    AnnouncementStep.objects.create(
        announcement=found, step=step, reached=found.state, words=said, for_privacy=for_privacy, by=by
    )
    tell(
        found,
        f"announcement: {step}",
        by,
        before={"state": before},
        after={"state": found.state, "revision": found.revision},
    )
