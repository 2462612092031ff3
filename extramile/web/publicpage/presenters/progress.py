"""Words for the public page: what was found, who acts, by when, the latest figure and what it says."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.planning import ACTIVITY, ImpactStatus
from extramile.web.design.charts import Chart, Series, line_chart
from extramile.web.design.figures import Missing, figure
from extramile.web.plans.queries.content import MeasureNow
from extramile.web.publicpage.queries.released import Progress, ShownAction

# What a measure shows, as a parent would say it.
SHOWS = {
    ImpactStatus.NO_DATA: ("No figure to judge by yet", "quiet"),
    ImpactStatus.NOT_MOVING: ("Not clearly better yet", "priority"),
    ImpactStatus.MOVING: ("Is getting better", "info"),
    ImpactStatus.REACHED: ("Has reached its target", "strength"),
}
# The same with its reason, without the words of those who measure.
BECAUSE = {
    ImpactStatus.NO_DATA: "Two figures after the start are needed to say whether it moves.",
    ImpactStatus.NOT_MOVING: "We call it better once the last two figures are both clearly better than at the start.",
    ImpactStatus.MOVING: "The last two figures are both clearly better than at the start.",
    ImpactStatus.REACHED: "It is where it should be, or better.",
}
TONES = {"not-started": "quiet", "on-track": "info", "delayed": "priority", "done": "strength", "stopped": "quiet"}


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure as everybody reads it."""

    title: str
    latest: str
    sentence: str
    state: str
    tone: str
    definition: str
    source: str
    asked: str
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as everybody reads it: what, who, by when, how far."""

    words: str
    who: str
    due: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme as everybody reads it. `changed` is the day of its latest figure, step or release."""

    id: int
    title: str
    found: str
    outcome: str
    actions: tuple[ActionRow, ...]
    measures: tuple[MeasureCard, ...]
    latest: str
    changed: str
    changed_on: date


def day(value: date | datetime | None) -> str:
    """Return a day as people say it."""
    if value is None:
        return ""
    return date_format(timezone.localtime(value) if isinstance(value, datetime) else value, "j F Y")


def theme(found: Progress) -> ThemeCard:
    """Return a theme with all that is shown of it."""
    measures = tuple(measure(each) for each in found.measures)
    days = [timezone.localtime(found.shown.released_at).date()]
    days += [timezone.localtime(reading.at).date() for each in found.measures for reading in each.readings]
    return ThemeCard(
        id=found.shown.theme_id,
        title=found.shown.title,
        found=found.shown.found,
        outcome=found.shown.outcome,
        actions=tuple(action(each) for each in found.actions),
        measures=measures,
        latest=" ".join(each.sentence for each in measures),
        changed=day(max(days)),
        changed_on=max(days),
    )


def action(found: ShownAction) -> ActionRow:
    """Return an action."""
    row = found.action
    late = row.state in ("not-started", "on-track", "delayed") and row.due and row.due < timezone.localdate()
    due = day(row.due) or "no day yet"
    return ActionRow(
        words=found.words,
        who=", ".join(each.name for each in found.bodies) or "nobody named yet",
        due=f"{due}, which has passed" if late else due,
        state=ACTIVITY.states[row.state].words,
        tone=TONES[row.state],
    )


def measure(found: MeasureNow) -> MeasureCard:
    """Return a measure with its chart and the sentence that it says."""
    row, latest = found.measure, found.impact.latest
    state, tone = SHOWS[found.impact.status]

    def said(value: float | None) -> str:
        return figure(value if value is not None else Missing.NOT_AVAILABLE, row.unit, row.decimals)

    value = said(latest.value) if latest else "no figure yet"
    began = f"It was {said(row.baseline)} in {_month(row.baseline_on)}" if row.baseline_on else "No start is known"
    aim = f"it should be {said(row.target)} by {_month(row.target_by)}" if row.target_by else "no target is set yet"
    now = f" and is {value} in {_month(latest.day)}" if latest else ""
    if latest and row.baseline_on and value == said(row.baseline):
        now = f" and is the same in {_month(latest.day)}"
    return MeasureCard(
        title=row.title,
        latest=value,
        sentence=f"{began}{now}; {aim}. {BECAUSE[found.impact.status]}",
        state=state,
        tone=tone,
        definition=row.definition,
        source=row.source_words,
        asked="Families say it" if row.kind == "experience" else "Counted",
        chart=_chart(found),
    )


def _month(found: date | None) -> str:
    return date_format(found, "F Y") if found else ""


def _chart(found: MeasureNow) -> Chart | None:
    row = found.measure
    states = {each.day: each.state for each in found.readings}
    points = [(each.day, each.value) for each in found.chart.points]
    if sum(value is not None for _, value in points) < 2:
        return None
    hidden = {"suppressed": Missing.SUPPRESSED}
    told = [
        (
            date_format(at, "j M Y"),
            value if value is not None else hidden.get(states.get(at, ""), Missing.NOT_AVAILABLE),
        )
        for at, value in points
    ]
    series = [Series("Here", told, "place")]
    if row.target is not None:
        series.append(Series("Target", [(label, row.target) for label, _ in told], "other"))
    title = f"{row.title}: {figure(points[0][1], row.unit, row.decimals)} at the start, "
    last = next(value for _, value in reversed(points) if value is not None)
    title += f"{figure(last, row.unit, row.decimals)} at the latest count"
    return line_chart(series, unit=row.unit, decimals=row.decimals, title=title, id_prefix=f"measure-{row.pk}")
