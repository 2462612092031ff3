"""Examples of the views of a plan, of what one person owns, and of changing many actions."""

import io
from typing import Any

from openpyxl import load_workbook

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.permissions import Role as PartnershipRole
from extramile.web.plans.actions import doing, sheeting
from extramile.web.plans.models import Action, Plan
from extramile.web.plans.presenters.sheets import workbook
from extramile.web.plans.queries.sheets import actions_for_sheet, themes_by_action
from tests.pages.addresses import Room
from tests.pages.plans import _plan as made_plan
from tests.partnership import Place

SEES, WRITES = Permission.SEE_PLANS, Permission.WORK_ON_PLANS
# A sheet is its sender's until it is taken over: for everybody else who may send one it does not exist.
SENDERS_ALONE = dict.fromkeys(
    (PartnershipRole.CONTRIBUTOR, PartnershipRole.DATA_MANAGER, PartnershipRole.FORUM_MEMBER), 404
)


def _sheets(place: Place) -> dict[str, Any]:
    """Make a sheet with a difference, a conflict and a problem, and one that was taken over."""
    made = place.once("plans", made_plan)
    lead = place.scope()
    plan = Plan.objects.get(pk=made["plan"])
    action = Action.objects.get(pk=made["action"])
    doing.add_action(scope=lead, theme=plan.themes.order_by("position")[1], given={"words": "Train <staff>"})
    book = load_workbook(io.BytesIO(_content(lead, plan)))
    page = book["Actions"]
    doing.change_action(
        scope=lead, action=action, given={"risk_words": "No <money>"}, seen=action.revision, why="The <tender>"
    )
    for row in page.iter_rows(min_row=2):
        if row[0].value == action.pk:
            row[11].value, row[13].value, row[14].value = "Nobody <comes>", "<Salaries>", "Agreed <today>"
        else:
            row[8].value = "soon"
    saved = io.BytesIO()
    book.save(saved)
    held = sheeting.hold_sheet(scope=lead, plan=plan, content=saved.getvalue())
    rows = actions_for_sheet(lead, plan)
    taken = sheeting.hold_ticked(scope=lead, plan=plan, actions=rows, given={"confidence": "low"}, why="Ill <all>")
    sheeting.take_over(scope=lead, sheet=taken)
    return {**made, "held": held.pk, "taken": taken.pk}


def _content(lead: Any, plan: Plan) -> bytes:
    return workbook(lead, plan, actions_for_sheet(lead, plan), themes_by_action(plan), False)


def _room(name: str, path: str, may: Permission = SEES, **more: Any) -> Room:
    return Room(f"plans:{name}", f"/p/{{slug}}/plan/{{plan}}/{path}", may, **{"needs": _made, **more})


def _made(place: Place) -> dict[str, Any]:
    return place.once("plans", made_plan)


def _held(place: Place) -> dict[str, Any]:
    return place.once("plan_sheets", _sheets)


ROOMS: tuple[Room, ...] = (
    Room("plans:mine", "/p/{slug}/plan/mine/", SEES),
    Room("plans:mine", "/p/{slug}/plan/mine/?words=zebra&state=zebra", SEES),
    Room("plans:weekly-mail", "/p/{slug}/plan/mine/mail/", SEES, only_posted=True, sent={"want": "no"}),
    _room("by-owner", "by-owner/"),
    _room("by-owner", "by-owner/?words=zebra&state=zebra&sector=zebra"),
    _room("by-body", "by-body/"),
    _room("by-body", "by-body/?sector=health"),
    _room("by-date", "by-date/"),
    _room("by-date", "by-date/?words=record&state=on-track"),
    _room("exceptions", "exceptions/"),
    _room("exceptions", "exceptions/?words=record&state=not-started"),
    _room("exceptions", "exceptions/?words=zebra&sector=zebra"),
    _room("sheet-out", "actions.xlsx", page=False),
    _room("sheets", "sheets/", WRITES, form=True),
    _room("sheet", "sheets/{held}/", WRITES, needs=_held, answers=SENDERS_ALONE),
    _room("sheet", "sheets/{taken}/", WRITES, needs=_held, answers=SENDERS_ALONE),
    _room("take-sheet", "sheets/{held}/take/", WRITES, needs=_held, only_posted=True, answers=SENDERS_ALONE),
    _room(
        "set-back",
        "sheets/{taken}/set-back/",
        WRITES,
        needs=_held,
        only_posted=True,
        sent={"why": "An error"},
        answers=SENDERS_ALONE,
    ),
    _room("many", "many/", WRITES, form=True),
    _room("many", "many/?words=zebra", WRITES),
)
