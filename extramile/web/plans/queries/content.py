"""A plan as it stands today, everything computed: the one content behind its page, its board pack and its snapshots."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from extramile.core.planning import (
    SETTLED,
    Activity,
    Content,
    ContentAction,
    ContentMeasure,
    ContentTheme,
    Good,
    Impact,
    Rating,
    Waypoint,
    Word,
    impact,
    rating,
)
from extramile.core.planning import Measure as Measured
from extramile.core.planning import Reading as Figure
from extramile.core.variation import Basis, Point, RunChart, run_chart, settle
from extramile.core.vocabulary import listed
from extramile.web.audit.actions import plain
from extramile.web.evidence import recalled
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import (
    Action,
    BoardDecision,
    Confidence,
    FamilyWord,
    FindingIn,
    Measure,
    MeasureKind,
    PartText,
    Plan,
    Reading,
    Theme,
)
from extramile.web.plans.parts import CO_PRODUCTION, GOVERNANCE
from extramile.web.plans.queries import plans as queries


@dataclass(frozen=True, slots=True)
class MeasureNow:
    """A measure with the readings that stand, what they show, and its run chart with the baseline as a point.

    `back` are those that stand in the list and count for nothing, because their figures were taken back. `basis` says on which
    figures the centre and the limits of the chart stand.
    """

    measure: Measure
    readings: tuple[Reading, ...]
    back: tuple[Reading, ...]
    impact: Impact
    chart: RunChart
    basis: Basis


@dataclass(frozen=True, slots=True)
class ActionNow:
    """An action in a theme; `overdue` if its day has passed and it is not settled, `unsure` if people doubt a day to come."""

    action: Action
    overdue: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class ThemeNow:
    """A theme with all that stands under it, and how it stands."""

    theme: Theme
    findings: tuple[FindingIn, ...]
    actions: tuple[ActionNow, ...]
    measures: tuple[MeasureNow, ...]
    words: tuple[FamilyWord, ...]
    rating: Rating


@dataclass(frozen=True, slots=True)
class PlanNow:
    """A plan as it stands on `today`. `left_out` are findings with the reason why the plan does not answer them."""

    plan: Plan
    today: date
    themes: tuple[ThemeNow, ...]
    parts: dict[str, PartText]
    decisions: tuple[BoardDecision, ...]
    left_out: tuple[FindingIn, ...]
    unanswered: tuple[Any, ...]

    @property
    def actions(self) -> tuple[ActionNow, ...]:
        """Every action once, in the order of the themes."""
        return tuple({each.action.pk: each for theme in self.themes for each in theme.actions}.values())

    @property
    def measures(self) -> tuple[MeasureNow, ...]:
        """Every measure, in the order of the themes."""
        return tuple(each for theme in self.themes for each in theme.measures)


def measured(found: Measure) -> Measured:
    """Return a measure as the core knows it."""
    points = tuple(Waypoint(date.fromisoformat(each["by"]), each["value"]) for each in found.waypoints)
    return Measured(
        Good(found.good),
        found.baseline,
        found.baseline_on,
        found.target,
        found.target_by,
        found.tolerance,
        points,
    )


def impact_now(found: Measure) -> Impact:
    """Return whether a measure shows a change, without its chart: the one place where that is computed from its readings."""
    figures = [Figure(each.day, each.value) for each in queries.counting(list(found.readings.all()))]
    return impact(measured(found), figures)


def rated(
    actions: Iterable[Action],
    impacts: Iterable[tuple[str, Impact]],
    words: Iterable[FamilyWord],
    today: date,
    back: Sequence[str] = (),
) -> Rating:
    """Return how a theme stands by its actions, by what its measures show under their titles, and by families' word.

    `back` are its measures with figures that were taken back: these count for nothing, and beside the colour it is said.
    """
    found = rating(
        [(Activity(each.state), each.due) for each in actions],
        list(impacts),
        [Word(each.title, each.said_on) for each in words],
        today,
    )
    if not back:
        return found
    named = listed([f"“{each}”" for each in back])
    return replace(found, because=f"{found.because} Figures of {named} were taken back and count for nothing.")


def measure_now(found: Measure) -> MeasureNow:
    """Return a measure as it stands. Its readings should have been fetched (`queries.measures`)."""
    readings = tuple(queries.counting(list(found.readings.all())))
    back = tuple(queries.taken_back(found))
    points = [Point(each.day, each.value) for each in readings]
    if found.baseline_on and all(each.day != found.baseline_on for each in points):
        points.append(Point(found.baseline_on, found.baseline))
    # What was taken back is a gap that says so.
    points += [Point(each.day, None) for each in back if each.day != found.baseline_on]
    share = found.unit == "%"
    basis, settled = settle(points, found.baseline_on)
    chart = run_chart(points, settled=settled, floor=0 if share else None, ceiling=100 if share else None)
    return MeasureNow(found, readings, back, impact_now(found), chart, basis)


def now(scope: Scope, found: Plan, today: date) -> PlanNow:
    """Return a plan as it stands, in a fixed number of questions. The caller has found the plan for this person."""
    rows = _whole(scope, queries.themes(found))
    answered = list(queries.answered(found))
    by_theme: dict[int | None, list[FindingIn]] = defaultdict(list)
    for each in answered:
        by_theme[each.theme_id].append(each)
    done = {each.finding_id for each in answered}
    themes = tuple(_theme(each, by_theme[each.pk], today) for each in rows)
    return PlanNow(
        plan=found,
        today=today,
        themes=themes,
        parts=queries.part_texts(found),
        decisions=tuple(queries.decisions(found)),
        left_out=tuple(by_theme[None]),
        unanswered=tuple(each for each in queries.findings_to_answer(found) if each.pk not in done),
    )


def _whole(scope: Scope, rows: QuerySet[Theme]) -> QuerySet[Theme]:
    return rows.prefetch_related(
        Prefetch("words", FamilyWord.objects.filter(withdrawn_at=None).select_related("loop", "evidence", "by")),
        Prefetch("measures", queries.measures(scope).order_by("position", "pk")),
        Prefetch(
            "places__action",
            Action.objects.select_related("body", "owner__person").prefetch_related("others", "milestones"),
        ),
    )


def theme_now(scope: Scope, found: Theme, today: date) -> ThemeNow:
    """Return one theme as it stands, also one that was taken out. The caller has found it for this person."""
    row = _whole(scope, Theme.objects.filter(pk=found.pk)).get()
    return _theme(row, list(queries.answered(found.plan).filter(theme=found)), today)


def _theme(found: Theme, findings: list[FindingIn], today: date) -> ThemeNow:
    actions = tuple(action_now(each.action, today) for each in found.places.all())
    measures = tuple(measure_now(each) for each in found.measures.all())
    words = tuple(found.words.all())
    impacts = [(each.measure.title, each.impact) for each in measures]
    back = [each.measure.title for each in measures if each.back]
    stands = rated([each.action for each in actions], impacts, words, today, back)
    return ThemeNow(found, tuple(findings), actions, measures, words, stands)


def action_now(found: Action, today: date) -> ActionNow:
    """Return an action with whether it is overdue, and whether its day is in doubt. Of a day that has passed nobody is unsure."""
    if found.due is None or found.state in SETTLED:
        return ActionNow(found, overdue=False, unsure=False)
    late = found.due < today
    return ActionNow(found, late, not late and found.confidence == Confidence.LOW)


SECTOR_OF_BODY = {"icb": "health", "nhs": "health", "setting": "education"}


def to_check(found: PlanNow) -> Content:
    """Return what the questions of fitness are asked of."""
    bodies = [body for each in found.themes for row in each.findings for body in row.finding.responsible.all()]
    named = {SECTOR_OF_BODY.get(each.kind) for each in bodies}
    return Content(
        themes=tuple(_theme_to_check(each) for each in found.themes),
        uncovered=tuple(each.words for each in found.unanswered),
        sectors=frozenset(each for each in named if each),
        governance=_words(found, GOVERNANCE),
        co_production=_words(found, CO_PRODUCTION),
        has_findings=bool(bodies or found.unanswered or found.left_out or any(each.findings for each in found.themes)),
    )


def _words(found: PlanNow, part: str) -> str:
    text = found.parts.get(part)
    return text.words if text else ""


def _theme_to_check(found: ThemeNow) -> ContentTheme:
    return ContentTheme(
        title=found.theme.title,
        outcome=found.theme.outcome,
        actions=tuple(
            ContentAction(
                words=each.action.words,
                body=each.action.body.name if each.action.body else "",
                owner=each.action.owner.person.name if each.action.owner else "",
                due=each.action.due,
                sectors=frozenset(each.action.sectors),
                id=each.action.pk,
            )
            for each in found.actions
        ),
        measures=tuple(
            ContentMeasure(
                title=each.measure.title,
                has_baseline=each.measure.baseline is not None,
                has_target=each.measure.target is not None,
                experience=each.measure.kind == MeasureKind.EXPERIENCE,
                id=each.measure.pk,
            )
            for each in found.measures
        ),
        id=found.theme.pk,
    )


def frozen(found: PlanNow) -> dict[str, Any]:
    """Return a plan as it stands as plain values: what a snapshot keeps, and what two of them are compared by."""
    return {
        "plan": {
            "title": found.plan.title,
            "kind": found.plan.kind,
            "state": found.plan.state,
            "board": found.plan.board,
            "begins": plain(found.plan.begins),
        },
        "day": plain(found.today),
        "parts": {name: each.words for name, each in found.parts.items()},
        "themes": [_theme_frozen(each) for each in found.themes],
        "left_out": [{"finding": each.finding.words, "why": each.why_not} for each in found.left_out],
        "unanswered": [each.words for each in found.unanswered],
        "decisions": [
            {
                "number": each.number,
                "asked": each.asked,
                "why": each.why,
                "wanted_by": plain(each.wanted_by),
                "decided": each.decided,
                "decided_on": plain(each.decided_on),
                "decided_by": each.decided_by,
                "dropped": each.dropped_why,
            }
            for each in found.decisions
        ],
    }


def _theme_frozen(found: ThemeNow) -> dict[str, Any]:
    return {
        "id": found.theme.pk,
        "title": found.theme.title,
        "outcome": found.theme.outcome,
        "findings": [each.finding.words for each in found.findings],
        "colour": found.rating.colour.value,
        "because": found.rating.because,
        "proof": list(found.rating.proof),
        "actions": [_action_frozen(each) for each in found.actions],
        "measures": [_measure_frozen(each) for each in found.measures],
        "words": [{"title": each.title, "said_on": plain(each.said_on)} for each in found.words],
    }


def _action_frozen(found: ActionNow) -> dict[str, Any]:
    action = found.action
    return {
        "id": action.pk,
        "words": action.words,
        "body": action.body.name if action.body else "",
        "owner": action.owner.person.name if action.owner else "",
        "due": plain(action.due),
        "state": action.state,
        "overdue": found.overdue,
        "confidence": action.confidence,
        "risk": action.risk,
        "risk_words": action.risk_words,
        "milestones": [
            {
                "due": plain(each.due),
                "expected": each.expected,
                "actual": each.actual,
                "reached_on": plain(each.reached_on),
            }
            for each in action.milestones.all()
        ],
    }


def _measure_frozen(found: MeasureNow) -> dict[str, Any]:
    measure = found.measure
    return {
        "id": measure.pk,
        "kind": measure.kind,
        "title": measure.title,
        "definition": measure.definition,
        "unit": measure.unit,
        "decimals": measure.decimals,
        "good": measure.good,
        "baseline": measure.baseline,
        "baseline_on": plain(measure.baseline_on),
        "target": measure.target,
        "target_by": plain(measure.target_by),
        "tolerance": measure.tolerance,
        "waypoints": [{"by": each["by"], "value": each["value"]} for each in measure.waypoints],
        "source": measure.source_words,
        "status": found.impact.status.value,
        "because": found.impact.because,
        "behind": found.impact.behind,
        "taken_back": [
            {"day": plain(each.day), "on": recalled.day(each.back_at)} for each in found.back if each.back_at
        ],
        "readings": [
            {
                "day": plain(each.day),
                "value": each.value,
                "state": each.state,
                "numerator": each.numerator,
                "denominator": each.denominator,
            }
            for each in found.readings
        ],
    }
