"""Words for loads and their rules."""

from collections import Counter
from typing import Any

from django.urls import reverse

from extramile.web.returns import snapshots
from extramile.web.returns.measured import KINDS
from extramile.web.returns.models import Load, RuleCount
from extramile.web.returns.presenters.words import STATES, counted
from extramile.web.returns.queries import loads as queries

TONES = {"reading": "info", "checked": "strength", "refused": "priority", "deleted": "quiet"}


def load_row(slug: str, load: Load) -> dict[str, Any]:
    """Return a load in the list."""
    return {
        "title": f"{title(load)}, load {load.pk}",
        "href": reverse("returns:load", args=[slug, load.pk]),
        "state": Load.State(load.state).label,
        "tone": TONES[load.state],
        "by": load.made_by.name,
        "at": load.made_at,
    }


def title(load: Load) -> str:
    """Return what a load is called: its return and year, never its file."""
    said = queries.kind_title(load.kind)
    return f"{said} {load.year}" if load.year else said


def summary(slug: str, load: Load) -> dict[str, Any]:
    """Return what a checked load came to."""
    found = list(queries.counts(load))
    known = queries.declared(load.kind)
    opened = snapshots.manifest_of(queries.snapshot(load))
    rows = [_rule_row(slug, load, each, known, opened["reasons"]) for each in found]
    failed = [each for each in found if each.state == "failed"]
    errors = sum(each.failures for each in failed if each.severity == "error")
    queried = sum(each.failures for each in failed if each.severity == "query")
    return {
        "totals": f"{counted(errors, 'error')} and {counted(queried, 'query', 'queries')} were found.",
        "tables": queries.tables(load),
        "states": _crossed(found, "severity"),
        "families": _crossed(found, "family"),
        "groups": [
            (STATES[state], sorted((each for each in rows if each["state"] == state), key=lambda row: -row["failures"]))
            for state in STATES
        ],
        "compared": load.compared_with,
        "questions": opened["questions"],
        "sources": [each["name"] for each in opened["sources"]],
    }


def _crossed(found: list[RuleCount], by: str) -> list[dict[str, Any]]:
    """Return how many rules of each kind stand in each state."""
    counts = Counter((getattr(each, by), each.state) for each in found)
    return [
        {"name": name.capitalize(), "counts": [counts[name, state] for state in STATES]}
        for name in sorted({getattr(each, by) for each in found})
    ]


def _rule_row(slug: str, load: Load, each: RuleCount, known: dict[str, Any], reasons: dict[str, str]) -> dict[str, Any]:
    return {
        "id": each.rule,
        "href": reverse("returns:rule", args=[slug, load.pk, each.rule]),
        "title": queries.title_of(each.rule, known),
        "severity": each.severity,
        "state": each.state,
        "failures": each.failures,
        "reason": reasons.get(each.rule, ""),
        "new": each.new,
        "gone": each.gone,
        "same": each.same,
    }


def ways(load: Load) -> list[tuple[str, str]]:
    """Return the pages of a load: the name of each address, and its words."""
    found = [("returns:load", "Rules and problems")]
    if load.kind in KINDS and load.state == Load.State.CHECKED:
        found += [
            ("returns:figures", "Measures"),
            ("returns:work", "Worklist"),
            ("returns:forecast", "Forecast"),
            ("returns:audiences", "What others are told"),
        ]
    return found
