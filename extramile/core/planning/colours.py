"""One word for a theme, from the work on it and from what it changed. No green without a measure that moved or families' word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from extramile.core.planning.activity import SETTLED, Activity
from extramile.core.planning.moving import Impact, ImpactStatus

WORD_COUNTS_FOR = relativedelta(months=12)
"""For so long what families said counts as a sign that something changed."""


class Colour(StrEnum):
    """How a theme stands. The words on the page are others' work; the colour repeats them."""

    NOT_BEGUN = "not-begun"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Word:
    """That families said that something got better: how it is called on a page, and when they said it."""

    name: str
    said_on: date


@dataclass(frozen=True, slots=True)
class Rating:
    """How a theme stands, because of what. `proof` names what moved and who said so: a green or a blue has at least one."""

    colour: Colour
    because: str
    proof: tuple[str, ...] = ()


def rating(
    activities: Sequence[tuple[Activity, date | None]],
    impacts: Sequence[tuple[str, Impact]],
    words: Sequence[Word],
    today: date,
) -> Rating:
    """Return how a theme stands.

    `activities` are its actions with the days by which they are due, `impacts` its impact measures by name, `words` what
    families said. What was stopped counts for nothing.
    """
    counted = [(each, due) for each, due in activities if each is not Activity.STOPPED]
    moved = [name for name, each in impacts if each.status in (ImpactStatus.MOVING, ImpactStatus.REACHED)]
    said = [each.name for each in words if today - WORD_COUNTS_FOR <= each.said_on <= today]
    proof = (*moved, *said)
    if not counted or all(each is Activity.NOT_STARTED and not _overdue(each, due, today) for each, due in counted):
        return Rating(Colour.NOT_BEGUN, "No action of it has begun." if counted else "It has no action.", proof)
    held = [each for each, due in counted if each is Activity.DELAYED or _overdue(each, due, today)]
    late = [each for each, due in counted if _overdue(each, due, today)]
    if late and not proof:
        return Rating(Colour.RED, "An action is past its day, and nothing shows a change yet.")
    if held:
        return Rating(Colour.AMBER, "An action is delayed or past its day.", proof)
    if not proof:
        return Rating(Colour.AMBER, "The work is on its way; no measure has moved, and families have not said so.")
    reached = bool(impacts) and all(each.status is ImpactStatus.REACHED for _, each in impacts)
    if reached and all(each is Activity.DONE for each, _ in counted):
        return Rating(Colour.BLUE, "Every action is done and every measure has reached its target.", proof)
    return Rating(Colour.GREEN, "The work is on its way and something changed.", proof)


def _overdue(activity: Activity, due: date | None, today: date) -> bool:
    return activity not in SETTLED and due is not None and due < today
