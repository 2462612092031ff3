"""Sheets that a person sent back, and the actions of a plan as a sheet needs them."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, QuerySet

from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Action, ActionIn, Plan, SheetIn
from extramile.web.plans.queries import plans as queries


def sheets(scope: Scope, found: Plan) -> QuerySet[SheetIn]:
    """Return what this person sent back of a plan, the newest first: nobody else sees it before it is taken over."""
    return SheetIn.objects.filter(plan=found, by=scope.person).order_by("-at", "-pk")


def sheet(scope: Scope, found: Plan, sheet_id: int) -> SheetIn | None:
    """Return a sheet of this person, or None."""
    return sheets(scope, found).filter(pk=sheet_id).first()


def actions_for_sheet(scope: Scope, found: Plan) -> list[Action]:
    """Return the actions of a plan with who owns them, the next due first, those without a day last."""
    rows = queries.actions_of(scope, found).select_related("owner__organisation")
    return list(rows.order_by(F("due").asc(nulls_last=True), "pk"))


def themes_by_action(found: Plan) -> dict[int, list[str]]:
    """Return the titles of the themes of this plan that each action serves."""
    places: dict[int, list[str]] = {}
    rows = ActionIn.objects.filter(theme__plan=found, theme__out_at=None).select_related("theme")
    for each in rows.order_by("theme__position", "pk"):
        places.setdefault(each.action_id, []).append(each.theme.title)
    return places


def named(scope: Scope, ids: Iterable[int]) -> dict[int, Action]:
    """Return actions with who answers for each, as far as this person may see them."""
    return {each.pk: each for each in queries.actions(scope).filter(pk__in=list(ids))}


def is_own(scope: Scope, action: Action) -> bool:
    """Say whether an action is this person's: theirs by name, or their organisation's where nobody owns it."""
    if action.owner_id is not None:
        return bool(action.owner_id == scope.member.pk)
    return bool(action.body_id == scope.organisation.pk)


def set_back_at(sheet: SheetIn) -> datetime | None:
    """Return when a sheet that was taken over was set back, the last time; None if it was not."""
    later = SheetIn.objects.filter(plan=sheet.plan_id, by=sheet.by_id, taken_at__gt=sheet.at).order_by("-taken_at")
    for taken_at, differences in later.values_list("taken_at", "differences"):
        # Of sheets of before this was kept it is not known what they set back.
        if any(each.get("back") is not True and each.get("back") == sheet.pk for each in differences):
            return taken_at
    return None


def places_of(scope: Scope, ids: Iterable[int]) -> dict[int, str]:
    """Return the theme in which each action stands first, with its plan, in the order of plans and themes."""
    rows = ActionIn.objects.filter(action__in=list(ids), theme__plan__in=queries.plans(scope), theme__out_at=None)
    places: dict[int, str] = {}
    for each in rows.select_related("theme__plan").order_by("theme__plan", "theme__position", "pk"):
        places.setdefault(each.action_id, f"{each.theme.title} ({each.theme.plan.title})")
    return places
