"""The outcome of an inspection while it is being agreed, those the pack allows, and what follows from one."""

from typing import Any

from django.db.models import QuerySet

from extramile.core.frameworks import Outcome
from extramile.core.inspecting import Aftermath, aftermath
from extramile.web.findings.models import Judgement, JudgementStep
from extramile.web.findings.queries.access import sees_drafts
from extramile.web.frameworks.queries import deadlines
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import entered_days, framework_of
from extramile.web.partnerships.scope import Scope


def choices(inspection: Inspection) -> tuple[Outcome, ...]:
    """Return the outcomes that the pack allows for this kind of inspection."""
    return framework_of(inspection).outcomes_for(inspection.kind)


def judgement(scope: Scope, inspection: Inspection) -> Judgement | None:
    """Return the outcome as it is being agreed, for those who may read findings; None if there is none yet."""
    if not embargo.may_read_findings(scope, inspection):
        return None
    return Judgement.objects.filter(inspection=inspection).select_related("proposed_by", "agreed_by").first()


def given(scope: Scope, inspection: Inspection) -> str:
    """Return the outcome of an inspection as this person may know it: published, or agreed under embargo; else ""."""
    if not embargo.holds(inspection):
        return inspection.outcome
    found = judgement(scope, inspection)
    return found.outcome if found and found.state == "agreed" else ""


def steps(scope: Scope, found: Judgement) -> QuerySet[JudgementStep]:
    """Return what the outcome went through, for those who see drafts."""
    rows = JudgementStep.objects.filter(judgement=found).select_related("by")
    return rows if sees_drafts(scope, found.inspection) else rows.none()


def what_follows(scope: Scope, inspection: Inspection, outcome: str) -> Aftermath:
    """Return what follows from an outcome, with days from what people entered and the rules as this area holds them."""
    pack = framework_of(inspection)
    held: dict[str, Any] = {each.id: each for each in deadlines(scope, pack)}
    return aftermath(pack, inspection.kind, outcome, entered_days(inspection), held)
