"""Deciding how findings and what the area had said of itself go together. Only a person decides, and can take it back."""

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.findings.models import Decision, Finding, FindingState, Pair
from extramile.web.findings.queries.access import check_write
from extramile.web.findings.queries.knowledge import claims, evaluations
from extramile.web.inspections.actions.telling import taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim

TOGETHER = frozenset({Decision.AGREED, Decision.PARTLY})


def _open(scope: Scope, inspection: Inspection) -> Inspection:
    """Return the inspection, locked. That it has ended or is published does not matter: one looks back afterwards."""
    locked = taken(scope, inspection, ended=True)
    check_write(scope, locked)
    return locked


@transaction.atomic
def set_evaluation(*, scope: Scope, inspection: Inspection, evaluation_id: int) -> None:
    """Say which self-evaluation the area had given to these inspectors."""
    locked = _open(scope, inspection)
    found = evaluations(scope, locked).filter(pk=evaluation_id).first()
    if found is None:
        raise InputError("Choose a self-evaluation under the framework of this inspection.")
    if locked.evaluation_id == found.pk:
        return
    if Pair.objects.filter(inspection=locked, claim__isnull=False).exists():
        raise InputError(
            "Findings were paired with claims of another self-evaluation.", next_step="Take those decisions back first."
        )
    locked.evaluation = found
    locked.save(update_fields=["evaluation"])
    tell(scope, "self-evaluation chosen", "inspection", locked, locked.title, after={"evaluation": found.pk})


@transaction.atomic
def decide(
    *,
    scope: Scope,
    inspection: Inspection,
    decision: str,
    finding_id: int | None = None,
    claim_id: int | None = None,
    why: str = "",
) -> Pair:
    """Decide: a finding and a claim agreed or partly; a finding that we had not said; a claim that they did not speak of."""
    locked = _open(scope, inspection)
    if decision not in Decision.values:
        raise InputError("Choose how they go together: agreed, partly, missed by us or missed by them.")
    finding = _finding(locked, finding_id) if decision != Decision.MISSED_BY_THEM else None
    claim = _claim(locked, claim_id) if decision in TOGETHER or decision == Decision.MISSED_BY_THEM else None
    if len(why) > 500:
        raise InputError("A reason has 500 characters at most.")
    _check_fits(locked, finding, claim, decision)
    found, new = Pair.objects.get_or_create(
        inspection=locked,
        finding=finding,
        claim=claim,
        defaults={"decision": decision, "why": why.strip(), "decided_by": scope.person},
    )
    if not new:
        found.decision, found.why, found.decided_by = decision, why.strip(), scope.person
        found.save()
    tell(scope, "self-knowledge decided", "pair", found, f"Pair {found.pk}", after={"decision": decision})
    return found


def _finding(inspection: Inspection, finding_id: int | None) -> Finding:
    found = Finding.objects.filter(inspection=inspection, pk=finding_id, state=FindingState.MODERATED).first()
    if found is None:
        raise InputError(
            "Only findings that a second person let pass are paired.", next_step="Have it moderated first."
        )
    return found


def _claim(inspection: Inspection, claim_id: int | None) -> Claim:
    found = next((each for each in claims(inspection) if each.pk == claim_id), None)
    if found is None:
        raise InputError("Choose a claim of this inspection's self-evaluation.")
    return found


def _check_fits(inspection: Inspection, finding: Finding | None, claim: Claim | None, decision: str) -> None:
    """Raise the sentence that says which earlier decision stands against this one."""
    rows = Pair.objects.filter(inspection=inspection)
    if decision == Decision.MISSED_BY_US and rows.filter(finding=finding, claim__isnull=False).exists():
        raise InputError("This finding is paired with a claim.", next_step="Take that decision back first.")
    if decision in TOGETHER and rows.filter(finding=finding, claim=None).exists():
        raise InputError("This finding was called missed by us.", next_step="Take that decision back first.")
    if decision == Decision.MISSED_BY_THEM and rows.filter(claim=claim, finding__isnull=False).exists():
        raise InputError("This claim is paired with a finding.", next_step="Take that decision back first.")
    if decision in TOGETHER and rows.filter(claim=claim, finding=None).exists():
        raise InputError("This claim was called missed by them.", next_step="Take that decision back first.")


@transaction.atomic
def take_back(*, scope: Scope, inspection: Inspection, pair_id: int) -> None:
    """Take a decision back; the trail keeps it."""
    locked = _open(scope, inspection)
    found = Pair.objects.filter(inspection=locked, pk=pair_id).first()
    if found is None:
        return
    tell(scope, "self-knowledge taken back", "pair", found, f"Pair {found.pk}", before={"decision": found.decision})
    found.delete()
