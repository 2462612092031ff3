"""What else a lead looks at, beside what a board must look at first (`excepted`): what has no day, no answer, or little hope."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from extramile.core.planning import SETTLED
from extramile.web.plans.models import Action, Risk
from extramile.web.plans.queries.content import ActionNow, PlanNow

TAKEN_BACK = "A figure that stands in it was taken back, and counts for nothing."


def day(when: date) -> str:
    """Return a day as people say it."""
    return f"{when:%-d %B %Y}"


class Further(StrEnum):
    """What it is, in the order in which a lead reads it."""

    TAKEN_BACK = "taken-back"
    UNANSWERED = "unanswered"
    BEHIND = "behind"
    MILESTONE = "milestone"
    WAITS = "waits"
    NO_DAY = "no-day"
    UNSURE = "unsure"
    RISK = "risk"
    NO_OUTCOME = "no-outcome"


@dataclass(frozen=True, slots=True)
class Noticed:
    """One thing that is noticed: `thing` is action, measure, theme or finding."""

    kind: Further
    thing: str
    id: int
    words: str
    why: str


def further(found: PlanNow) -> list[Noticed]:
    """Return what else is to be looked at in a plan as it stands."""
    rows = [
        Noticed(Further.TAKEN_BACK, "measure", each.measure.pk, each.measure.title, TAKEN_BACK)
        for each in found.measures
        if each.back
    ]
    rows += [
        Noticed(Further.UNANSWERED, "finding", each.pk, each.words, "It is in no theme, and it is not said why not.")
        for each in found.unanswered
    ]
    rows += [
        Noticed(
            Further.BEHIND, "measure", each.measure.pk, each.measure.title, "It is short of what its trajectory gives."
        )
        for each in found.measures
        if each.impact.behind
    ]
    needed = _needed(found)
    for each in found.actions:
        if each.action.state not in SETTLED:
            rows += _of_action(found, each, needed[each.action.pk])
    rows += [
        Noticed(
            Further.NO_OUTCOME, "theme", each.theme.pk, each.theme.title, "It does not say what should be different."
        )
        for each in found.themes
        if not each.theme.outcome.strip()
    ]
    order = list(Further)
    return sorted(rows, key=lambda each: order.index(each.kind))


def _needed(found: PlanNow) -> dict[int, list[Action]]:
    """Return which actions of the plan must be done before each, in one question for all of them."""
    known = {each.action.pk: each.action for each in found.actions}
    rows = Action.needs.through.objects.filter(from_action__in=known, to_action__in=known).order_by("to_action_id")
    needed: dict[int, list[Action]] = defaultdict(list)
    for action, before in rows.values_list("from_action", "to_action"):
        needed[action].append(known[before])
    return needed


def _of_action(found: PlanNow, standing: ActionNow, needed: Sequence[Action]) -> list[Noticed]:
    rows, action = [], standing.action

    def notice(kind: Further, why: str) -> None:
        rows.append(Noticed(kind, "action", action.pk, action.words, why))

    for each in action.milestones.all():
        if each.reached_on is None and each.due < found.today:
            so_far = f"It is said: {each.actual}" if each.actual else "Nobody has said what is so now."
            notice(Further.MILESTONE, f"“{each.expected}” was expected by {day(each.due)}. {so_far}")
    for need in needed:
        if need.state in SETTLED or not need.due:
            continue
        if need.due < found.today:
            notice(Further.WAITS, f"It needs “{need.words}”, which is past its day.")
        elif action.due and need.due > action.due:
            notice(Further.WAITS, f"It needs “{need.words}”, which is due later than it, on {day(need.due)}.")
    if action.due is None:
        notice(Further.NO_DAY, "It is not said by when.")
    elif standing.unsure:
        notice(Further.UNSURE, f"People are not sure that it will be done by {day(action.due)}.")
    if action.risk == Risk.HIGH:
        notice(Further.RISK, action.risk_words)
    return rows
