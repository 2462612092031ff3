"""Words for a plan as it stood on a day: what a snapshot keeps, shown as the page of the plan shows it today."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from extramile.core.planning import PLAN, Colour
from extramile.web.design.figures import figure
from extramile.web.plans.presenters.overview import urgency
from extramile.web.plans.presenters.saying import COLOURS, activity, day, read_kept, status_kept

Frozen = Mapping[str, Any]


def _day(value: str | None) -> str:
    return day(date.fromisoformat(value)) if value else "no day yet"


def whole(found: Frozen, headings: Mapping[str, str]) -> dict[str, Any]:
    """Return a plan as it stood."""
    plan = found["plan"]
    return {
        "title": plan["title"],
        "state": PLAN.states[plan["state"]].words,
        "board": plan["board"] or "no board was named",
        "day": _day(found["day"]),
        "themes": sorted(map(_theme, found["themes"]), key=urgency),
        "parts": [
            {"title": headings.get(name, name), "words": words} for name, words in found["parts"].items() if words
        ],
        "left_out": found["left_out"],
        "unanswered": found["unanswered"],
        "decisions": [_decision(each) for each in found["decisions"]],
    }


def _theme(found: Frozen) -> dict[str, Any]:
    words, tone = COLOURS[Colour(found["colour"])]
    return {
        "id": found["id"],
        "title": found["title"],
        "outcome": found["outcome"],
        "colour": words,
        "tone": tone,
        "because": found["because"],
        "proof": found["proof"],
        "findings": found["findings"],
        "actions": [_action(each) for each in found["actions"]],
        "measures": [_measure(each) for each in found["measures"]],
        "words": [{"title": each["title"], "said_on": _day(each["said_on"])} for each in found["words"]],
    }


def _action(found: Frozen) -> dict[str, Any]:
    return {
        "words": found["words"],
        "state": activity(found["state"], overdue=found["overdue"]),
        "owner": found["owner"] or "nobody yet",
        "body": found["body"] or "no body yet",
        "due": _day(found["due"]),
        "overdue": found["overdue"],
    }


def _measure(found: Frozen) -> dict[str, Any]:
    words, tone = status_kept(found)
    form = (found["unit"], found["decimals"])
    latest = found["readings"][-1] if found["readings"] else None
    baseline, target = (figure(found[name], *form) for name in ("baseline", "target"))
    return {
        "title": found["title"],
        "status": words,
        "tone": tone,
        "because": found["because"],
        "latest": f"{read_kept(latest, *form)}, {_day(latest['day'])}" if latest else "no figure yet",
        "baseline": f"{baseline}, {_day(found['baseline_on'])}" if found["baseline_on"] else "no baseline yet",
        "target": f"{target} by {_day(found['target_by'])}" if found["target_by"] else "no target yet",
    }


def _decision(found: Frozen) -> dict[str, Any]:
    if found["decided_on"]:
        became = f"Decided {_day(found['decided_on'])}: {found['decided']}"
    elif found["dropped"]:
        became = f"Need not be decided any more: {found['dropped']}"
    else:
        became = "It waited for the board."
    return {"number": found["number"], "asked": found["asked"], "became": became}
