"""Words for exceptions: how each sort is called, how it weighs, and what a board may do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from extramile.core.planning import Exceptional, Sort
from extramile.web.plans.models import Change
from extramile.web.plans.presenters import overview
from extramile.web.plans.presenters.changes import step_words
from extramile.web.plans.presenters.saying import day
from extramile.web.plans.queries.content import ActionNow, PlanNow
from extramile.web.plans.queries.excepted import Row
from extramile.web.plans.queries.exceptions import Further


@dataclass(frozen=True, slots=True)
class Said:
    """How a sort is called, its tone, one and several of it, and what to do about it."""

    title: str
    tone: str
    one: str
    many: str
    to_do: str


SAID: dict[Sort | Further, Said] = {
    Sort.LATE: Said(
        "Late", "priority", "action is past its day", "actions are past their day", "Ask what holds it, and for a day."
    ),
    Sort.DELAYED: Said("Delayed", "develop", "action is delayed", "actions are delayed", "Ask what would help."),
    Sort.NOT_MOVING: Said(
        "Not moving",
        "develop",
        "measure does not move",
        "measures do not move",
        "Ask whether the actions are the right ones.",
    ),
    Sort.GREEN_WITHOUT_PROOF: Said(
        "Done without proof",
        "develop",
        "theme is done without proof of a change",
        "themes are done without proof of a change",
        "Ask families, or measure it.",
    ),
    Sort.NO_OWNER: Said(
        "No owner",
        "develop",
        "action has nobody who answers for it",
        "actions have nobody who answers for them",
        "Name somebody.",
    ),
    Sort.WITHOUT_MEASURE: Said(
        "No measure",
        "quiet",
        "action is measured by nothing",
        "actions are measured by nothing",
        "Give its theme a measure.",
    ),
    Sort.WITHOUT_DATA: Said(
        "No data yet",
        "quiet",
        "measure has no figure",
        "measures have no figure",
        "Ask for the figure, or for another measure.",
    ),
    Further.UNANSWERED: Said(
        "Findings not answered",
        "priority",
        "finding is not answered",
        "findings are not answered",
        "Put each in a theme, or say why not.",
    ),
    Further.BEHIND: Said(
        "Behind the trajectory",
        "develop",
        "measure is behind its trajectory",
        "measures are behind their trajectories",
        "Ask what would bring it back.",
    ),
    Further.MILESTONE: Said(
        "Milestones past their day",
        "develop",
        "milestone is past its day",
        "milestones are past their day",
        "Say what is so now.",
    ),
    Further.WAITS: Said(
        "Waits for something else",
        "develop",
        "action waits for another",
        "actions wait for others",
        "Bring that forward, or move its day.",
    ),
    Further.NO_DAY: Said("No day", "develop", "action has no day", "actions have no day", "Agree a day."),
    Further.UNSURE: Said(
        "Not sure of the day",
        "develop",
        "day is not sure",
        "days are not sure",
        "Ask what would make it sure, or agree another day.",
    ),
    Further.RISK: Said(
        "High risk",
        "develop",
        "action is at high risk",
        "actions are at high risk",
        "Ask what is done about it.",
    ),
    Further.NO_OUTCOME: Said(
        "No outcome wanted",
        "quiet",
        "theme says no outcome",
        "themes say no outcome",
        "Write what will be different for children and families.",
    ),
}
PAGES = {
    "action": ("plans:action", "action_id"),
    "measure": ("plans:measure", "measure_id"),
    "theme": ("plans:theme", "theme_id"),
}


def counted(found: Sequence[Row]) -> list[dict[str, Any]]:
    """Return how many there are of each sort that there is, in the order in which a board reads them."""
    rows = []
    for sort, said in SAID.items():
        many = sum(sort_of(each) is sort for each in found)
        if many:
            words = said.one if many == 1 else said.many
            rows.append({"id": sort.value, "title": said.title, "tone": said.tone, "many": many, "words": words})
    return rows


def in_words(found: Sequence[Row]) -> str:
    """Return all exceptions in one sentence: "2 actions are past their day, and 1 measure does not move."."""
    parts = [f"{each['many']} {each['words']}" for each in counted(found)]
    if not parts:
        return "There is no exception: nothing is late, delayed, still or at high risk, or without owner, day, measure or figure."
    return f"{', '.join(parts[:-1])}, and {parts[-1]}." if len(parts) > 1 else f"{parts[0]}."


def groups(
    now: PlanNow, found: Sequence[Row], said: Mapping[int, Change], places: Mapping[int, Sequence[str]]
) -> list[dict[str, Any]]:
    """Return what is to be looked at by sort, also the sorts of which there is nothing: one source for the page and the board pack.

    Of an action it says who answers for it and what was said of it last, of a measure where it stands. `places` are the titles of
    the themes that each action serves.
    """
    actions = {each.action.pk: each for each in now.actions}
    measures = {each.measure.pk: (each, theme.theme.title) for theme in now.themes for each in theme.measures}

    def facts(row: Row) -> list[tuple[str, str]]:
        if row.thing == "action":
            return _of_action(actions[row.id], said.get(row.id), places.get(row.id, ()))
        if row.thing == "measure":
            each, theme = measures[row.id]
            shown = overview.measure(each)
            return [("Latest, and target", f"{shown['latest']}; target {shown['target']}"), ("Theme", theme)]
        return []

    return [
        {
            "id": sort.value,
            "title": words.title,
            "tone": words.tone,
            "to_do": words.to_do,
            "counted": words.one if len(rows) == 1 else words.many,
            "rows": [{"row": each, "words": each.words, "why": each.why, "facts": facts(each)} for each in rows],
        }
        for sort, words in SAID.items()
        for rows in [[each for each in found if sort_of(each) is sort]]
    ]


def _of_action(found: ActionNow, last: Change | None, themes: Sequence[str]) -> list[tuple[str, str]]:
    shown = overview.action(found)
    told = [("Who answers for it", f"{shown['owner']}, {shown['body']}; due {shown['due']}")]
    if last:
        told.append(("Said last", _said_last(last)))
    return [*told, ("Theme", "; ".join(themes))]


def _said_last(found: Change) -> str:
    if found.kind == "decision":
        who, on = found.after.get("decided_by") or found.by.name, date.fromisoformat(found.after["on"])
        return f"{step_words(found)}: {found.after['decided']} ({who}, {day(on)})"
    return f"{step_words(found)}: {found.why} ({found.by.name}, {day(localdate(found.at))})"


def sort_of(row: Row) -> Sort | Further:
    """Return of which sort something is."""
    return row.sort if isinstance(row, Exceptional) else row.kind
