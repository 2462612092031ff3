"""Words for the public page: what was found, who acts, by when, the latest figure and what it says."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.disclosure import PUBLIC, Counts, NotAvailable, ReleasedFigure, ShownFigure, Suppressed, TakenBack
from extramile.core.planning import ACTIVITY, ImpactStatus
from extramile.web.design.charts import Chart, Series, line_chart
from extramile.web.design.figures import Missing, Value, figure
from extramile.web.plans.presenters.saying import NO_DATA, TOO_FEW
from extramile.web.publicpage.queries.acting import ShownAction
from extramile.web.publicpage.queries.figures import PublicMeasure
from extramile.web.publicpage.queries.released import Progress

# What a measure shows, as a parent would say it.
SHOWS = {
    ImpactStatus.NO_DATA: TOO_FEW,
    # No fault: figures may rise for a while before they are clearly better.
    ImpactStatus.NOT_MOVING: ("Not clearly better yet", "develop"),
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
# The same for what is small and for what nobody has shown not to be: the word must not tell which of the two it is.
WITHHELD = (
    "“Suppressed” is a figure that is known and not shown, so that nobody can be recognised by it. "
    "It is neither zero nor missing."
)
# Why it was, people inside know; here it is said that it was, and when.
TAKEN = (
    "“Taken back” is a figure that was told and does not stand any more: whoever told it took it back on {}. "
    "It is neither zero nor missing, and nobody is protected by it. Another can take its place."
)
TAKEN_STATE = ("Taken back", "develop")
# How a measure stands is not said of one whose newest figure is withheld: of the older ones it would be another answer. That it is
# withheld stands beside its title.
HIDDEN = ("", "quiet")
START_HIDDEN = ("Where it stood first is not shown", "quiet")
START_TAKEN = ("Where it stood first was taken back", "develop")
TONES = {"not-started": "quiet", "on-track": "info", "delayed": "priority", "done": "strength", "stopped": "quiet"}


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure as everybody reads it."""

    title: str
    latest: str
    on: str
    sentence: str
    state: str
    tone: str
    definition: str
    source: str
    asked: str
    of: str
    withheld: str
    taken_back: str
    taken: str
    chart: Chart | None

    @property
    def said(self) -> str:
        """The latest figure; of one that is not shown at once why."""
        if self.latest == Missing.TAKEN_BACK.value:
            return f"taken back on {self.taken_back}"
        return "not shown, to protect people" if self.latest == Missing.SUPPRESSED.value else self.latest

    @property
    def _latest(self) -> str:
        if self.latest == Missing.TAKEN_BACK.value:
            return f"The figure of {self.on} was taken back."
        return f"Latest figure: {self.on}."

    @property
    def about(self) -> str:
        """What is counted, of which day the latest figure is, and where it is from: so that two that sound alike are told apart."""
        said = [
            self.definition or "How it is counted has not been published.",
            self.on and self._latest,
        ]
        return " ".join(each for each in [*said, self.source and f"Source: {self.source.rstrip('.')}."] if each)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as everybody reads it: what, who, by when, how far it was when it was released."""

    words: str
    who: str
    due: str
    state: str
    said: str
    tone: str


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme as everybody reads it. `changed` is the day of its latest figure, release or line among what changed."""

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
    days = [timezone.localtime(each).date() for each in (found.shown.released_at, found.told_at)]
    days += [timezone.localtime(at).date() for each in found.measures for at in each.read_at]
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
    """Return an action as it was released. That its day has passed is no news of it: everybody can see that by the calendar."""
    late = found.state in ("not-started", "on-track", "delayed") and found.due and found.due < timezone.localdate()
    words = ACTIVITY.states[found.state].words
    return ActionRow(
        words=found.words,
        who=", ".join(found.bodies) or "nobody named yet",
        due=day(found.due) or "no day yet",
        state="Past its day" if late else words,
        said=words.lower() if late else "",
        tone="priority" if late else TONES[found.state],
    )


def measure(found: PublicMeasure) -> MeasureCard:
    """Return a measure with its chart and the sentence that it says. What is withheld is not said in any of its words."""
    (state, tone), because = _shows(found), BECAUSE[found.impact.status]
    newest = _newest(found)
    if isinstance(newest, Suppressed):
        (state, tone), because = HIDDEN, "Whether it gets better cannot be said without that figure."
    elif isinstance(newest, TakenBack):
        (state, tone), because = (
            TAKEN_STATE,
            "Whether it gets better cannot be said before another figure takes its place.",
        )
    taken = day(found.taken_back)
    return MeasureCard(
        title=found.title,
        latest=_said(found, _newest(found)),
        on=_newest_on(found),
        sentence=f"{_began(found)}{_now(found)}; {_aim(found)}. {because}",
        state=state,
        tone=tone,
        definition=found.definition,
        source=found.source,
        asked="Families say it" if found.kind == "experience" else "Counted",
        of=f"Each figure is of at least {found.of:,} people or cases." if found.of else "",
        withheld=WITHHELD if found.withheld else "",
        taken_back=taken,
        taken=TAKEN.format(taken) if taken else "",
        chart=_chart(found),
    )


def _shows(found: PublicMeasure) -> tuple[str, str]:
    if found.impact.status is ImpactStatus.NO_DATA:
        if isinstance(found.baseline, Suppressed):
            return START_HIDDEN
        if isinstance(found.baseline, TakenBack):
            return START_TAKEN
        return TOO_FEW if _newest(found) else NO_DATA
    return SHOWS[found.impact.status]


def _since(found: PublicMeasure) -> list[tuple[date, ReleasedFigure]]:
    """Return the figures after the start."""
    return [(at, each) for at, each in found.figures if found.baseline_on is None or at > found.baseline_on]


def _newest(found: PublicMeasure) -> ReleasedFigure | None:
    """Return the newest figure that there is, told or not; what is not available is passed over."""
    rows = [each for _, each in _since(found) if not isinstance(each, NotAvailable)]
    return rows[-1] if rows else None


def _since_last(found: PublicMeasure) -> date | None:
    days = [at for at, each in _since(found) if not isinstance(each, NotAvailable)]
    return days[-1] if days else None


def _newest_on(found: PublicMeasure) -> str:
    return day(_since_last(found))


def _value(released: ReleasedFigure | None) -> Value:
    if isinstance(released, ShownFigure):
        return released.value
    if isinstance(released, TakenBack):
        return Missing.TAKEN_BACK
    return Missing.SUPPRESSED if isinstance(released, Suppressed) else Missing.NOT_AVAILABLE


def _said(found: PublicMeasure, released: ReleasedFigure | None) -> str:
    return "no figure yet" if released is None else figure(_value(released), found.unit, found.decimals)


def _began(found: PublicMeasure) -> str:
    if found.baseline is None or found.baseline_on is None:
        return "No start is known"
    if isinstance(found.baseline, Suppressed):
        return f"Where it stood in {month(found.baseline_on)} is not shown"
    if isinstance(found.baseline, TakenBack):
        return f"The figure for {month(found.baseline_on)}, with which it began, was taken back on {day(found.baseline.on)}"
    return f"It was {_said(found, found.baseline)} in {month(found.baseline_on)}"


def _now(found: PublicMeasure) -> str:
    told = [(at, each) for at, each in _since(found) if isinstance(each, ShownFigure)]
    newest = _newest(found)
    if isinstance(newest, TakenBack):
        back = f", and the figure for {month(_since_last(found))} was taken back on {day(newest.on)}"
        return f" and {_said(found, told[-1][1])} in {month(told[-1][0])}, the last that stands{back}" if told else back
    hidden = isinstance(newest, Suppressed)
    if not told:
        return " and where it is now is not shown" if hidden else ""
    at, latest = told[-1]
    same = isinstance(found.baseline, ShownFigure) and _said(found, latest) == _said(found, found.baseline)
    said = "the same" if same else _said(found, latest)
    if hidden:
        return f" and {said} in {month(at)}, the last that is shown"
    return f" and is {said} in {month(at)}"


def _aim(found: PublicMeasure) -> str:
    if found.target is None or found.target_by is None:
        return "no target is set yet"
    return f"it should be {_target(found)} by {month(found.target_by)}"


def _is_few(found: PublicMeasure) -> bool:
    """Say whether the target is a count of few: an aim is nobody's, and is said as any other count of few."""
    return found.counts is Counts.COUNT and found.target is not None and 0 < found.target < PUBLIC.threshold


def _target(found: PublicMeasure) -> str:
    return f"fewer than {PUBLIC.threshold}" if _is_few(found) else figure(found.target, found.unit, found.decimals)


def month(found: date | None) -> str:
    """Return a month as people say it."""
    return date_format(found, "F Y") if found else ""


def _chart(found: PublicMeasure) -> Chart | None:
    known = [each for _, each in found.figures if isinstance(each, ShownFigure)]
    if len(known) < 2:
        return None
    told = [(date_format(at, "j M Y"), _value(each)) for at, each in found.figures]
    series = [Series("Here", told, "place")]
    if found.target is not None and not _is_few(found):
        series.append(Series("Target", [(label, found.target) for label, _ in told], "other"))
    title = f"{found.title}: {_said(found, found.figures[0][1])} at the start, "
    title += f"{_said(found, known[-1])} at the latest count{' that is shown' if _newest(found) != known[-1] else ''}"
    return line_chart(series, unit=found.unit, decimals=found.decimals, title=title, id_prefix=f"measure-{found.id}")
