"""Words for one plan as it stands: themes with their colour and its proof, actions, measures, families' words, parts."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from extramile.web.findings.models import Finding
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.plans.models import FamilyWord, PartText, Plan
from extramile.web.plans.presenters.saying import (
    COLOURS,
    REPLACE,
    activity,
    back_words,
    day,
    days_from,
    measure_state,
    moment,
    of,
    read,
)
from extramile.web.plans.queries.content import ActionNow, MeasureNow, PlanNow, ThemeNow

EDGES = {"quiet": "", "priority": "priority_action", "develop": "improve", "strength": "effective", "info": "effective"}


def theme(found: ThemeNow, plan: Plan, slug: str) -> dict[str, Any]:
    """Return a theme with all that stands under it."""
    words, tone = COLOURS[found.rating.colour]
    return {
        "id": found.theme.pk,
        "title": found.theme.title,
        "outcome": found.theme.outcome,
        "colour": words,
        "tone": tone,
        "edge": EDGES[tone],
        "because": found.rating.because,
        "proof": found.rating.proof,
        "findings": [finding(each.finding, plan, slug) for each in found.findings],
        "actions": [action(each) for each in found.actions],
        "measures": [measure(each) for each in found.measures],
        "words": [word(each, slug) for each in found.words],
    }


def themes(now: PlanNow, slug: str) -> list[dict[str, Any]]:
    """Return the themes of a plan, first those that stand red, then those with late actions, each group in the plan's order.

    `first` and `last` say of each where it stands in the plan's own order, which the documents keep.
    """
    many = len(now.themes)
    rows = [
        {**theme(each, now.plan, slug), "first": place == 1, "last": place == many}
        for place, each in enumerate(now.themes, 1)
    ]
    return sorted(rows, key=urgency)


def urgent_first(now: PlanNow) -> list[ThemeNow]:
    """Return the themes of a plan in the order in which its page shows them."""
    return sorted(
        now.themes,
        key=lambda each: urgency({"tone": COLOURS[each.rating.colour][1], "actions": [*map(action, each.actions)]}),
    )


def urgency(row: Mapping[str, Any]) -> int:
    """Return where a theme stands, as its page or a version shows it: first what is red, then what has late actions."""
    late = any(each["overdue"] for each in row["actions"])
    return 0 if row["tone"] == "priority" else 1 if late else 2


def finding(found: Finding, plan: Plan, slug: str, why_not: str = "") -> dict[str, Any]:
    """Return a finding with where it can be read, and why the plan does not answer it where it does not."""
    kinds = {each.id: each.name for each in framework_of(plan.inspection).finding_kinds} if plan.inspection else {}
    return {
        "id": found.pk,
        "words": found.words,
        "kind": kinds.get(found.kind, ""),
        "href": reverse("findings:finding", args=[slug, found.inspection_id, found.pk]),
        "why_not": why_not,
    }


def action(found: ActionNow) -> dict[str, Any]:
    """Return an action in a line of a table."""
    each = found.action
    return {
        "id": each.pk,
        "words": each.words,
        "state": activity(each.state, overdue=found.overdue),
        "owner": each.owner.person.name if each.owner else "nobody yet",
        "body": each.body.name if each.body else "no body yet",
        "due": day(each.due),
        "overdue": found.overdue,
        "unsure": each.get_confidence_display() if found.unsure else "",
    }


def measure(found: MeasureNow) -> dict[str, Any]:
    """Return a measure in a line of a table: its latest figure, what it shows and why, where it should be."""
    each = found.measure
    words, tone = measure_state(found)
    back = back_words(found.back)
    latest = found.readings[-1] if found.readings else None
    return {
        "id": each.pk,
        "title": each.title,
        "experience": each.kind == "experience",
        "status": words,
        "tone": tone,
        "because": " ".join(filter(None, (back, found.impact.because, REPLACE if back else ""))),
        "latest": f"{read(each, latest)}, {day(latest.day)}"
        if latest
        else "none that stands"
        if back
        else "no figure yet",
        "baseline": f"{of(each, each.baseline)}, {day(each.baseline_on)}" if each.baseline_on else "no baseline yet",
        "target": f"{of(each, each.target)} by {day(each.target_by)}" if each.target_by else "no target yet",
        "behind": behind(found),
    }


def behind(found: MeasureNow) -> str:
    """Return how a measure stands to its trajectory; "" where that cannot be said."""
    if found.impact.behind is None or found.impact.expected is None:
        return ""
    should = of(found.measure, found.impact.expected)
    return f"Behind its trajectory, which gives {should}." if found.impact.behind else f"On its trajectory ({should})."


def word(found: FamilyWord, slug: str) -> dict[str, Any]:
    """Return families' word with where it was said."""
    place = ""
    if found.loop_id:
        place = f"{reverse('voices:loop', args=[slug])}#entry-{found.loop_id}"
    elif found.evidence_id:
        place = reverse("evidence:item", args=[slug, found.evidence_id])
    return {
        "id": found.pk,
        "title": found.title,
        "words": found.words,
        "said_on": day(found.said_on),
        "href": place,
        "place": "the entry of the loop" if found.loop_id else "the evidence" if found.evidence_id else "",
        "by": found.by.name,
        "withdrawn": f"{moment(found.withdrawn_at)}: {found.withdrawn_why}" if found.withdrawn_at else "",
    }


def parts(headings: Mapping[str, str], texts: Mapping[str, PartText]) -> list[dict[str, Any]]:
    """Return the parts of a plan in order, each with its newest text."""
    return [
        {
            "id": name,
            "title": title,
            "words": texts[name].words if name in texts else "",
            "saved": f"{texts[name].by.name}, {moment(texts[name].at)}" if name in texts else "",
        }
        for name, title in headings.items()
    ]


def decisions_waiting(now: PlanNow) -> list[dict[str, Any]]:
    """Return what the board is asked and has not decided."""
    return [
        {
            "number": each.number,
            "asked": each.asked,
            "wanted_by": f"{day(each.wanted_by)}, {days_from(now.today, each.wanted_by)}" if each.wanted_by else "",
        }
        for each in now.decisions
        if not each.decided_on and not each.dropped_why
    ]


def figures(now: PlanNow) -> list[dict[str, Any]]:
    """Return a plan in four figures, each with one comparison."""
    settled = sum(1 for each in now.actions if each.action.state == "done")
    counted = [each for each in now.actions if each.action.state != "stopped"]
    late = sum(1 for each in now.actions if each.overdue)
    moved = sum(1 for each in now.measures if each.impact.status in ("moving", "reached"))
    proven = sum(1 for each in now.themes if each.rating.proof)
    return [
        {
            "label": "Themes with a sign of change",
            "value": str(proven),
            "more": f"of {len(now.themes)}",
            "missing": False,
        },
        {"label": "Actions done", "value": str(settled), "more": f"of {len(counted)}", "missing": False},
        {"label": "Actions past their day", "value": str(late), "more": f"of {len(counted)}", "missing": False},
        {"label": "Measures that moved", "value": str(moved), "more": f"of {len(now.measures)}", "missing": False},
    ]
