"""Changing many actions at once: by a sheet that comes back, by ticking them, or by setting back what was taken over.

All three are held first, as differences with what stands there, for the person to see; a second press takes them over, in one
transaction, by the same actions as single changes: each has its reason as those demand, its line of history and its event.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from extramile.core.planning import ACTIVITY
from extramile.core.vocabulary import InputError, Problem
from extramile.core.workbooks import MOST_BYTES, RowIn, read
from extramile.web.audit.actions import record
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions import doing
from extramile.web.plans.actions.taking import required, taken
from extramile.web.plans.comparing import Entry, Wish, entry
from extramile.web.plans.models import Action, Plan, SheetIn
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.earlier import changes_of, values_at
from extramile.web.plans.queries.sheets import actions_for_sheet
from extramile.web.plans.sheets import (
    HEADINGS,
    NUMBER,
    SHEET,
    STATE,
    VERSION,
    WHY,
    Lists,
    columns,
    kept_of,
    lists_of,
    said,
)

# What nobody took over is forgotten after a day; what was taken over can be set back for a month, and stays in the history.
__all__ = ["MOST_BYTES", "forget", "hold_sheet", "hold_ticked", "set_back", "take_over"]
HELD, SET_BACK = timedelta(days=1), timedelta(days=30)


@transaction.atomic
def hold_sheet(*, scope: Scope, plan: Plan, content: bytes) -> SheetIn:
    """Read a sheet that comes back, and hold what it would change."""
    locked = taken(scope, plan)
    actions = {each.pk: each for each in actions_for_sheet(scope, locked)}
    lists = lists_of(scope, actions.values())
    found = read(content, SHEET, columns(lists), "The workbook")
    problems = list(found.problems)
    usable = _usable(found.rows, actions, problems)
    changes = changes_of(scope, [actions[_number(each)] for each in usable])
    entries = []
    for each in usable:
        action = actions[_number(each)]
        wish = _wish(each, action, lists, changes.get(action.pk, []), problems)
        wanted = entry(wish, next(iter(changes.get(action.pk, [])), None)) if wish else None
        if wanted:
            entries.append(wanted)
    return _hold(scope, locked, entries, problems, hashlib.sha256(content).hexdigest())


def _number(row: RowIn) -> int:
    value = row.values.get(NUMBER)
    return value if isinstance(value, int) else 0


def _problem(row: int, message: str, column: str = "") -> Problem:
    return Problem("row", message, file=SHEET, row=row or None, column=column or None)


def _usable(rows: Iterable[RowIn], actions: Mapping[int, Action], problems: list[Problem]) -> list[RowIn]:
    """Return the rows that name an action of the plan, each once. A row with a cell that cannot be used is left out whole."""
    broken = {each.row for each in problems}
    places: dict[int, list[RowIn]] = {}
    for each in rows:
        number = _number(each)
        if each.number in broken:
            continue
        if not number:
            sentence = "It names no action. A new action is added in its theme, on the page of the plan."
            problems.append(_problem(each.number, sentence, NUMBER))
        elif number not in actions:
            sentence = f"There is no action {number} in this plan. Use the sheet that was downloaded from this plan."
            problems.append(_problem(each.number, sentence, NUMBER))
        else:
            places.setdefault(number, []).append(each)
    for number, twice in places.items():
        if len(twice) > 1:
            rows_in_words = ", ".join(str(each.number) for each in twice)
            sentence = f"Action {number} stands in the rows {rows_in_words}. Keep one of them."
            problems.append(_problem(twice[1].number, sentence, NUMBER))
    return [found[0] for found in places.values() if len(found) == 1]


def _wish(row: RowIn, action: Action, lists: Lists, changes: list[Any], problems: list[Problem]) -> Wish | None:
    seen, why = row.values[VERSION], str(row.values[WHY] or "")
    if not isinstance(seen, int) or not 1 <= seen <= action.revision:
        problems.append(_problem(row.number, "Leave the version as it was downloaded.", VERSION))
        return None
    try:
        mine = said(row, lists)
    except InputError as error:
        problems.append(_problem(row.number, error.message, error.where))
        return None
    return Wish(action, values_at(action, seen, kept_of(action), changes), mine, why, row.number)


@transaction.atomic
def hold_ticked(
    *, scope: Scope, plan: Plan, actions: Iterable[Action], given: Mapping[str, Any], later: int = 0, why: str
) -> SheetIn:
    """Hold one change of many actions. `given` are values as the history keeps them, `later` moves days by so many weeks."""
    locked = taken(scope, plan)
    inside = {each.pk: each for each in actions_for_sheet(scope, locked)}
    chosen = [inside[each.pk] for each in actions if each.pk in inside]
    if not chosen:
        raise InputError("Tick the actions that change.")
    if not given and not later:
        raise InputError("Say what changes.")
    reason = required(why, "Say why.")
    problems: list[Problem] = []
    entries = []
    for each in chosen:
        now, mine = kept_of(each), dict(given)
        if later and each.due is None:
            problems.append(_problem(0, f"“{each.words}” has no day that could be moved."))
        elif later:
            mine["due"] = (each.due + timedelta(weeks=later)).isoformat()
        entries.append(entry(Wish(each, now, mine, reason)))
    return _hold(scope, locked, [each for each in entries if each], problems, "")


@transaction.atomic
def set_back(*, scope: Scope, sheet: SheetIn, why: str) -> SheetIn:
    """Hold the way back of what was taken over. Nothing is undone in the history: it is changed again, and says so."""
    locked = taken(scope, sheet.plan)
    if sheet.taken_at is None:
        raise InputError("It was not taken over, so there is nothing to set back.")
    reason = required(f"Set back: {why.strip()}" if why.strip() else "", "Say why.")
    inside = {each.pk: each for each in actions_for_sheet(scope, locked)}
    found = [each for each in sheet.differences if each["changes"] and each["action"] in inside]
    changes = changes_of(scope, [inside[each["action"]] for each in found])
    entries = [
        entry(
            Wish(
                inside[each["action"]],
                {one["field"]: one["after"] for one in each["changes"]},
                {one["field"]: one["before"] for one in each["changes"]},
                reason,
            ),
            next(iter(changes.get(each["action"], [])), None),
        )
        for each in found
    ]
    return _hold(scope, locked, [{**each, "back": sheet.pk} for each in entries if each], [], "")


def _hold(scope: Scope, plan: Plan, entries: list[Entry], problems: list[Problem], file_hash: str) -> SheetIn:
    forget(timezone.now())
    kept, refused = _tried(scope, plan, entries)
    told = sorted([*problems, *refused], key=lambda each: each.row or 0)
    return SheetIn.objects.create(
        plan=plan,
        by=scope.person,
        file_hash=file_hash,
        differences=kept,
        problems=[each.to_dict() for each in told],
    )


def forget(now: Any) -> int:
    """Delete what nobody took over, and what can no longer be set back. Returns how many."""
    old = Q(taken_at=None, at__lt=now - HELD) | Q(taken_at__lt=now - SET_BACK)
    return SheetIn.objects.filter(old).delete()[0]


def _tried(scope: Scope, plan: Plan, entries: list[Entry]) -> tuple[list[Entry], list[Problem]]:
    """Return the entries that can be taken over, and why others cannot: found out by doing it, and taking it back at once.

    So there is one rule for a change, whichever way it comes.
    """
    kept, problems = [], []
    actions = {each.pk: each for each in queries.actions_of(scope, plan).filter(pk__in=[e["action"] for e in entries])}
    with transaction.atomic():
        for each in entries:
            action = actions[each["action"]]
            refused = _refused(scope, action, each)
            if refused:
                problems += refused
                if each["met"]:
                    kept.append({**each, "changes": []})
            else:
                kept.append(each)
        transaction.set_rollback(True)
    return kept, problems


def _refused(scope: Scope, action: Action, found: Entry) -> list[Problem]:
    """Return why an entry cannot be taken over, each with its cell where it came from a sheet; nothing where it can."""
    first = _refusal(scope, action, found)
    if first is None:
        return []
    if not found["row"]:
        return [_problem(0, f"“{action.words}”: {first}")]
    if found["why"]:
        return [_of_cell(found["row"], first)]
    # Without a reason it may be refused for that alone, or for something else before that: with any reason it shows.
    other = _refusal(scope, action, {**found, "why": "A reason"})
    if other is None:
        return [_problem(found["row"], str(first), WHY)]
    reason = _problem(found["row"], "Say why it is changed." if str(first) == str(other) else str(first), WHY)
    return [_of_cell(found["row"], other), reason]


def _refusal(scope: Scope, action: Action, found: Entry) -> InputError | NotAllowedError | None:
    try:
        with transaction.atomic():
            _apply(scope, action, found)
    except (InputError, NotAllowedError) as refusal:
        return refusal
    return None


def _of_cell(row: int, refusal: InputError | NotAllowedError) -> Problem:
    if not isinstance(refusal, InputError):
        return _problem(row, str(refusal))
    column = HEADINGS["risk_words"] if isinstance(refusal, doing.NoRiskWordsError) else refusal.where
    return _problem(row, f"{refusal.message} {refusal.next_step}".strip(), column)


@transaction.atomic
def take_over(*, scope: Scope, sheet: SheetIn) -> bool:
    """Take over all that a sheet would change. False if something of it changed meanwhile: then nothing is taken, and the
    differences are new.
    """
    locked = SheetIn.objects.select_for_update(of=("self",)).get(pk=sheet.pk, by=scope.person)
    plan = taken(scope, locked.plan)
    if locked.taken_at:
        raise InputError("It was taken over already.")
    wanted = [each for each in locked.differences if each["changes"]]
    if not wanted:
        raise InputError("There is nothing in it to take over.")
    ids = [each["action"] for each in wanted]
    actions = {each.pk: each for each in queries.actions_of(scope, plan).filter(pk__in=ids)}
    if any(each["action"] not in actions or actions[each["action"]].revision != each["seen"] for each in wanted):
        _look_again(scope, locked)
        return False
    for each in wanted:
        _apply(scope, actions[each["action"]], each)
    locked.taken_at = timezone.now()
    locked.save(update_fields=["taken_at"])
    record(
        by=scope.person,
        verb="many actions changed",
        kind="plan",
        thing_id=plan.pk,
        thing=str(plan),
        after={"sheet": locked.pk, "actions": len(wanted), "sha256": locked.file_hash},
        scope=scope.name,
    )
    return True


def _look_again(scope: Scope, sheet: SheetIn) -> None:
    """Compare what is held with what stands there now: what was shown is what this person read."""
    actions = {each.pk: each for each in actions_for_sheet(scope, sheet.plan)}
    there = [each for each in sheet.differences if each["action"] in actions]
    changes = changes_of(scope, [actions[each["action"]] for each in there])
    entries = []
    for each in there:
        base = {one["field"]: one["before"] for one in each["changes"]}
        mine = {one["field"]: one["after"] for one in each["changes"]}
        newest = next(iter(changes.get(each["action"], [])), None)
        found = entry(Wish(actions[each["action"]], base, mine, each["why"], each["row"]), newest)
        if found:
            entries.append({**each, **found, "met": [*each["met"], *found["met"]]})
        elif each["met"]:
            entries.append({**each, "changes": []})
    sheet.differences, refused = _tried(scope, sheet.plan, entries)
    sheet.problems = [*sheet.problems, *(each.to_dict() for each in refused)]
    sheet.save(update_fields=["differences", "problems"])


def _apply(scope: Scope, action: Action, found: Entry) -> None:
    wanted = {each["field"]: each["after"] for each in found["changes"]}
    state = wanted.pop("state", None)
    if wanted:
        if wanted.keys() & {"risk", "risk_words"}:
            wanted = {"risk": action.risk, "risk_words": action.risk_words} | wanted
        given = {name: _value(scope, name, value) for name, value in wanted.items()}
        doing.change_action(scope=scope, action=action, given=given, seen=found["seen"], why=found["why"])
    if state is not None:
        # A way back may need several steps: what was done is taken up again before it is delayed again.
        steps = ACTIVITY.way(action.state, state)
        if len(steps) != 1 and not found.get("back"):
            can = ", ".join(f"“{ACTIVITY.states[each.reaches].words}”" for each in ACTIVITY.open_steps(action.state))
            raise InputError(
                f"It is “{ACTIVITY.states[action.state].words}” and cannot become “{ACTIVITY.states[state].words}”.",
                where=STATE,
                next_step=f"It can become: {can}.",
            )
        for each in steps:
            doing.step(scope=scope, action=action, do=each.id, why=found["why"], back=bool(found.get("back")))


def _value(scope: Scope, name: str, value: Any) -> Any:
    """Return a value of the history as the field takes it."""
    if value is None:
        return None
    if name == "owner":
        found = queries.owners(scope).filter(pk=value).first()
        if found is None:
            raise InputError("This person cannot own an action.", next_step="Choose somebody from the list.")
        return found
    if name == "body":
        body = queries.bodies(scope).filter(pk=value).first()
        if body is None:
            raise InputError("There is no such organisation here.", next_step="Choose one from the list.")
        return body
    if name in ("begins", "due"):
        return date.fromisoformat(value)
    return Decimal(value) if name == "cost" else value
