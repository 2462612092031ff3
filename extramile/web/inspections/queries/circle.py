"""Who may read what is under embargo in an inspection, why, and who did."""

from django.db.models import QuerySet

from extramile.web.audit.models import Event
from extramile.web.inspections.embargo import OPENED, holds
from extramile.web.inspections.models import InCircle, Inspection
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import MAY, Permission, Role
from extramile.web.partnerships.queries import member, members_with
from extramile.web.partnerships.scope import Scope

# A page shows this many readings; the file holds all of them.
SHOWN = 100


def may_see(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person may see who is in the circle: leads, those in it, and who reads the audit trail anyway."""
    if scope.can(Permission.SEE_EMBARGOED) or scope.can(Permission.READ_AUDIT):
        return True
    return present(inspection).filter(member=scope.member).exists()


def check_sees(scope: Scope, inspection: Inspection) -> None:
    """Raise NotAllowedError, which says who can, if this person may not see the circle."""
    if not may_see(scope, inspection):
        scope.check(Permission.SEE_EMBARGOED)


def may_change(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person may let somebody in or put them out now."""
    return scope.can(Permission.LEAD_INSPECTION) and holds(inspection) and not inspection.ended_at


def by_role(scope: Scope) -> QuerySet[Member]:
    """Return the members whose role lets them read, in their order."""
    return members_with(scope, MAY[Permission.SEE_EMBARGOED])


def circle(inspection: Inspection) -> QuerySet[InCircle]:
    """Return everybody who was let in, those who were put out too, the first first."""
    return InCircle.objects.filter(inspection=inspection).select_related(
        "member__person", "member__organisation", "let_in_by", "put_out_by"
    )


def present(inspection: Inspection) -> QuerySet[InCircle]:
    """Return who is in the circle now."""
    return circle(inspection).filter(put_out_at=None)


def in_circle(inspection: Inspection, row_id: int) -> InCircle | None:
    """Return somebody who is in the circle now, or None."""
    return present(inspection).filter(pk=row_id).first()


def outside(scope: Scope, inspection: Inspection) -> QuerySet[Member]:
    """Return the members who can be let in: not those whose role lets them read, nor inspectors, nor those who are in."""
    never = MAY[Permission.SEE_EMBARGOED] | {Role.INSPECTOR}
    rows = members_with(scope, Role).exclude(pk__in=members_with(scope, never).values("pk"))
    return rows.exclude(pk__in=present(inspection).values("member"))


def member_of(scope: Scope, member_id: int | None) -> Member | None:
    """Return a member of this partnership, or None."""
    return member(scope, member_id) if member_id is not None else None


def readings(scope: Scope, inspection: Inspection, by_id: int | None = None) -> QuerySet[Event]:
    """Return who opened what under embargo, the newest first: each thing once a day. For who may read the audit trail."""
    scope.check(Permission.READ_AUDIT)
    rows = Event.objects.filter(scope=scope.name, verb=OPENED, after__inspection=inspection.pk).order_by("-number")
    return rows if by_id is None else rows.filter(by_id=by_id)


def readers(scope: Scope, inspection: Inspection) -> list[tuple[int, str]]:
    """Return who opened anything, by name."""
    rows = readings(scope, inspection).order_by().exclude(by_id=None).values_list("by_id", "by_name").distinct()
    return sorted(dict(rows).items(), key=lambda each: each[1])
