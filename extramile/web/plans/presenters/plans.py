"""Words for the list of plans, for what frameworks ask for, and for one plan's head."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from extramile.core.days import FIRST_YEAR, LAST_YEAR, working_days_between
from extramile.core.frameworks import Deadline, Pack, PlanKind, source_line
from extramile.core.inspecting import Due
from extramile.core.planning import ACTIVITY, PLAN, Rating
from extramile.web.frameworks.queries import pack_of
from extramile.web.plans.actions.planning import OF_SUBMISSION
from extramile.web.plans.models import Plan
from extramile.web.plans.parts import kind_of
from extramile.web.plans.presenters.saying import COLOURS, activity, day, days_from, plan_state
from extramile.web.plans.queries.asked import AskedFor

NEXT = {
    "writing": "Next: submit it, where somebody judges it, or adopt it.",
    "submitted": "Next: note whether it was agreed or returned.",
    "returned": "Next: mend it and submit it again.",
    "agreed": "Next: keep its actions and figures up to date. It can be written anew, or closed.",
    "closed": "Nothing changes in it any more. It can be opened again.",
}


def line(found: Plan) -> str:
    """Return what a plan is, in a line."""
    return f"{kind_of(found).name}: {PLAN.states[found.state].words.lower()}"


def row(found: Plan, counts: Mapping[str, int], ratings: Iterable[Rating]) -> dict[str, Any]:
    """Return a plan of the list."""
    rated = [each.colour for each in ratings]
    return {
        "id": found.pk,
        "title": found.title,
        "kind": kind_of(found).name,
        "state": plan_state(found.state),
        "begins": day(found.begins),
        "inspection": found.inspection.title if found.inspection else "",
        "actions": [{**activity(state), "many": counts[state]} for state in ACTIVITY.states if counts.get(state)],
        "colours": [
            {"words": words, "tone": tone, "many": rated.count(colour)}
            for colour, (words, tone) in COLOURS.items()
            if colour in rated
        ],
        "themes": len(rated),
    }


def due_line(due: Due, pack: Pack, today: date) -> dict[str, Any]:
    """Return a day by which a plan is due: how it is counted, how far it is, what it rests on."""
    return {
        "name": due.deadline.name,
        "when": day(due.day) if due.day else due.missing or "The day is not known.",
        "far": _far(today, due.day) if due.day else "",
        "late": bool(due.day and due.day < today),
        "rule": due.rule,
        "remarks": due.remarks,
        "source": source_line(due.deadline, pack),
        "grade": due.deadline.grade,
        "unverified": due.unverified,
    }


def _far(today: date, when: date) -> str:
    words = days_from(today, when)
    if when <= today or not FIRST_YEAR <= today.year <= when.year <= LAST_YEAR:
        return words
    many = working_days_between(today, when)
    return f"{words}, {many} working {'day' if many == 1 else 'days'}"


def rule_line(rule: Deadline, pack: Pack) -> dict[str, Any]:
    """Return a rule by which a kind of plan is due, before there is a day to count from."""
    return {
        "name": rule.name,
        "when": rule.length(),
        "far": "",
        "rule": "",
        "remarks": (),
        "source": source_line(rule, pack),
        "grade": rule.grade,
        "unverified": rule.unverified,
    }


def asked(found: AskedFor, today: date) -> dict[str, Any]:
    """Return a kind of plan that an outcome asks for."""
    return {
        **kind(found.pack, found.kind),
        "inspection": found.inspection.title,
        "inspection_id": found.inspection.pk,
        "due": [due_line(each, found.pack, today) for each in found.due],
        "begun": {"id": found.begun.pk, "title": found.begun.title} if found.begun else None,
    }


def kind(pack: Pack, found: PlanKind) -> dict[str, Any]:
    """Return a kind of plan: what triggers it, who asks, who judges."""
    return {
        "value": f"{pack.id}:{found.id}",
        "name": found.name,
        "pack": pack.name,
        "trigger": found.trigger,
        "asked_by": found.asked_by,
        "judged_by": found.judged_by or "",
        "covers": found.covers,
        "source": source_line(found, pack),
        "grade": found.grade,
        "unverified": found.unverified,
    }


def dues(found: Plan, due: Iterable[Due], rules: Iterable[Deadline], today: date) -> list[dict[str, Any]]:
    """Return when a plan is due; the bare rules where no day can be counted."""
    pack = pack_of(found.pack)
    if pack is None:
        return []
    return [due_line(each, pack, today) for each in due] + [rule_line(each, pack) for each in rules]


def steps(found: Plan) -> list[dict[str, str]]:
    """Return the steps that a plan can take on its page, each with what it needs; those of a submission have a page of theirs."""
    rows = [each for each in PLAN.open_steps(found.state) if each.id not in OF_SUBMISSION]
    return [{"id": each.id, "words": each.words, "needs": each.needs} for each in rows]
