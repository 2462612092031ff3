"""The exceptions of a plan as it stands: what `core.planning.exceptions` is asked of."""

from extramile.core.planning import (
    Activity,
    Exceptional,
    LookedAtAction,
    LookedAtMeasure,
    LookedAtTheme,
    exceptions,
)
from extramile.web.plans.queries.content import PlanNow


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
