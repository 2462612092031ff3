"""Findings of all inspections of a partnership at once, by the same rule as those of one."""

from django.db.models import Q, QuerySet

from extramile.web.findings.models import Finding, FindingState
from extramile.web.inspections import embargo
from extramile.web.inspections.models import InCircle, Purpose
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.scope import Scope


def all_standing(scope: Scope) -> QuerySet[Finding]:
    """Return every finding that this person may see and that was not dropped."""
    rows = Finding.objects.filter(inspection__partnership=scope.partnership).exclude(state=FindingState.DROPPED)
    rows = rows.exclude(inspection__in=embargo.closed(scope, findings=True))
    rows = rows.filter(Q(state=FindingState.MODERATED) | drafts_seen(scope))
    return rows.select_related("inspection").order_by("inspection", "position", "pk")


def drafts_seen(scope: Scope) -> Q:
    """Return the condition that this person sees what was not published of an inspection: `access.sees_drafts` of all."""
    if scope.can(Permission.SEE_EMBARGOED):
        return Q(inspection__isnull=False)
    circle = InCircle.objects.filter(member=scope.member, put_out_at=None).values("inspection")
    seen = Q(inspection__in=circle)
    return seen | ~Q(inspection__purpose=Purpose.INSPECTION) if Role.INSPECTOR in scope.roles else seen
