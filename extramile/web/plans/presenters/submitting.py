"""Words for whether a plan is fit to be sent, what was sent, and what was answered."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from extramile.core.frameworks import PlanKind, Point, source_line
from extramile.core.planning import Answered, Fitness, Wrong, fitness
from extramile.web.frameworks.queries import pack_of
from extramile.web.plans.models import Plan, Reply, Snapshot, SnapshotKind, Verdict
from extramile.web.plans.parts import CO_PRODUCTION, GOVERNANCE, kind_of
from extramile.web.plans.presenters.saying import day, days_from, moment
from extramile.web.plans.queries.content import PlanNow, to_check

STATES = {
    Fitness.MET: ("Met", "strength"),
    Fitness.NOT_MET: ("Not met", "priority"),
    Fitness.CANNOT_SAY: ("Nobody can say yet", "develop"),
}
# By which of our questions a check of a kind of plan is answered. A check that is not here only a person can answer.
ANSWERED_BY = {
    "FFP1": ("covered",),
    "FFP2": ("owned", "shared"),
    "FFP3": ("measured", "outcomes"),
    "FFP4": ("governed",),
    "FFP5": ("co-produced",),
}
VERDICTS = {
    Verdict.FIT: ("Accepted as fit for purpose", "strength"),
    Verdict.NOT_FIT: ("Returned as not fit for purpose", "priority"),
    Verdict.COMMENTS: ("Comments without a verdict", "info"),
}


def checks(now: PlanNow, slug: str) -> list[dict[str, Any]]:
    """Return every check of a plan, ours and those of its kind: the question, on what it rests, the answer, where to mend it."""
    kind = kind_of(now.plan)
    rows = [_row(each, now.plan, kind, slug) for each in fitness(to_check(now))]
    alone = [each for each in kind.checks if each.id not in ANSWERED_BY]
    return [*rows, *(_only_a_person(each, now.plan) for each in alone)]


def _row(found: Answered, plan: Plan, kind: PlanKind, slug: str) -> dict[str, Any]:
    words, tone = STATES[found.state]
    asked = found.asked
    of_kind = [_of_kind(each, plan) for each in kind.checks if asked.id in ANSWERED_BY.get(each.id, ())]
    return {
        "id": asked.id,
        "asked": asked.words,
        "why": asked.why,
        "grade": asked.grade,
        "of_kind": of_kind,
        "state": words,
        "tone": tone,
        "unsaid": found.unsaid if found.state is Fitness.CANNOT_SAY else "",
        "wrong": [{"words": each.words, "href": _mended_at(each, plan, slug)} for each in found.wrong],
    }


def _of_kind(found: Point, plan: Plan) -> dict[str, Any]:
    pack = pack_of(plan.pack)
    return {"words": found.text, "source": source_line(found, pack) if pack else "", "grade": found.grade}


def _only_a_person(found: Point, plan: Plan) -> dict[str, Any]:
    words, tone = STATES[Fitness.CANNOT_SAY]
    about = _of_kind(found, plan)
    return {
        "id": found.id.lower(),
        "asked": found.text,
        "why": f"Asked of this kind of plan: {about['source']}.",
        "grade": found.grade,
        "of_kind": [],
        "state": words,
        "tone": tone,
        "unsaid": "It cannot be read off the plan: a person must answer it.",
        "wrong": [],
    }


def _mended_at(found: Wrong, plan: Plan, slug: str) -> str:
    at = {"slug": slug, "plan_id": plan.pk}
    if found.thing in ("theme", "action", "measure"):
        return reverse(f"plans:{found.thing}", kwargs={**at, f"{found.thing}_id": found.id})
    parts = {"governance": GOVERNANCE, "co-production": CO_PRODUCTION}
    if found.thing in parts:
        return reverse("plans:part", kwargs={**at, "part": parts[found.thing]})
    return reverse("plans:findings" if found.thing == "findings" else "plans:plan", kwargs=at)


def summary(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return how many checks are met, and the sentence that says so."""
    counted = [each["state"] for each in rows]
    met, not_met, unsaid = (counted.count(words) for words, _ in STATES.values())
    sentence = f"{met} of {len(counted)} checks {'is' if met == 1 else 'are'} met"
    if not_met:
        sentence += f", {not_met} {'is' if not_met == 1 else 'are'} not"
    if unsaid:
        sentence += f", and of {unsaid} nobody can say yet"
    return {"words": f"{sentence}.", "not_met": not_met, "all_met": not not_met and not unsaid}


def due_kept(found: Snapshot) -> list[dict[str, Any]]:
    """Return the days by which a submission was due, as they stood then, and whether it was in time."""
    rows = []
    for each in found.due:
        when = date.fromisoformat(each["day"]) if each["day"] else None
        late = when is not None and found.held_on > when
        in_time = "" if when is None else f"submitted {_apart(found.held_on, when)}"
        rows.append(
            {
                "name": each["name"],
                "when": day(when) if when else each["rule"],
                "rule": each["rule"] if when else "",
                "in_time": in_time,
                "late": late,
                "source": each["source"],
                "grade": each["grade"],
                "unverified": each["unverified"],
            }
        )
    return rows


def _apart(sent: date, due: date) -> str:
    many = (sent - due).days
    if many == 0:
        return "on that day"
    unit = "day" if abs(many) == 1 else "days"
    return f"{many} {unit} after it" if many > 0 else f"{-many} {unit} before it"


def reply(found: Reply) -> dict[str, Any]:
    """Return an answer."""
    words, tone = VERDICTS[Verdict(found.verdict)]
    return {
        "from": found.from_whom,
        "on": day(found.on),
        "verdict": words,
        "tone": tone,
        "words": found.words,
        "saved": f"{found.by.name}, {moment(found.at)}",
    }


def version(found: Snapshot, today: date) -> dict[str, Any]:
    """Return a plan as it was kept: for what, when, to whom or by whom, what was answered."""
    return {
        "number": found.number,
        "kind": found.get_kind_display(),
        "kind_id": found.kind,
        "title": found.title,
        "held": day(found.held_on),
        "far": days_from(today, found.held_on),
        "whom": found.whom,
        "way": found.way,
        "words": found.words,
        "submission": found.kind == SnapshotKind.SUBMISSION,
        "answers": found.kind in (SnapshotKind.SUBMISSION, SnapshotKind.MONITORING),
        "due": due_kept(found),
        "replies": [reply(each) for each in found.replies.all()],
        "saved": f"{found.by.name}, {moment(found.at)}",
        "sha256": found.sha256,
    }
