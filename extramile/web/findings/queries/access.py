"""Who may read and write findings: the embargo first, then the role, then whether it is a real inspection."""

from collections.abc import Collection

from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.partnerships.permissions import MAY, Permission, Role
from extramile.web.partnerships.queries import members_with, scope_of
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


def others_who_write(scope: Scope, inspection: Inspection, but: Collection[int]) -> list[str]:
    """Return the names of those who may let something pass here: who may write findings and is none of these accounts."""
    holding = members_with(scope, MAY[Permission.WRITE_FINDINGS]).select_related("person")
    people = [each.person for each in holding if each.person_id not in but]
    theirs = ((each, scope_of(each, scope.name)) for each in people)
    return [each.name for each, where in theirs if where is not None and may_write(where, inspection)]


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
