"""An inspection that was called on the day of the published example, in a partnership with somebody in every role."""

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from extramile.web.inspections.actions.beginning import begin
from extramile.web.inspections.models import Inspection, Task
from extramile.web.partnerships.scope import Scope
from tests.integration.evidence.scene import make_partnership, note

CALLED = datetime(2025, 9, 8, 8, 30, tzinfo=UTC)


def inspect(lead: Scope, pack: str = "send-2023", kind: str = "full", **more: Any) -> Inspection:
    """Begin an inspection, called on Monday 8 September 2025."""
    return begin(scope=lead, pack_id=pack, kind=kind, **{"title": "Area SEND inspection", "called_at": CALLED, **more})


def line(inspection: Inspection, number: int = 0) -> Task:
    """Return a line of its checklist."""
    return inspection.tasks.all()[number]


def signed_in(scope: Scope) -> Client:
    """Return a client that is signed in as somebody."""
    client = Client()
    client.force_login(scope.person)
    return client


__all__ = ["CALLED", "inspect", "line", "make_partnership", "note", "signed_in"]
