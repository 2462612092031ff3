"""Tracked cases by number, and the papers that are owed for them: who sees which."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from extramile.web.enquiries.models import Case, CasePaper
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.models import Organisation
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope


def may_see(scope: Scope) -> bool:
    """Say whether this person sees all cases, or what their own organisation owes for them."""
    return scope.can(Permission.SEE_CASES) or scope.can(Permission.ANSWER_REQUESTS)


def sees_all(scope: Scope) -> bool:
    """Say whether this person sees what stands beside the numbers."""
    return scope.can(Permission.SEE_CASES)


def papers(scope: Scope, inspection: Inspection) -> QuerySet[CasePaper]:
    """Return the papers that this person may see: all, or those that their organisation owes."""
    rows = CasePaper.objects.filter(case__inspection=inspection).select_related("case", "organisation")
    return rows if sees_all(scope) else rows.filter(organisation=scope.organisation)


def paper(scope: Scope, inspection: Inspection, paper_id: int) -> CasePaper | None:
    """Return a paper, or None: what somebody may not see does not exist for them."""
    return papers(scope, inspection).filter(pk=paper_id).first() if may_see(scope) else None


def cases(inspection: Inspection) -> QuerySet[Case]:
    """Return every case with its papers, by number."""
    rows = CasePaper.objects.select_related("organisation")
    return Case.objects.filter(inspection=inspection).prefetch_related(Prefetch("papers", queryset=rows))


def case(inspection: Inspection, case_id: int) -> Case | None:
    """Return a case, or None."""
    return cases(inspection).filter(pk=case_id).first()


def bodies(scope: Scope) -> QuerySet[Organisation]:
    """Return the organisations that can owe a paper."""
    return organisations(scope)


def owed(scope: Scope, inspection: Inspection) -> QuerySet[CasePaper]:
    """Return the papers that have a time and have not come, as far as this person may see them."""
    if not may_see(scope):
        return CasePaper.objects.none()
    return papers(scope, inspection).filter(came_at=None, not_held=False, due__isnull=False, case__deleted_at=None)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many papers an agency owes, how many came, how many are late. Nothing of a case stands in it."""

    organisation: str
    owed: int
    came: int
    late: int
    not_held: int


def by_agency(scope: Scope, inspection: Inspection, now: datetime) -> list[Counted]:
    """Return the papers by agency."""
    found: dict[str, list[CasePaper]] = {}
    for each in papers(scope, inspection):
        found.setdefault(each.organisation.name, []).append(each)
    return [
        Counted(
            name,
            owed=len(rows),
            came=sum(each.came_at is not None for each in rows),
            late=sum(
                each.came_at is None and not each.not_held and each.due is not None and each.due < now for each in rows
            ),
            not_held=sum(each.not_held for each in rows),
        )
        for name, rows in sorted(found.items())
    ]


def to_empty(today: date) -> QuerySet[Case]:
    """Return the cases of every partnership whose day has come."""
    return Case.objects.filter(deleted_at=None, delete_on__lte=today).select_related("inspection__partnership")
