"""Words for sheets: the workbook of a plan's actions, and what a sheet that came back would change, row by row."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from extramile.core.vocabulary import upper_first
from extramile.core.workbooks import SheetOut, write
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Action, Plan, SheetIn
from extramile.web.plans.presenters.changes import Names, shown
from extramile.web.plans.presenters.saying import moment, pounds
from extramile.web.plans.queries.names import names_in
from extramile.web.plans.queries.sheets import is_own, named, set_back_at
from extramile.web.plans.sheets import HEADINGS, SHEET, TEXTS, columns, lists_of, row
from extramile.web.selfevaluation.presenters.differences import marked

NOTES = (
    "Change the white cells of the sheet “Actions”, save the workbook and send it back on the page “Excel” of the plan. "
    "You see every difference before anything is taken over.",
    "Leave the grey cells as they are: by the number an action is found again, and by the version it is known what you "
    "read. If somebody changes an action meanwhile, their work is told and not overwritten.",
    "Say why in the last column: a row that changes needs its reason.",
    "Enter days as days, such as 30/09/2027, and costs as numbers in pounds. Owner, body and the other lists are chosen; "
    "they stand on the sheet “Choices”.",
    "Rows may be deleted, sorted or filtered: what is not in the sheet stays as it is. New actions are added in their "
    "theme, on the page of the plan.",
    "No formulas, no merged cells, no hidden sheets: enter values. Name no child.",
)


def workbook(
    scope: Scope, plan: Plan, actions: Sequence[Action], themes: Mapping[int, list[str]], embargo: bool
) -> bytes:
    """Return the actions of a plan as a workbook to be filled in."""
    lists = lists_of(scope, actions)
    notes = ("Under embargo until the inspection is published: not to be passed on.", *NOTES) if embargo else NOTES
    rows = [row(each, themes.get(each.pk, ()), lists) for each in actions]
    return write(f"Actions of {plan.title}", [SheetOut(SHEET, columns(lists), rows)], notes)


def held(scope: Scope, sheet: SheetIn) -> dict[str, Any]:
    """Return what a sheet would change or has changed, what it meets, and what of it cannot be used."""
    names = names_in(scope, [])
    actions = named(scope, [each["action"] for each in sheet.differences])
    rows = [_row(scope, each, actions.get(each["action"]), names) for each in sheet.differences]
    back = set_back_at(sheet) if sheet.taken_at else None
    return {
        "id": sheet.pk,
        "at": moment(sheet.at),
        "taken": moment(sheet.taken_at) if sheet.taken_at else "",
        "set_back": moment(back) if back else "",
        "not_own": sum(1 for each in rows if each["changes"] and not each["own"]),
        "from_a_file": bool(sheet.file_hash),
        "back": is_set_back(sheet),
        "problems": [problem(each) for each in sheet.problems],
        "rows": [each for each in rows if each["changes"]],
        "met": [each for each in rows if each["met"]],
        "many": sum(1 for each in rows if each["changes"]),
    }


def problem(found: Mapping[str, Any]) -> dict[str, str]:
    """Return a problem with its place."""
    places = [
        f"sheet “{found['file']}”" if found["row"] else "",
        f"row {found['row']}" if found["row"] else "",
        f"column “{found['column']}”" if found["column"] else "",
    ]
    where = ", ".join(filter(None, places))
    return {"where": upper_first(where), "words": found["message"]}


def _row(scope: Scope, found: Mapping[str, Any], action: Action | None, names: Names) -> dict[str, Any]:
    def say(name: str, value: Any) -> str:
        if name == "cost" and value is not None:
            return pounds(Decimal(value))
        return shown("action", name, value, names)

    return {
        "action": found["action"],
        "words": action.words if action else "an action that is gone",
        "whose": _whose(action) if action else "",
        "own": action is not None and is_own(scope, action),
        "row": found["row"],
        "why": found["why"],
        "who": found["who"],
        "when": moment(datetime.fromisoformat(found["when"])) if found["when"] else "",
        "changes": [
            {
                "label": HEADINGS[each["field"]],
                "before": say(each["field"], each["before"]),
                # Of a text it is shown what in it changed; a day or a name is another one as a whole.
                "html": marked(say(each["field"], each["before"]), say(each["field"], each["after"]))
                if each["field"] in TEXTS
                else say(each["field"], each["after"]),
            }
            for each in found["changes"]
        ],
        "met": [
            {
                "label": HEADINGS[each["field"]],
                "base": say(each["field"], each["base"]),
                "theirs": say(each["field"], each["theirs"]),
                "mine": say(each["field"], each["mine"]),
            }
            for each in found["met"]
        ],
    }


def _whose(action: Action) -> str:
    owner = action.owner.person.name if action.owner else "nobody yet"
    return f"{owner}, {action.body.name if action.body else 'no body yet'}"


def is_set_back(sheet: SheetIn) -> bool:
    """Say whether a sheet is the way back of another."""
    return any(each.get("back") for each in sheet.differences)


def in_a_line(sheet: SheetIn) -> dict[str, Any]:
    """Return a sheet in the list of those that a person sent back."""
    many = sum(1 for each in sheet.differences if each["changes"])
    what = "A sheet" if sheet.file_hash else "A set-back" if is_set_back(sheet) else "Ticked actions"
    actions = f"{many} {'action' if many == 1 else 'actions'}"
    return {
        "id": sheet.pk,
        "words": f"{what} of {moment(sheet.at)}",
        "state": f"taken over {moment(sheet.taken_at)}: {actions}" if sheet.taken_at else f"not taken over: {actions}",
    }
