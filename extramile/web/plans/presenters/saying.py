"""How days, states and figures of plans are said, the same on every page."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.planning import ACTIVITY, PLAN, Colour, Impact, ImpactStatus
from extramile.core.vocabulary import listed
from extramile.web.design.figures import Missing, figure
from extramile.web.evidence import recalled
from extramile.web.plans.models import Measure, Reading, ReadingState
from extramile.web.plans.queries.content import MeasureNow

# A colour repeats its word. Blue is more than green: what was promised is done, and what was wanted is reached.
COLOURS = {
    Colour.NOT_BEGUN: ("Not begun", "quiet"),
    Colour.RED: ("Red", "priority"),
    Colour.AMBER: ("Amber", "develop"),
    Colour.GREEN: ("Green", "strength"),
    Colour.BLUE: ("Blue: done and reached", "info"),
}
# What was taken back proves nothing, whatever the figures before it show.
TAKEN_BACK = ("Taken back", "develop")
REPLACE = "Take the newest figures of the area’s returns, or enter another figure in its place."
# One figure is data, though it cannot show a movement yet.
NO_DATA, TOO_FEW = ("No data yet", "quiet"), ("Too few figures yet", "quiet")
IMPACTS = {
    ImpactStatus.NO_DATA: NO_DATA,
    ImpactStatus.NOT_MOVING: ("Not clearly better yet", "develop"),
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
    """Return what a measure shows, as word and tone."""
    return of_status(found.status, figures=found.latest is not None)


def of_status(status: ImpactStatus, *, figures: bool) -> tuple[str, str]:
    """Return a status as word and tone; `figures` says whether there is a figure since the baseline."""
    return TOO_FEW if status is ImpactStatus.NO_DATA and figures else IMPACTS[status]


def of(measure: Measure, value: float | None) -> str:
    """Return a figure of a measure in words."""
    return figure(value, measure.unit, measure.decimals)


def reading_value(reading: Reading) -> float | Missing | None:
    """Return what a reading shows: its figure, or why there is none."""
    if reading.back_at is not None:
        return Missing.TAKEN_BACK
    return Missing.SUPPRESSED if reading.state == ReadingState.SUPPRESSED else reading.value


def read(measure: Measure, reading: Reading) -> str:
    """Return a reading in words, with its two counts where they are known."""
    said = figure(reading_value(reading), measure.unit, measure.decimals)
    return with_counts(said, reading.numerator, reading.denominator)


def with_counts(said: str, numerator: int | None, denominator: int | None) -> str:
    """Return a share in words with its two counts, where they are known."""
    return f"{said} ({numerator:,} of {denominator:,})" if numerator is not None else said


def newest_is_back(back: Iterable[date], readings: Iterable[date]) -> bool:
    """Say whether the newest figure of a measure is one that was taken back."""
    newest = max(back, default=None)
    return newest is not None and all(each < newest for each in readings)


def measure_state(found: MeasureNow) -> tuple[str, str]:
    """Return what a measure shows, as word and tone: first that its newest figure was taken back, where it was."""
    if newest_is_back([each.day for each in found.back], [each.day for each in found.readings]):
        return TAKEN_BACK
    return impact(found.impact)


def back_words(back: Iterable[Reading]) -> str:
    """Return which figures of a measure were taken back, when, by whom and why; "" for none."""
    together: dict[tuple[Any, ...], list[str]] = {}
    for each in back:
        if each.back_at is not None:
            together.setdefault((each.back_at, each.back_by, each.back_why), []).append(day(each.day))
    told = []
    for (at, by, why), days in together.items():
        figures, count = ("The figures", "They count") if len(days) > 1 else ("The figure", "It counts")
        back = f"{'were' if len(days) > 1 else 'was'} taken back by {by} on {recalled.day(at)}"
        told.append(f"{figures} for {listed(days)} {back}: {str(why).rstrip('.')}. {count} for nothing.")
    return " ".join(told)


def status_kept(found: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a measure showed, as a version keeps it, as word and tone."""
    back = [date.fromisoformat(each["day"]) for each in found.get("taken_back", ())]
    if newest_is_back(back, [date.fromisoformat(each["day"]) for each in found["readings"]]):
        return TAKEN_BACK
    since = found["baseline_on"] or ""
    figures = any(each["value"] is not None and each["day"] > since for each in found["readings"])
    return of_status(ImpactStatus(found["status"]), figures=bool(since) and figures)


def read_kept(reading: Mapping[str, Any], unit: str, decimals: int) -> str:
    """Return a reading in words, as a version keeps it. Versions from before they kept the two counts do not say them."""
    value = Missing.SUPPRESSED if reading["state"] == ReadingState.SUPPRESSED else reading["value"]
    return with_counts(figure(value, unit, decimals), reading.get("numerator"), reading.get("denominator"))


def days_from(today: date, when: date) -> str:
    """Return how far a day is from today: "in 12 days", "today", "3 days ago"."""
    many = (when - today).days
    if many == 0:
        return "today"
    unit = "day" if abs(many) == 1 else "days"
    return f"in {many} {unit}" if many > 0 else f"{-many} {unit} ago"
