"""The card of plans on today's page: what is mine and late or due soon, and what waits for a lead or a board."""

from datetime import timedelta
from textwrap import shorten

from django.urls import reverse
from django.utils import timezone

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source
from extramile.web.plans.models import Measure
from extramile.web.plans.presenters.saying import day
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.asked import asked_for
from extramile.web.plans.queries.owning import confidential
from extramile.web.plans.queries.waiting import (
    decided_since,
    due_soon,
    looked_after,
    returned,
    to_read,
    to_replace,
    undecided,
)

SHOWN = 8
SOON = timedelta(days=14)
# For so long an owner is told what a board decided about their action, and so much of it.
TOLD = timedelta(days=14)
DECIDED = 160


@source(70)
def plans(scope: Scope) -> TodayCard | None:
    """Return the card of plans, for those who see plans."""
    if not scope.can(Permission.SEE_PLANS):
        return None
    leads = _for_a_lead(scope) if scope.can(Permission.LEAD_PLANS) else ()
    items = [*_mine(scope), *leads, *_for_a_board(scope)]
    return TodayCard(
        title="Plan",
        items=tuple(items[:SHOWN]),
        empty="Nothing of yours in a plan is late or due within 14 days.",
        href=reverse("plans:mine" if scope.can(Permission.WORK_ON_PLANS) else "plans:plans", args=[scope.name]),
    )


def _mine(scope: Scope) -> list[TodayItem]:
    today = timezone.localdate()
    found = [
        TodayItem(
            words=each.words,
            href=reverse("plans:action", args=[scope.name, each.plan_id, each.action_id]),
            due=f"{'was due' if each.due < today else 'due'} {day(each.due)}",
            late=each.due < today,
        )
        for each in due_soon(scope, today + SOON)
    ]
    found += [
        TodayItem(
            words="The board decided about an action of yours in a plan under embargo"
            if confidential(each.plan)
            else f"The board decided on “{each.action.words}”: {shorten(each.decided, DECIDED, placeholder=' …')}",
            href=f"{reverse('plans:action', args=[scope.name, each.plan_id, each.action_id])}#decisions",
            due=f"decided {day(each.decided_on)}",
        )
        for each in decided_since(scope, today - TOLD)
        if each.action
    ]
    measures = looked_after(scope)
    back, wanted = to_replace(measures), to_read(scope, measures, today)
    # First: what was taken back stands in a plan as long as nobody replaces it.
    return [
        *(_measure(scope, each, f"A figure of “{each.title}” was taken back: replace it") for each in back),
        *found,
        *(_measure(scope, each, f"A figure is wanted for “{each.title}”") for each in wanted),
    ]


def _measure(scope: Scope, found: Measure, words: str) -> TodayItem:
    return TodayItem(words=words, href=reverse("plans:measure", args=[scope.name, found.theme.plan_id, found.pk]))


def _for_a_lead(scope: Scope) -> list[TodayItem]:
    found = [
        TodayItem(
            words=f"{each.kind.name} is asked for after {each.inspection.title}",
            href=reverse("plans:new", args=[scope.name]),
        )
        for each in asked_for(scope, list(queries.plans(scope)))
        if each.begun is None
    ]
    found += [
        TodayItem(words=f"“{each.title}” was returned: mend it", href=reverse("plans:plan", args=[scope.name, each.pk]))
        for each in returned(scope)
    ]
    return found


def _for_a_board(scope: Scope) -> list[TodayItem]:
    today = timezone.localdate()
    return [
        TodayItem(
            words=f"The board is asked: {each.asked}",
            href=f"{reverse('plans:decisions', args=[scope.name, each.plan_id])}#decision-{each.number}",
            due=f"wanted by {day(each.wanted_by)}" if each.wanted_by else "",
            late=bool(each.wanted_by and each.wanted_by < today),
        )
        for each in undecided(scope)
    ]
