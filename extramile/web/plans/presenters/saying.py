"""How days, states and figures of plans are said, the same on every page."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.planning import ACTIVITY, PLAN, Colour, Impact, ImpactStatus
from extramile.web.design.figures import Missing, figure
from extramile.web.plans.models import Measure, Reading, ReadingState

# A colour repeats its word. Blue is more than green: what was promised is done, and what was wanted is reached.
COLOURS = {
    Colour.NOT_BEGUN: ("Not begun", "quiet"),
    Colour.RED: ("Red", "priority"),
    Colour.AMBER: ("Amber", "develop"),
    Colour.GREEN: ("Green", "strength"),
    Colour.BLUE: ("Blue: done and reached", "info"),
}
IMPACTS = {
    ImpactStatus.NO_DATA: ("No data yet", "quiet"),
    ImpactStatus.NOT_MOVING: ("Not moving", "develop"),
    ImpactStatus.MOVING: ("Moving", "strength"),
    ImpactStatus.REACHED: ("Reached", "info"),
}
ACTIVITY_TONES = {
    "not-started": "quiet",
    "on-track": "info",
    "delayed": "develop",
    "done": "strength",
    "stopped": "quiet",
}
PLAN_TONES = {
    "writing": "info",
    "submitted": "develop",
    "returned": "priority",
    "agreed": "strength",
    "closed": "quiet",
}


def day(value: date | None) -> str:
    """Return a day as people say it."""
    return date_format(value, "j F Y") if value else "no day yet"


def moment(value: Any) -> str:
    """Return a moment as people say it."""
    return date_format(timezone.localtime(value), "j F Y, H:i")


def activity(state: str, *, overdue: bool = False) -> dict[str, str]:
    """Return how far an action is, as word and tone. Past its day it is not on track, whatever was last `said`."""
    words = ACTIVITY.states[state].words
    if overdue:
        return {"words": "Past its day", "tone": "priority", "said": words.lower()}
    return {"words": words, "tone": ACTIVITY_TONES[state], "said": ""}


def plan_state(state: str) -> dict[str, str]:
    """Return the state of a plan, as word and tone."""
    return {"words": PLAN.states[state].words, "tone": PLAN_TONES[state]}


def pounds(cost: Decimal) -> str:
    """Return a cost in pounds; without pence where there are none."""
    return figure(cost, "£", 0 if cost == cost.to_integral_value() else 2)


def impact(found: Impact) -> tuple[str, str]:
    """Return what a measure shows, as word and tone. One figure is data, though it cannot show a movement yet."""
    if found.status is ImpactStatus.NO_DATA and found.latest is not None:
        return "Too few figures yet", "quiet"
    return IMPACTS[found.status]


def of(measure: Measure, value: float | None) -> str:
    """Return a figure of a measure in words."""
    return figure(value, measure.unit, measure.decimals)


def reading_value(reading: Reading) -> float | Missing | None:
    """Return what a reading shows: its figure, or why there is none."""
    return Missing.SUPPRESSED if reading.state == ReadingState.SUPPRESSED else reading.value


def read(measure: Measure, reading: Reading) -> str:
    """Return a reading in words, with its two counts where they are known."""
    said = figure(reading_value(reading), measure.unit, measure.decimals)
    return f"{said} ({reading.numerator:,} of {reading.denominator:,})" if reading.numerator is not None else said


def days_from(today: date, when: date) -> str:
    """Return how far a day is from today: "in 12 days", "today", "3 days ago"."""
    many = (when - today).days
    if many == 0:
        return "today"
    unit = "day" if abs(many) == 1 else "days"
    return f"in {many} {unit}" if many > 0 else f"{-many} {unit} ago"
