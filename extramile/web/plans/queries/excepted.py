"""The exceptions of a plan as it stands: what `core.planning.exceptions` finds, what else is noticed, what was said last."""

from django.db.models import Q

from extramile.core.planning import (
    ACTIVITY,
    Activity,
    Exceptional,
    LookedAtAction,
    LookedAtMeasure,
    LookedAtTheme,
    exceptions,
)
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Change
from extramile.web.plans.queries.content import PlanNow
from extramile.web.plans.queries.earlier import SAID
from extramile.web.plans.queries.exceptions import Noticed, further


def excepted(found: PlanNow) -> tuple[Exceptional, ...]:
    """Return what the board must look at first; an action that serves two themes is looked at once."""
    measured = {each.action.pk for theme in found.themes if theme.measures for each in theme.actions}
    actions = [
        LookedAtAction(
            id=each.action.pk,
            words=each.action.words,
            state=Activity(each.action.state),
            due=each.action.due,
            body=each.action.body.name if each.action.body else "",
            owner=each.action.owner.person.name if each.action.owner else "",
            measured=each.action.pk in measured,
        )
        for each in found.actions
    ]
    measures = [LookedAtMeasure(each.measure.pk, each.measure.title, each.impact) for each in found.measures]
    themes = [
        LookedAtTheme(
            each.theme.pk, each.theme.title, each.rating, tuple(Activity(one.action.state) for one in each.actions)
        )
        for each in found.themes
    ]
    return exceptions(actions, measures, themes, found.today)


Row = Exceptional | Noticed


def looked_at(found: PlanNow) -> tuple[Row, ...]:
    """Return all that is to be looked at in a plan, in the order in which it is read, on its page and in the board pack."""
    return (*excepted(found), *further(found))


def said_last(scope: Scope, found: PlanNow) -> dict[int, Change]:
    """Return by action what was said of it last, in one question for all of them.

    It is the last step of which somebody said why, how it goes, or what the board of this plan decided about it.
    """
    actions = [each.action.pk for each in found.actions]
    about = {each.pk: each.action_id for each in found.decisions if each.action_id}
    said = Q(kind="action", thing_id__in=actions, verb__in=[*ACTIVITY.steps, SAID]) & ~Q(why="")
    decided = Q(kind="decision", thing_id__in=list(about), verb="decided")
    rows = Change.objects.filter(said | decided, partnership=scope.partnership)
    told = rows.select_related("by").order_by("at", "pk")
    return {about[each.thing_id] if each.kind == "decision" else each.thing_id: each for each in told}


def themes_of(found: PlanNow) -> dict[int, list[str]]:
    """Return in which themes each action stands, by its id."""
    places: dict[int, list[str]] = {}
    for theme in found.themes:
        for each in theme.actions:
            places.setdefault(each.action.pk, []).append(theme.theme.title)
    return places
