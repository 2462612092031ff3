"""What people change of a request beside its words: who is asked, who has it, when it is due, what it belongs to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.vocabulary import InputError
from extramile.web.enquiries.models import Request
from extramile.web.enquiries.queries import requests as queries
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope

LABELS = {
    "asked_of": "Asked of",
    "owner": "Who has it",
    "due": "Due",
    "line": "Line of enquiry",
    "criteria": "Criteria",
}
NAMES = tuple(LABELS)


def values_of(found: Request) -> dict[str, Any]:
    """Return the values of a request."""
    return {name: getattr(found, name) for name in NAMES}


def check(scope: Scope, inspection: Inspection, values: Mapping[str, Any], asked_at: datetime) -> None:
    """Raise InputError where a request cannot be given these values."""
    owner, body, line, due = (values.get(name) for name in ("owner", "asked_of", "line", "due"))
    if owner is not None and not queries.owners(scope).filter(pk=owner.pk).exists():
        raise InputError("This person cannot be given a request.", next_step="Choose somebody from the list.")
    if body is not None and not queries.bodies(scope).filter(pk=body.pk).exists():
        raise InputError("There is no such organisation.", next_step="Choose one from the list.")
    if line is not None and line.inspection_id != inspection.pk:
        raise InputError("There is no such line of enquiry.", next_step="Choose one from the list.")
    if due is not None and due < asked_at:
        raise InputError("It cannot be due before it was asked.", next_step="Look at the day and the hour.")
    known = {each.id for each in framework_of(inspection).all_criteria()}
    if unknown := [each for each in values.get("criteria", ()) if each not in known]:
        raise InputError(f"The framework has no criterion {', '.join(unknown)}.", next_step="Choose from the list.")


def said(value: Any) -> str:
    """Return a value in words."""
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, list):
        return ", ".join(value)
    return str(getattr(value, "person", None) or getattr(value, "title", None) or value)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the audit trail keeps them: ids and moments, no words."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else getattr(value, "pk", value)
        for name, value in values.items()
    }
