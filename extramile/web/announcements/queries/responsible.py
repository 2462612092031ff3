"""Who answers for an announcement today: who publishes or wrote it, or, where they may no more, those who may."""

from typing import Any

from extramile.web.announcements.models import Announcement
from extramile.web.announcements.queries.announcements import may_see
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import scope_of


def may_publish(person: Any, found: Announcement) -> bool:
    """Say whether somebody may publish an announcement today."""
    return _may(person, found, Permission.PUBLISH)


def _may(person: Any, found: Announcement, permission: Permission) -> bool:
    scope = scope_of(person, found.partnership.slug) if person else None
    return scope is not None and scope.can(permission) and may_see(scope, found)


def responsible(found: Announcement) -> list[Any]:
    """Return who is told what has become of an announcement: who set its time, published it or began it, if they may still write.

    Otherwise everybody who may publish it: nobody must be the only one who knows, and gone.
    """
    published = found.steps.filter(step__in=["publish", "restore", "schedule"]).exclude(by=None).order_by("-pk").first()
    known = [found.scheduled_by, published.by if published else None, found.made_by]
    first = next((each for each in known if _may(each, found, Permission.WRITE_ANNOUNCEMENTS)), None)
    if first is not None:
        return [first]
    members = Member.objects.filter(partnership=found.partnership, left_at=None).select_related("person").order_by("pk")
    return [each.person for each in members if may_publish(each.person, found)]
