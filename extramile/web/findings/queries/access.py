"""Who may read and write findings: the embargo first, then the role, then whether it is a real inspection."""

from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.scope import Scope


def reviews(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person reviews here: in a rehearsal or a challenge, never where inspectors write their own findings."""
    return Role.INSPECTOR in scope.roles and inspection.purpose != Purpose.INSPECTION


def sees_drafts(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person sees what was not published: drafts and what was dropped. Publication does not change that."""
    return reviews(scope, inspection) or embargo.is_let_in(scope, inspection)


def may_write(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person may write and moderate findings here."""
    only_inspects = scope.roles == {Role.INSPECTOR}
    if not scope.can(Permission.WRITE_FINDINGS) or (only_inspects and not reviews(scope, inspection)):
        return False
    return sees_drafts(scope, inspection)


def check_write(scope: Scope, inspection: Inspection) -> None:
    """Raise NotAllowedError, which says who can, if this person may not write findings here."""
    scope.check(Permission.WRITE_FINDINGS)
    if not may_write(scope, inspection):
        scope.check(Permission.SEE_EMBARGOED)


def check_drafts(scope: Scope, inspection: Inspection) -> None:
    """Raise NotAllowedError, which says who can, if this person does not see what leads to what is published."""
    if not sees_drafts(scope, inspection):
        embargo.refuse(scope)


def check_read(scope: Scope, inspection: Inspection) -> None:
    """Raise NotAllowedError if findings of this inspection are not for this person's eyes yet."""
    embargo.check(scope, inspection, findings=True)
