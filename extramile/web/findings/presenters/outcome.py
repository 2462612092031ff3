"""Words for outcomes: those the pack allows, the one that is being agreed, and what follows from it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format

from extramile.core.frameworks import Outcome, Pack, source_line
from extramile.core.inspecting import OUTCOME, Aftermath, Due, Follows
from extramile.web.findings.actions.outcome import BY_A_SECOND
from extramile.web.findings.models import Judgement, JudgementStep
from extramile.web.findings.presenters.meeting import moment

TONES = {"proposed": "info", "returned": "develop", "agreed": "strength"}
# What sort of consequence it is, in the order in which people ask.
SORTS = {
    "statement": "Statement of action",
    "plan": "Plan",
    "monitoring": "Monitoring",
    "next-inspection": "Next inspection",
    "support": "Support and challenge",
    "nothing": "Nothing more",
    "not-known": "Not known",
}


def day(value: date) -> str:
    """Return a day as people say it."""
    return date_format(value, "j F Y")


def described(outcome: Outcome, pack: Pack) -> dict[str, Any]:
    """Return an outcome of the pack with its meaning and what that rests on."""
    return {
        "id": outcome.id,
        "name": outcome.name,
        "plain": outcome.plain,
        "wording": outcome.official_wording or "",
        "source": source_line(outcome, pack),
        "unverified": outcome.unverified,
    }


def judged(found: Judgement, pack: Pack) -> dict[str, Any]:
    """Return the outcome as it is being agreed."""
    return {
        **described(pack.outcome(found.outcome), pack),
        "why": found.why,
        "state": OUTCOME.states[found.state].words,
        "tone": TONES[found.state],
        "proposed": f"Proposed by {found.proposed_by.name}, {moment(found.proposed_at)}",
        "agreed": f"agreed to by {found.agreed_by.name}, {moment(found.agreed_at)}" if found.agreed_by else "",
        "revision": found.revision,
    }


def steps_open(found: Judgement, person_id: int, *, leads: bool) -> list[dict[str, Any]]:
    """Return the steps that this person can take now beside proposing."""
    own = person_id == found.proposed_by_id
    return [
        {"id": each.id, "words": each.words, "needs": each.needs}
        for each in OUTCOME.open_steps(found.state)
        if each.id != "propose" and not (own and each.id in BY_A_SECOND) and (leads or each.id != "reopen")
    ]


def history(rows: Iterable[JudgementStep], pack: Pack) -> list[dict[str, str]]:
    """Return what the outcome went through, oldest first."""
    return [
        {
            "when": moment(each.at),
            "who": each.by.name,
            "what": f"{OUTCOME.states[each.reached].words}: {pack.outcome(each.outcome).name}",
            "words": each.words,
        }
        for each in rows
    ]


def _when(due: Due) -> str:
    if due.day is None:
        return due.missing or "The day is not known."
    return f"{day(due.day)} to {day(due.until)}" if due.until else day(due.day)


def _line(each: Follows, pack: Pack) -> dict[str, Any]:
    due = each.due
    return {
        "sort": SORTS[each.consequence.what],
        "words": each.consequence.words,
        "plan": each.plan.name if each.plan else "",
        "asked_by": each.plan.asked_by if each.plan else "",
        "when": _when(due) if due else "",
        "known": bool(due and due.day),
        # A rule that is not known is told once, by `when`.
        "rule": due.rule if due and due.deadline.known else "",
        "own": f"Set by this area: {due.deadline.override.reason}" if due and due.deadline.override else "",
        "remarks": due.remarks if due else (),
        "source": source_line(each.consequence, pack),
        "unverified": each.unverified,
    }


def _statement(found: Aftermath, pack: Pack) -> str:
    """Return what is asked of the area in writing: a statement of action where the framework has one, else a plan."""
    if found.statement_required is None:
        return "Whether a statement of action or a plan is required is not known."
    if found.statement_required:
        return "A statement of action is required."
    plans = [each.plan.name for each in found.follows if each.plan]
    asked = f"Asked for: {', '.join(plans).lower()}." if plans else ""
    if any(each.requires("statement") for each in pack.outcomes):
        return f"No statement of action is required. {asked}".strip()
    return asked or "No plan is asked for."


def consequences(found: Aftermath, pack: Pack) -> dict[str, Any]:
    """Return what follows from an outcome: a sentence on the statement of action, then each consequence."""
    statement = _statement(found, pack)
    lines = [_line(each, pack) for each in found.follows]
    return {"statement": statement, "lines": lines, "name": found.outcome.name}
