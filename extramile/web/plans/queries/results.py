"""What a re-visit or a monitoring inspection said of each area of weakness, and from which findings it can be taken."""

from dataclasses import dataclass

from extramile.web.findings.models import Finding, FindingState
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import FindingIn, Plan, Result
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.asked import inspections_with_findings


@dataclass(frozen=True, slots=True)
class Weakness:
    """An area of weakness as the plan answers it, with what was said of it later, the newest first."""

    place: FindingIn
    results: tuple[Result, ...]


def later_inspections(scope: Scope, found: Plan) -> list[Inspection]:
    """Return the inspections after the one that a plan answers, of which everybody who reads the plan may know the findings."""
    first = found.inspection
    return [
        each
        for each in inspections_with_findings(scope)
        if each.purpose == Purpose.INSPECTION
        and not embargo.holds(each)
        and first is not None
        and each.called_at > first.called_at
    ]


def offered(scope: Scope, found: Plan) -> list[Finding]:
    """Return the findings of later inspections from which a result can be taken, the newest inspection first."""
    rows: list[Finding] = []
    for inspection in later_inspections(scope, found):
        inside = Finding.objects.filter(inspection=inspection, state=FindingState.MODERATED)
        rows += inside.select_related("inspection").order_by("position", "pk")
    return rows


def weaknesses(scope: Scope, found: Plan) -> list[Weakness]:
    """Return each finding that asks for something with what was said of it later; praise gets no result.

    What a later inspection said is under its embargo: it is left out for those who may not read that.
    """
    if found.inspection is None:
        return []
    good = {each.id for each in framework_of(found.inspection).finding_kinds if each.good}
    rows = queries.answered(found).prefetch_related("results__by", "results__inspection", "results__said_in")
    return [
        Weakness(
            each,
            tuple(
                one
                for one in each.results.all()
                if one.inspection is None or embargo.may_read_findings(scope, one.inspection)
            ),
        )
        for each in rows
        if each.finding.kind not in good
    ]


def open_results(scope: Scope, found: Plan) -> list[Weakness]:
    """Return the areas of weakness of which a later visit said something that is under no embargo: what a pack may tell all."""
    open_to_all = [
        Weakness(
            each.place,
            tuple(one for one in each.results if one.inspection is None or not embargo.holds(one.inspection)),
        )
        for each in weaknesses(scope, found)
    ]
    return [each for each in open_to_all if each.results]


def place(found: Plan, finding_id: int) -> FindingIn | None:
    """Return how a plan answers a finding, or None."""
    return found.findings.filter(finding=finding_id).select_related("plan__inspection", "finding").first()
