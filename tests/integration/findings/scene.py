"""An inspection whose findings are being written, in a partnership with somebody in every role."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from extramile.web.findings.actions.findings import make_finding
from extramile.web.findings.actions.steps import take_step
from extramile.web.findings.models import Finding
from extramile.web.inspections.actions.beginning import begin
from extramile.web.inspections.models import InCircle, Inspection
from extramile.web.partnerships.scope import Scope
from tests.integration.evidence.scene import make_partnership, note

WORDS = "Families are told early what will happen, and it does."


def inspect(lead: Scope, pack: str = "send-2023", kind: str = "full", **more: Any) -> Inspection:
    """Begin an inspection, called three weeks ago."""
    called = timezone.now() - timedelta(days=21)
    return begin(scope=lead, pack_id=pack, kind=kind, **{"title": "Area SEND inspection", "called_at": called, **more})


def let_in(lead: Scope, inspection: Inspection, *others: Scope) -> None:
    """Let people into the circle."""
    for each in others:
        InCircle.objects.create(inspection=inspection, member=each.member, why="Moderates", let_in_by=lead.person)


def write(scope: Scope, inspection: Inspection, **more: Any) -> Finding:
    """Write a finding."""
    return make_finding(
        scope=scope, inspection=inspection, **{"kind": "effective", "words": WORDS, "criteria": ["I1"], **more}
    )


def moderated(writer: Scope, second: Scope, inspection: Inspection, **more: Any) -> Finding:
    """Write a finding that a second person lets pass."""
    found = write(writer, inspection, **more)
    take_step(scope=writer, finding=found, step="offer")
    return take_step(scope=second, finding=found, step="moderate", seen=found.revision)


def signed_in(scope: Scope) -> Client:
    """Return a client that is signed in as somebody."""
    client = Client()
    client.force_login(scope.person)
    return client


__all__ = ["inspect", "let_in", "make_partnership", "moderated", "note", "signed_in", "write"]
