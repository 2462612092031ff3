"""Who may read the names of those who go to sessions, which other pages than theirs never show."""

from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


def may_see_names(scope: Scope, found: Inspection) -> bool:
    """Say whether this person may: those who make the timetable, and those who have a part in this inspection themselves."""
    if scope.can(Permission.EDIT_TIMETABLE):
        return True
    return Participant.objects.filter(inspection=found, member=scope.member, left_at=None).exists()
