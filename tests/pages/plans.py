"""Examples of the addresses of `plans`."""

from typing import Any

from django.utils import timezone

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.permissions import Role as PartnershipRole
from extramile.web.plans.actions import planning
from tests.integration.plans.making import make_inspection
from tests.pages.addresses import Example, Room
from tests.partnership import Place

SEES, WRITES, LEADS = Permission.SEE_PLANS, Permission.WORK_ON_PLANS, Permission.LEAD_PLANS


def _plan(place: Place) -> dict[str, Any]:
    """Make a plan from a published inspection."""
    lead, second = place.scope(), place.scope(PartnershipRole.CONTRIBUTOR)
    plan = planning.begin(
        scope=lead,
        pack="send-2016",
        kind="written-statement-of-action",
        title="Plan of <Ashcombe>",
        begins=timezone.localdate(),
        inspection=make_inspection(lead, second),
    )
    return {"plan": plan.pk}


def made_for_examples(place: Place) -> dict[str, Any]:
    """Return the ids and secrets that EXAMPLES name, made in a place."""
    return {}


def _room(name: str, path: str, may: Permission = SEES, **more: Any) -> Room:
    where = f"/p/{{slug}}/plan/{{plan}}/{path}"
    return Room(f"plans:{name}", where, may, needs=lambda place: place.once("plans", _plan), **more)


EXAMPLES: tuple[Example, ...] = ()
ROOMS: tuple[Room, ...] = (
    Room("plans:plans", "/p/{slug}/plan/", SEES, needs=lambda place: place.once("plans", _plan)),
    Room("plans:new", "/p/{slug}/plan/new/", LEADS, form=True),
    Room("plans:new", "/p/{slug}/plan/new/?what=send-2023:zebra&inspection=x", LEADS),
    _room("plan", ""),
    _room("change", "change/", LEADS, form=True),
    _room("step", "step/", LEADS, only_posted=True, sent={"step": "adopt", "why": "The board"}),
)
