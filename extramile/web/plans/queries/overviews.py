"""Plans from above: how the themes of many plans stand, at little cost, and one plan by owner, by body, by date."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch

from extramile.core.planning import SECTORS, Rating
from extramile.web.partnerships.models import NO_PARTNERS, Member, Organisation
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import (
    Action,
    ActionIn,
    BoardDecision,
    FamilyWord,
    Measure,
    Milestone,
    Plan,
    Reading,
    Theme,
)
from extramile.web.plans.queries import content
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.content import ActionNow, MeasureNow, PlanNow, action_now


def rated(found: Iterable[Plan], today: date) -> dict[int, list[Rating]]:
    """Return how the themes of each plan stand, in their order."""
    ratings: dict[int, list[Rating]] = defaultdict(list)
    for theme, each in rated_themes(found, today):
        ratings[theme.plan_id].append(each)
    return ratings


def rated_themes(found: Iterable[Plan], today: date) -> list[tuple[Theme, Rating]]:
    """Return the themes of plans with how each stands, in a fixed number of questions for however many plans.

    It reads only what the rule of colours asks for: no texts, no charts, no documents behind families' words.
    """
    rows = Theme.objects.filter(plan__in=[each.pk for each in found], out_at=None).order_by("plan", "position", "pk")
    readings = Reading.objects.only("measure_id", "day", "value").order_by("day", "pk")
    whole = rows.prefetch_related(
        Prefetch("words", FamilyWord.objects.filter(withdrawn_at=None).only("theme_id", "title", "said_on")),
        Prefetch("measures", Measure.objects.filter(out_at=None).order_by("position", "pk")),
        Prefetch("measures__readings", readings),
        Prefetch("places", ActionIn.objects.only("theme_id", "action_id", "position")),
        Prefetch("places__action", Action.objects.only("pk", "state", "due")),
    )
    return [(each, _rating(each, today)) for each in whole]


def _rating(theme: Theme, today: date) -> Rating:
    impacts = [(each.title, content.impact_now(each)) for each in theme.measures.all()]
    return content.rated([each.action for each in theme.places.all()], impacts, theme.words.all(), today)


def counted(found: Iterable[Plan]) -> dict[int, dict[str, int]]:
    """Return how many actions of each plan are in each state, each action counted once, in one question."""
    rows = Action.objects.filter(places__theme__plan__in=[each.pk for each in found], places__theme__out_at=None)
    many: dict[int, dict[str, int]] = defaultdict(dict)
    for plan, state, number in (
        rows.order_by().values_list("places__theme__plan", "state").annotate(many=Count("pk", distinct=True))
    ):
        many[plan][state] = number
    return many


def chosen(
    scope: Scope, found: Plan, today: date, *, words: str = "", state: str = "", sector: str = ""
) -> list[ActionNow]:
    """Return the actions of a plan that are looked for, the next due first, those without a day last."""
    rows = queries.actions_of(scope, found, words, state).select_related("owner__organisation", "owner__person", "body")
    wanted = [each for each in rows if not sector or sector in each.sectors]
    return [action_now(each, today) for each in sorted(wanted, key=lambda each: (each.due or date.max, each.pk))]


@dataclass(frozen=True, slots=True)
class OfOwner:
    """What somebody owns in a plan; `owner` None for what nobody owns."""

    owner: Member | None
    actions: tuple[ActionNow, ...]
    measures: tuple[MeasureNow, ...]


def by_owner(actions: Sequence[ActionNow], measures: Sequence[MeasureNow]) -> list[OfOwner]:
    """Return a plan by who owns what: first what nobody owns, then people by name."""
    owners: dict[int | None, Member | None] = {}
    mine: dict[int | None, list[ActionNow]] = defaultdict(list)
    read: dict[int | None, list[MeasureNow]] = defaultdict(list)
    for each in actions:
        owners[each.action.owner_id] = each.action.owner
        mine[each.action.owner_id].append(each)
    for one in measures:
        owners[one.measure.owner_id] = one.measure.owner
        read[one.measure.owner_id].append(one)
    found = [OfOwner(owner, tuple(mine[key]), tuple(read[key])) for key, owner in owners.items()]
    return sorted(found, key=lambda each: (each.owner is not None, each.owner.person.name if each.owner else ""))


@dataclass(frozen=True, slots=True)
class OfBody:
    """What a body answers for in a plan, and in what it takes part; `body` None for what no body answers for."""

    body: Organisation | None
    answers: tuple[ActionNow, ...]
    takes_part: tuple[ActionNow, ...]


def by_body(scope: Scope, actions: Sequence[ActionNow]) -> list[OfBody]:
    """Return a plan by bodies, all of the partnership: also those that have no action, but none that inspects."""
    rows: list[Organisation | None] = [None, *organisations(scope).exclude(kind__in=NO_PARTNERS)]
    gone = {each.action.body_id: each.action.body for each in actions if each.action.body}
    rows += [body for key, body in gone.items() if key not in {each.pk for each in rows if each}]
    found = [
        OfBody(
            body,
            tuple(each for each in actions if each.action.body_id == (body.pk if body else None)),
            tuple(each for each in actions if body and body.pk in {one.pk for one in each.action.others.all()}),
        )
        for body in rows
    ]
    return [each for each in found if each.body or each.answers]


def by_sector(actions: Sequence[ActionNow]) -> dict[str, list[ActionNow]]:
    """Return the actions of education, of health, of care, and under "" those of which it is not said."""
    found = {sector: [each for each in actions if sector in each.action.sectors] for sector in SECTORS}
    return {**found, "": [each for each in actions if not each.action.sectors]}


@dataclass(frozen=True, slots=True)
class Dated:
    """Something in a plan that has a day. `thing` is action, milestone, measure or decision; `settled` if it is behind us."""

    day: date
    thing: str
    id: int
    words: str
    settled: bool
    action: ActionNow | None = None
    milestone: Milestone | None = None
    measure: MeasureNow | None = None
    decision: BoardDecision | None = None


def by_date(now: PlanNow, actions: Sequence[ActionNow], *, all_of_it: bool) -> list[Dated]:
    """Return what falls on days: actions with their milestones, and unless it was narrowed targets and questions to the board."""
    found = []
    for each in actions:
        action = each.action
        over = action.state in ("done", "stopped")
        if action.due:
            found.append(Dated(action.due, "action", action.pk, action.words, over, action=each))
        found += [
            Dated(
                one.due, "milestone", action.pk, one.expected, bool(one.reached_on) or over, milestone=one, action=each
            )
            for one in action.milestones.all()
        ]
    if all_of_it:
        found += [
            Dated(one.measure.target_by, "measure", one.measure.pk, one.measure.title, False, measure=one)
            for one in now.measures
            if one.measure.target_by
        ]
        found += [
            Dated(
                one.wanted_by, "decision", one.number, one.asked, bool(one.decided_on or one.dropped_why), decision=one
            )
            for one in now.decisions
            if one.wanted_by
        ]
    return sorted(found, key=lambda each: (each.day, each.thing, each.id))
