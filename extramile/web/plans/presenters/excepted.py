"""Words for exceptions: how each sort is called, how it weighs, and what a board may do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from extramile.core.planning import Exceptional, Sort
from extramile.web.plans.models import Action, Change
from extramile.web.plans.presenters import overview
from extramile.web.plans.presenters.changes import step_words
from extramile.web.plans.presenters.saying import day
from extramile.web.plans.queries.content import ActionNow, MeasureNow, PlanNow
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
        "Not clearly better yet",
        "develop",
        "measure is not clearly better yet",
        "measures are not clearly better yet",
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
    Further.TAKEN_BACK: Said(
        "Figures taken back",
        "priority",
        "measure has a figure that was taken back",
        "measures have a figure that was taken back",
        "Take the newest figures, or replace it.",
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
    """Return all exceptions in one sentence: "2 actions are past their day, and 1 theme says no outcome."."""
    parts = [f"{each['many']} {each['words']}" for each in counted(found)]
    if not parts:
        return (
            "There is no exception: nothing is late, delayed or at high risk, what is measured is clearly better, "
            "and nothing is without owner, day, measure or figure."
        )
    return f"{', '.join(parts[:-1])}, and {parts[-1]}." if len(parts) > 1 else f"{parts[0]}."


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is looked at: its sort, how that is called and weighs, the sentence, and what to do about it."""

    sort: Sort | Further
    title: str
    tone: str
    why: str
    to_do: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is looked at, once, with every reason for it: the first is the sort under which it stands.

    `facts` are labels and words; `action` is None of a measure, a theme or a finding.
    """

    thing: str
    id: int
    words: str
    reasons: tuple[Reason, ...]
    facts: tuple[tuple[str, str], ...]
    action: Action | None

    @property
    def printed(self) -> str:
        """All that is printed of it, for who looks for words."""
        reasons = (text for each in self.reasons for text in (each.title, each.why, each.to_do))
        return " ".join((self.words, *reasons, *(text for fact in self.facts for text in fact)))


def things(
    now: PlanNow, found: Sequence[Row], said: Mapping[int, Change], places: Mapping[int, Sequence[str]]
) -> list[Thing]:
    """Return what is to be looked at, each thing once, in the order in which it is read: one source for page and board pack.

    Of an action it says who answers for it and what was said of it last, of a measure where it stands. `places` are the titles of
    the themes that each action serves.
    """
    actions = {each.action.pk: each for each in now.actions}
    measures = {each.measure.pk: (each, theme.theme.title) for theme in now.themes for each in theme.measures}
    rows: dict[tuple[str, int], list[Row]] = {}
    for each in found:
        rows.setdefault((each.thing, each.id), []).append(each)

    def facts(thing: str, id_: int) -> list[tuple[str, str]]:
        if thing == "action":
            return _of_action(actions[id_], said.get(id_), places.get(id_, ()))
        if thing == "measure":
            each, theme = measures[id_]
            shown = overview.measure(each)
            return [("Latest, and target", f"{shown['latest']}; target {shown['target']}"), ("Theme", theme)]
        return []

    order = list(SAID)
    made = []
    for (thing, id_), of_it in rows.items():
        measured = measures[id_][0] if thing == "measure" else None
        reasons = tuple(_reason(each, measured) for each in sorted(of_it, key=lambda each: order.index(sort_of(each))))
        action = actions[id_].action if thing == "action" else None
        made.append(Thing(thing, id_, of_it[0].words, reasons, tuple(facts(thing, id_)), action))
    # Sorting keeps the order within a sort: the longest late first.
    return sorted(made, key=lambda each: order.index(each.reasons[0].sort))


def _reason(row: Row, measured: MeasureNow | None) -> Reason:
    sort = sort_of(row)
    said, why = SAID[sort], row.why
    tone = said.tone
    if sort is Sort.NOT_MOVING and measured and measured.impact.behind is False:
        # It is where it should be by now: to be looked at, and nothing that went wrong.
        tone, why = "quiet", f"{why} {overview.behind(measured)}"
    return Reason(sort, said.title, tone, why, said.to_do)


def looked_for(found: Sequence[Thing], *, words: str = "", state: str = "", sector: str = "") -> list[Thing]:
    """Return those of which all these words are printed.

    Only an action is in a `state` and the work of a `sector`: who asks for one of them looks for actions alone.
    """
    wanted = words.casefold().split()

    def holds(each: Thing) -> bool:
        if state and (each.action is None or each.action.state != state):
            return False
        if sector and (each.action is None or sector not in each.action.sectors):
            return False
        printed = each.printed.casefold()
        return all(word in printed for word in wanted)

    return [each for each in found if holds(each)]


def how_many(found: Sequence[Thing], what: str = "") -> str:
    """Return how many things there are, and for how many reasons where these are more: "5 things to look at, for 9 reasons"."""
    many, reasons = len(found), sum(len(each.reasons) for each in found)
    things_in_words = f"{many} {'thing' if many == 1 else 'things'}{what}"
    return things_in_words if many == reasons else f"{things_in_words}, for {reasons} reasons"


def groups(found: Sequence[Thing]) -> list[dict[str, Any]]:
    """Return things by sort, also the sorts of which there is nothing.

    `many` counts the reasons of a sort, `things` are those that stand under it, `above` how many of the reasons stand with a thing
    of an earlier sort, `first` the first thing for which it is a reason.
    """
    rows = []
    for sort, words in SAID.items():
        under = [each for each in found if each.reasons[0].sort is sort]
        having = [each for each in found for one in each.reasons if one.sort is sort]
        rows.append(
            {
                "id": sort.value,
                "title": words.title,
                "tone": words.tone,
                "to_do": words.to_do,
                "many": len(having),
                "counted": words.one if len(having) == 1 else words.many,
                "things": under,
                "above": sum(each.reasons[0].sort is not sort for each in having),
                "first": having[0] if having else None,
            }
        )
    return rows


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
