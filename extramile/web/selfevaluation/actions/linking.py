"""Saying what a claim rests on: the one place here that writes to the evidence library."""

from django.db import transaction
from django.urls import reverse

from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions as evidence_actions
from extramile.web.evidence import queries as evidence
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions.claims import check_writable
from extramile.web.selfevaluation.actions.telling import taken
from extramile.web.selfevaluation.models import Claim
from extramile.web.selfevaluation.queries.proof import KIND


def attach(scope: Scope, claim: Claim, item_id: int) -> bool:
    """Hang a piece of evidence on a claim; False if this person sees no such. The caller has checked that they may write."""
    item = evidence.item(scope, item_id)
    if item is None:
        return False
    href = reverse("selfevaluation:claim", args=[scope.name, claim.evaluation_id, claim.pk])
    evidence_actions.attach(scope=scope, item=item, kind=KIND, thing_id=claim.pk, words=claim.judgement, href=href)
    return True


def detach_all(scope: Scope, claim: Claim) -> None:
    """Take every piece of evidence off a claim that is no more. The caller has checked that they may."""
    evidence_actions.let_go(scope=scope, kind=KIND, thing_id=claim.pk)


@transaction.atomic
def link_evidence(*, scope: Scope, claim: Claim, item_id: int) -> None:
    """Say that a claim rests on a piece of evidence. The evidence tells the audit trail; the text stays as signed."""
    taken(scope, claim.evaluation)
    check_writable(scope, claim.evaluation, claim.criterion, claim.organisation)
    evidence_actions.check_stands(scope=scope, item_id=item_id)
    if not attach(scope, claim, item_id):
        raise InputError("There is no such evidence.", next_step="Choose from the list.")


@transaction.atomic
def put_in_place(*, scope: Scope, claim: Claim, old_id: int, item_id: int) -> None:
    """Link a piece of evidence in place of another, whose figures were taken back."""
    link_evidence(scope=scope, claim=claim, item_id=item_id)
    unlink_evidence(scope=scope, claim=claim, item_id=old_id)


@transaction.atomic
def unlink_evidence(*, scope: Scope, claim: Claim, item_id: int) -> None:
    """Say that it no longer does."""
    taken(scope, claim.evaluation)
    check_writable(scope, claim.evaluation, claim.criterion, claim.organisation)
    item = evidence.item(scope, item_id)
    if item is not None:
        evidence_actions.detach(scope=scope, item=item, kind=KIND, thing_id=claim.pk)
