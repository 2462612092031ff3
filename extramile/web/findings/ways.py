"""The ways of this app within an inspection."""

from django.urls import reverse
from django.utils import timezone

from extramile.web.findings.queries.findings import all_findings
from extramile.web.findings.queries.waiting import waiting
from extramile.web.inspections import embargo
from extramile.web.inspections.around import Falling, Notice, came_of_it, falling_due, way
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


def _publishes(scope: Scope, inspection: Inspection) -> bool:
    return scope.can(Permission.LEAD_INSPECTION)


def _thanks(scope: Scope, inspection: Inspection) -> bool:
    return scope.can(Permission.LEAD_INSPECTION) and not embargo.holds(inspection)


way(60, "findings:findings", "Findings", embargo.may_read_findings)
way(61, "findings:outcome", "Outcome", embargo.may_read_findings)
way(69, "findings:publish", "Publication", _publishes)
way(70, "findings:thanks", "Thanks", _thanks)


@falling_due
def findings_due(scope: Scope, inspection: Inspection) -> list[Falling]:
    """Return what waits for this person here, due today: the others wait for it."""
    today = timezone.localdate()
    return [Falling(each.words, each.href, today, mine=True) for each in waiting(scope, inspection)]


@came_of_it
def findings_of_it(scope: Scope, inspection: Inspection) -> list[Notice]:
    """Return how many findings there are, for those who may read them, once one is agreed."""
    if not embargo.may_read_findings(scope, inspection):
        return []
    many = all_findings(scope, inspection).filter(state="moderated").count()
    address = reverse("findings:findings", args=[scope.name, inspection.pk])
    return [Notice(f"{many} {'finding' if many == 1 else 'findings'}", address)] if many else []
