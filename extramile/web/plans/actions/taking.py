"""What every action of this room does first: it takes the row that it changes, for this person."""

from typing import Any

from django.db import models

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Action, Measure, Plan, Theme
from extramile.web.plans.queries import plans as queries

GONE = "It is not there any more, or not for you."
LONGEST = 10_000


def taken(
    scope: Scope, found: Plan, *, may: Permission = Permission.WORK_ON_PLANS, lead: bool = False, closed: bool = False
) -> Plan:
    """Return a plan locked until the end of the transaction. Raises InputError once it is closed, unless `closed`."""
    scope.check(Permission.LEAD_PLANS if lead else may)
    if not queries.plans(scope).filter(pk=found.pk).exists():
        raise InputError(GONE)
    locked = Plan.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if locked.state == "closed" and not closed:
        raise InputError("This plan is closed.", next_step="A lead can open it again.")
    return locked


def taken_theme(scope: Scope, found: Theme) -> Theme:
    """Return a theme with its plan, both locked. Raises InputError if it was taken out."""
    plan = taken(scope, found.plan)
    locked = Theme.objects.select_for_update().get(pk=found.pk, plan=plan)
    if locked.out_at:
        raise InputError("This theme was taken out.", next_step="Put it back first.")
    locked.plan = plan
    return locked


def taken_action(scope: Scope, found: Action) -> Action:
    """Return an action, locked, if it stands in a plan that this person may see and is open."""
    scope.check(Permission.WORK_ON_PLANS)
    if (
        not queries.actions(scope)
        .filter(pk=found.pk, places__theme__plan__in=queries.plans(scope).exclude(state="closed"))
        .exists()
    ):
        raise InputError(GONE)
    return Action.objects.select_for_update(of=("self",)).get(pk=found.pk, partnership=scope.partnership)


def taken_measure(scope: Scope, found: Measure) -> Measure:
    """Return a measure, locked, with its theme and plan."""
    theme = taken_theme(scope, found.theme)
    locked = Measure.objects.select_for_update().get(pk=found.pk, theme=theme)
    if locked.out_at:
        raise InputError("This measure was taken out.", next_step="Put it back first.")
    locked.theme = theme
    return locked


def plan_of(action: Action) -> Plan | None:
    """Return the plan in which an action stands first: its history is told there and wherever else it stands."""
    place = action.places.select_related("theme__plan").order_by("pk").first()
    return place.theme.plan if place else None


def required(words: str, sentence: str, most: int = 500) -> str:
    """Return words without the space around them. Raises InputError with the sentence if there are none."""
    said = words.replace("\r\n", "\n").strip()
    if not said:
        raise InputError(sentence)
    if len(said) > most:
        raise InputError(f"That is too long: it can have {most:,} characters.")
    return said


def fits(model: type[models.Model], name: str, value: Any) -> str:
    """Return text that fits into a field. Raises InputError, which names the most."""
    said = str(value or "").replace("\r\n", "\n").strip()
    most = model._meta.get_field(name).max_length or LONGEST
    if len(said) > most:
        raise InputError(f"That is too long: it can have {most:,} characters.")
    return said
