"""Words for what was changed: the history of one thing, and what somebody else changed while a person wrote."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from extramile.core.planning import ACTIVITY, PLAN
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.changing import ChangedMeanwhileError
from extramile.web.plans.fields import KINDS, LABELS
from extramile.web.plans.models import (
    Change,
    Confidence,
    MeasureKind,
    MeasureSource,
    ReadingState,
    Risk,
)
from extramile.web.plans.presenters.saying import day, moment
from extramile.web.plans.queries.earlier import SAID
from extramile.web.plans.queries.names import names_in
from extramile.web.selfevaluation.presenters.differences import marked

VERBS = {
    "made": "Written",
    "changed": "Changed",
    SAID: "How it goes",
    "read": "A figure was entered",
    "serves": "Serves another theme",
    "serves no more": "Serves a theme no more",
    "part written": "A part was written",
    "finding answered": "A finding was answered",
}
# Of a question to a board: it stands also in the history of the action that it is about.
OF_BOARD = {
    "made": "The board was asked",
    "changed": "The question to the board was changed",
    "decided": "The board decided",
    "dropped": "The board need not decide it any more",
}
STEPS = {"action": ACTIVITY, "plan": PLAN}
ACTION_CHOICES = {"confidence": dict(Confidence.choices), "risk": dict(Risk.choices)}
MEASURE_CHOICES = {"kind": dict(MeasureKind.choices), "source": dict(MeasureSource.choices)}
GOOD = {"up": "Higher", "down": "Lower"}
DAYS = frozenset({"begins", "due", "reached_on", "baseline_on", "target_by", "wanted_by", "day", "on", "said_on"})
OTHER_LABELS = {
    "state": "State",
    "value": "Figure",
    "day": "For",
    "theme": "Theme",
    "finding": "Finding",
    "on": "On",
    "decided": "Decided",
    "decided_by": "Decided by",
    "said_on": "Said on",
}
# What the page says elsewhere, or nobody asks.
UNSAID = frozenset({"revision", "source_ref", "up", "part", "sha256", "snapshot", "action"})
Names = Mapping[str, Mapping[int, str]]


def label(kind: str, name: str) -> str:
    """Return how a field is called."""
    model = next((each for each, word in KINDS.items() if word == kind), None)
    return (LABELS[model].get(name) if model else None) or OTHER_LABELS.get(name, name.replace("_", " ").capitalize())


def shown(kind: str, name: str, value: Any, names: Names) -> str:
    """Return a value as the history keeps it, for a person."""
    if value in (None, "", []):
        return "nothing"
    if name in names:
        many = value if isinstance(value, list) else [value]
        return ", ".join(names[name].get(each, "somebody or something that is gone") for each in many)
    if name in DAYS:
        return day(date.fromisoformat(str(value)[:10]))
    if name == "waypoints":
        return "; ".join(f"{each['value']:g} by {day(date.fromisoformat(each['by']))}" for each in value)
    many = value if isinstance(value, list) else [value]
    choices = _choices(kind).get(name, {})
    return ", ".join(choices.get(each, f"{each:g}" if isinstance(each, float) else str(each)) for each in many)


def _choices(kind: str) -> Mapping[str, Mapping[Any, str]]:
    """Return the words of what is chosen from lists, by field."""
    machine = STEPS.get(kind)
    states = {each.id: each.words for each in machine.states.values()} if machine else dict(ReadingState.choices)
    return {"state": states, "good": GOOD, **(MEASURE_CHOICES if kind == "measure" else ACTION_CHOICES)}


def history(scope: Scope, rows: Iterable[Change]) -> list[dict[str, Any]]:
    """Return what became of a thing, each with what was changed, why, when and by whom."""
    found = list(rows)
    names = names_in(scope, found)
    return [
        {
            "what": step_words(each),
            "when": moment(each.at),
            "who": each.by.name,
            "why": each.why,
            "changes": [
                {"label": label(each.kind, name), "html": _difference(each, name, names)} for name in _fields(each)
            ],
        }
        for each in found
    ]


def _fields(each: Change) -> list[str]:
    return [name for name in {**each.before, **each.after} if name not in UNSAID]


def step_words(each: Change) -> str:
    """Return what was done, in words: a step of its table, or what happened to it."""
    machine = STEPS.get(each.kind)
    step = machine.steps.get(each.verb) if machine else None
    if each.kind == "decision" and each.verb in OF_BOARD:
        return OF_BOARD[each.verb]
    return step.words if step else VERBS.get(each.verb, each.verb.capitalize())


def _difference(each: Change, name: str, names: Names) -> Any:
    after = shown(each.kind, name, each.after.get(name), names)
    if name not in each.before:
        return after
    return marked(shown(each.kind, name, each.before[name], names), after)


def met(scope: Scope, meanwhile: ChangedMeanwhileError) -> list[dict[str, Any]]:
    """Return what somebody else changed, beside what this person wrote."""
    kind, names = KINDS[type(meanwhile.row)], names_in(scope, [])
    return [
        {
            "label": each.label,
            "theirs": marked(*(shown(kind, each.name, value, names) for value in (each.before, each.theirs))),
            "mine": shown(kind, each.name, each.mine, names) if each.mine not in (each.before, each.theirs) else None,
        }
        for each in meanwhile.met
    ]
