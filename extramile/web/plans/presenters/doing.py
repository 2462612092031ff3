"""Words for one action: who does it, how far it is, what it waits for, its milestones, the themes that it serves."""

from datetime import date
from typing import Any

from extramile.core.planning import ACTIVITY, SETTLED
from extramile.web.plans.models import Action, ActionIn, Milestone, Plan, Theme
from extramile.web.plans.presenters.overview import action as in_a_line
from extramile.web.plans.presenters.saying import activity, day, days_from, moment, pounds
from extramile.web.plans.queries.content import ActionNow, action_now

# Offered beside the steps of the table: it leaves an action as far as it is.
SAY = "say"


def action(found: ActionNow) -> dict[str, Any]:
    """Return all that is said of an action, in the order in which people ask."""
    each = found.action
    cost = pounds(each.cost) if each.cost is not None else ""
    risk = f"{each.get_risk_display()}: {each.risk_words}" if each.risk_words else each.get_risk_display()
    lines = [
        ("Owner", f"{each.owner.person.name}" if each.owner else "nobody yet"),
        ("Body that answers for it", each.body.name if each.body else "no body yet"),
        ("Others who take part", ", ".join(one.name for one in each.others.all()) or "nobody named"),
        ("Education, health, care", ", ".join(each.sectors).capitalize() or "not said yet"),
        ("Begins", day(each.begins)),
        ("Due", day(each.due)),
        # Of a day that has passed nobody is unsure any more, whatever was said of it before.
        ("How sure the day is", "The day has passed" if found.overdue else each.get_confidence_display()),
        ("Risk", risk),
        ("Cost", " for ".join(filter(None, (cost, each.cost_words))) or "not said"),
    ]
    if each.settled_at:
        lines.append((ACTIVITY.states[each.state].words, moment(each.settled_at)))
    return {**in_a_line(found), "lines": lines}


def milestone(found: Milestone, today: date) -> dict[str, Any]:
    """Return a milestone: when, what was expected, what is."""
    late = found.reached_on is None and found.due < today
    state = (
        ("Reached", "strength") if found.reached_on else ("Past its day", "priority") if late else ("To come", "quiet")
    )
    return {
        "id": found.pk,
        "when": day(found.due),
        "months": f"{found.months} months" if found.months else "",
        "far": days_from(today, found.due) if not found.reached_on else "",
        "expected": found.expected,
        "actual": found.actual,
        "reached": day(found.reached_on) if found.reached_on else "",
        "state": state[0],
        "tone": state[1],
    }


def needed(found: Action, today: date) -> dict[str, Any]:
    """Return an action that must be done before another, with a plan in which it stands."""
    place = next(iter(found.places.all()), None)
    return {
        "id": found.pk,
        "words": found.words,
        "state": activity(found.state, overdue=action_now(found, today).overdue),
        "plan_id": place.theme.plan_id if place else None,
        "due": day(found.due),
    }


def place(found: ActionIn, plan: Plan) -> dict[str, Any]:
    """Return a theme that an action serves."""
    theme = found.theme
    return {
        "id": theme.pk,
        "title": theme.title,
        "plan_id": theme.plan_id,
        "plan": theme.plan.title if theme.plan_id != plan.pk else "",
    }


def place_words(found: Theme) -> str:
    """Return a theme to choose, with its plan."""
    return f"{found.title} ({found.plan.title})"


def steps(found: Action, *, leads: bool) -> list[dict[str, str]]:
    """Return the steps that this person can take with an action now, each with what it needs; first to say only how it goes."""
    goes = [] if found.state in SETTLED else [{"id": SAY, "words": "Say how it goes", "needs": "how it goes"}]
    return goes + [
        {"id": each.id, "words": each.words, "needs": each.needs}
        for each in ACTIVITY.open_steps(found.state)
        if leads or each.id != "stop"
    ]
