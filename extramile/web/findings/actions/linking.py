"""Saying what evidence a finding rests on. Who reads the evidence learns that a finding does, not what it says."""

from django.db import transaction
from django.urls import reverse

from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions as evidence_actions
from extramile.web.evidence import queries as evidence
from extramile.web.findings.actions.findings import open_to_writing
from extramile.web.findings.models import Finding
from extramile.web.findings.queries.proof import KIND
from extramile.web.partnerships.scope import Scope


@transaction.atomic
def link_evidence(*, scope: Scope, finding: Finding, item_id: int) -> None:
    """Say that a finding rests on a piece of evidence."""
    locked = open_to_writing(scope, finding.inspection)
    item = evidence.item(scope, item_id)
    if item is None:
        raise InputError("There is no such evidence.", next_step="Choose from the list.")
    evidence_actions.check_stands(scope=scope, item_id=item.pk)
    href = reverse("findings:finding", args=[scope.name, locked.pk, finding.pk])
    words = f"A finding of {locked.title}"
    evidence_actions.attach(scope=scope, item=item, kind=KIND, thing_id=finding.pk, words=words, href=href)


@transaction.atomic
def unlink_evidence(*, scope: Scope, finding: Finding, item_id: int) -> None:
    """Say that it no longer does."""
    open_to_writing(scope, finding.inspection)
    item = evidence.item(scope, item_id)
    if item is not None:
        evidence_actions.detach(scope=scope, item=item, kind=KIND, thing_id=finding.pk)
