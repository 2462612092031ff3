"""What waits in plans: actions and milestones of one person, figures to enter, and what waits for a lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import F, Q, QuerySet

from extramile.core.planning import SETTLED
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import ActionIn, BoardDecision, Measure, Milestone, Plan
from extramile.web.plans.queries import plans as queries


@dataclass(frozen=True, slots=True)
class FallsDue:
    """An action of somebody, or a milestone of one, with a plan in which it stands."""

    words: str
    plan_id: int
    action_id: int
    due: date


def due_soon(scope: Scope, until: date) -> list[FallsDue]:
    """Return what of this person's actions is late or due by a day, the first due first; each action once."""
    mine = ActionIn.objects.filter(
        theme__plan__in=queries.plans(scope).exclude(state="closed"), theme__out_at=None, action__owner=scope.member
    ).exclude(action__state__in=SETTLED)
    places = {each.action_id: each for each in mine.select_related("action", "theme").order_by("-pk")}
    found = [
        FallsDue(each.action.words, each.theme.plan_id, each.action_id, each.action.due)
        for each in places.values()
        if each.action.due and each.action.due <= until
    ]
    milestones = Milestone.objects.filter(action__in=places, due__lte=until, reached_on=None)
    found += [
        FallsDue(f"Milestone: {each.expected}", places[each.action_id].theme.plan_id, each.action_id, each.due)
        for each in milestones
    ]
    return sorted(found, key=lambda each: each.due)


def looked_after(scope: Scope) -> list[Measure]:
    """Return the measures that wait for this person's figures: their own; for a lead also those that nobody owns."""
    mine = Q(owner=scope.member)
    if scope.can(Permission.LEAD_PLANS):
        mine |= Q(owner=None)
    return list(queries.measures(scope).filter(mine).exclude(theme__plan__state="closed"))


def to_replace(rows: Iterable[Measure]) -> list[Measure]:
    """Return the measures in which a figure stands that was taken back since."""
    return [each for each in rows if queries.taken_back(each)]


def to_read(scope: Scope, rows: Iterable[Measure], today: date) -> list[Measure]:
    """Return this person's measures that should have been read by today, and were not."""
    mine = (each for each in rows if each.owner == scope.member and not queries.taken_back(each))
    return [each for each in mine if (wanted := next_reading(each)) is not None and wanted <= today]


def next_reading(found: Measure) -> date | None:
    """Return the day from which the next figure of a measure is wanted; None where it is not known how often it is read."""
    if found.every_months is None or found.baseline_on is None:
        return None
    last = max([found.baseline_on, *(each.day for each in found.readings.all())])
    return last + relativedelta(months=found.every_months)


def returned(scope: Scope) -> QuerySet[Plan]:
    """Return the plans that came back."""
    return queries.plans(scope).filter(state="returned")


def decided_since(scope: Scope, day: date) -> QuerySet[BoardDecision]:
    """Return what boards decided since a day about actions of this person, the newest first."""
    rows = BoardDecision.objects.filter(plan__in=queries.plans(scope).exclude(state="closed"), decided_on__gte=day)
    return (
        rows.filter(action__owner=scope.member)
        .select_related("action", "plan__inspection")
        .order_by("-decided_on", "-pk")
    )


def undecided(scope: Scope) -> QuerySet[BoardDecision]:
    """Return what boards are asked and have not decided, the first wanted first.

    Who is told of boards hears of all of it, everybody else of what is about an action of theirs.
    """
    rows = BoardDecision.objects.filter(plan__in=queries.plans(scope).exclude(state="closed"))
    waiting = rows.filter(decided_on=None, dropped_why="")
    if not scope.can(Permission.HEAR_OF_BOARDS):
        waiting = waiting.filter(action__owner=scope.member)
    return waiting.order_by(F("wanted_by").asc(nulls_last=True), "pk")
