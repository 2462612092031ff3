"""What people change of the things of a plan: the names of the fields, and how pages, sheets and the history call them."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from extramile.web.audit.actions import plain
from extramile.web.plans.models import Action, BoardDecision, Measure, Milestone, Plan, Theme

LABELS: dict[type[models.Model], dict[str, str]] = {
    Plan: {"title": "Title", "board": "Board that oversees it", "begins": "Begins"},
    Theme: {"title": "Theme", "outcome": "Outcome wanted"},
    Action: {
        "words": "Action",
        "body": "Body",
        "owner": "Owner",
        "others": "Others who take part",
        "sectors": "Education, health, care",
        "begins": "Begins",
        "due": "Due",
        "confidence": "How sure the day is",
        "risk": "Risk",
        "risk_words": "What could go wrong",
        "cost": "Cost",
        "cost_words": "What the cost is for",
        "needs": "What must be done before it",
    },
    Milestone: {
        "months": "After months",
        "due": "By",
        "expected": "Expected",
        "actual": "What is",
        "reached_on": "Reached on",
    },
    Measure: {
        "kind": "Who says it",
        "title": "Measure",
        "definition": "Definition",
        "unit": "Unit",
        "decimals": "Decimals",
        "good": "Better is",
        "baseline": "Baseline",
        "baseline_on": "Baseline of",
        "target": "Target",
        "target_by": "Target by",
        "tolerance": "Tolerance",
        "waypoints": "On the way",
        "source": "Source",
        "source_ref": "What the source calls it",
        "source_words": "Source in words",
        "every_months": "Read every so many months",
        "owner": "Owner",
    },
    BoardDecision: {"asked": "Asked", "why": "Why", "wanted_by": "Wanted by", "action": "Action"},
}

KINDS: dict[type[models.Model], str] = {
    Plan: "plan",
    Theme: "theme",
    Action: "action",
    Milestone: "milestone",
    Measure: "measure",
    BoardDecision: "decision",
}


def value_of(row: models.Model, name: str) -> Any:
    """Return a field of a row as the history keeps it: ids, days as text, lists in order."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        return sorted(getattr(row, name).values_list("pk", flat=True)) if row.pk else []
    return plain(getattr(row, field.attname))


def as_kept(model: type[models.Model], name: str, value: Any) -> Any:
    """Return a given value as the history keeps it, so that the two can be compared."""
    field = model._meta.get_field(name)
    if field.many_to_many:
        return sorted({getattr(each, "pk", each) for each in value or ()})
    if isinstance(value, str):
        value = value.replace("\r\n", "\n").strip()
    if isinstance(value, models.Model):
        return value.pk
    return plain(field.to_python(value)) if value is not None and not isinstance(value, list | dict) else plain(value)


def values_of(row: models.Model) -> dict[str, Any]:
    """Return everything that people can change of a row, as the history keeps it."""
    return {name: value_of(row, name) for name in LABELS[type(row)]}


def kept(model: type[models.Model], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return given values as the history keeps them. Raises KeyError for a field that people cannot change."""
    unknown = set(given) - set(LABELS[model])
    if unknown:
        raise KeyError(f"not to be changed: {', '.join(sorted(unknown))}")
    return {name: as_kept(model, name, value) for name, value in given.items()}
