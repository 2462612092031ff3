"""What a re-visit or a monitoring inspection said of each area of weakness, and from which findings it can be taken."""

from extramile.web.findings.models import Finding, FindingState
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import FindingIn, Plan
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.asked import inspections_with_findings


def later_inspections(scope: Scope, found: Plan) -> list[Inspection]:
    """Return the inspections after the one that a plan answers, of which this person may read the findings."""
    first = found.inspection
    return [
        each
        for each in inspections_with_findings(scope)
        if each.purpose == Purpose.INSPECTION and first is not None and each.called_at > first.called_at
    ]


def offered(scope: Scope, found: Plan) -> list[Finding]:
    """Return the findings of later inspections from which a result can be taken, the newest inspection first."""
    rows: list[Finding] = []
    for inspection in later_inspections(scope, found):
        inside = Finding.objects.filter(inspection=inspection, state=FindingState.MODERATED)
        rows += inside.select_related("inspection").order_by("position", "pk")
    return rows


def weaknesses(found: Plan) -> list[FindingIn]:
    """Return how a plan answers each finding that asks for something; praise gets no result."""
    if found.inspection is None:
        return []
    good = {each.id for each in framework_of(found.inspection).finding_kinds if each.good}
    return [each for each in queries.answered(found) if each.finding.kind not in good]


def place(found: Plan, finding_id: int) -> FindingIn | None:
    """Return how a plan answers a finding, or None."""
    return found.findings.filter(finding=finding_id).select_related("plan", "finding").first()
