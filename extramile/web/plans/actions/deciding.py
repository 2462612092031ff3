"""What a board is asked and what it decided."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.taking import fits, required, taken
from extramile.web.plans.changing import change, note
from extramile.web.plans.models import Action, BoardDecision, Change, Plan
from extramile.web.plans.queries import plans as queries


@transaction.atomic
def ask(
    *, scope: Scope, plan: Plan, asked: str, why: str = "", wanted_by: date | None = None, action: Action | None = None
) -> BoardDecision:
    """Ask the board of a plan to decide something."""
    locked = taken(scope, plan, may=Permission.RUN_BOARDS)
    _check_action(scope, locked, action)
    made = BoardDecision.objects.create(
        plan=locked,
        number=(locked.decisions.aggregate(last=Max("number"))["last"] or 0) + 1,
        asked=required(fits(BoardDecision, "asked", asked), "Enter what the board is to decide."),
        why=fits(BoardDecision, "why", why),
        wanted_by=wanted_by,
        action=action,
        made_by=scope.person,
    )
    note(scope, made, "made", plan=locked, after={"asked": made.asked, "wanted_by": wanted_by})
    return made


def _taken(scope: Scope, decision: BoardDecision) -> BoardDecision:
    plan = taken(scope, decision.plan, may=Permission.RUN_BOARDS)
    locked = BoardDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk, plan=plan)
    if locked.decided_on or locked.dropped_why:
        raise InputError("This was decided already.", next_step="Ask the board again if it should decide otherwise.")
    locked.plan = plan
    return locked


@transaction.atomic
def decide(
    *, scope: Scope, decision: BoardDecision, decided: str, on: date, by: str = "", why: str = ""
) -> BoardDecision:
    """Note what was decided, when, by whom (the board of the plan, if nobody else is named) and why.

    It stays: what is decided otherwise later is another decision.
    """
    locked = _taken(scope, decision)
    if on > timezone.localdate():
        raise InputError("It cannot have been decided on a day to come.", next_step="Correct the day.")
    locked.decided, locked.decided_on = required(decided, "Enter what was decided.", 10_000), on
    locked.decided_by = fits(BoardDecision, "decided_by", by) or locked.plan.board or "The board"
    locked.decided_why = fits(BoardDecision, "decided_why", why)
    locked.revision += 1
    locked.save(update_fields=["decided", "decided_on", "decided_by", "decided_why", "revision"])
    after = {"decided": locked.decided, "on": on, "decided_by": locked.decided_by}
    note(scope, locked, "decided", plan=locked.plan, after=after, why=locked.decided_why[:500])
    return locked


@transaction.atomic
def reword(
    *, scope: Scope, decision: BoardDecision, given: Mapping[str, Any], seen: int, reason: str = ""
) -> BoardDecision:
    """Put a question to the board in other words, or for another day, as long as it is not decided. What stood before is kept.

    Raises ChangedMeanwhileError where two people did it at once.
    """
    locked = _taken(scope, decision)
    new = {
        **given,
        "asked": required(fits(BoardDecision, "asked", given["asked"]), "Enter what the board is to decide."),
    }
    new["why"] = fits(BoardDecision, "why", given.get("why", ""))
    _check_action(scope, locked.plan, new.get("action"))
    change(scope, locked, new, seen=seen, plan=locked.plan, why=fits(Change, "why", reason))
    return locked


def _check_action(scope: Scope, plan: Plan, action: Action | None) -> None:
    if action is not None and not queries.actions(scope).filter(pk=action.pk, places__theme__plan=plan).exists():
        raise InputError("There is no such action in this plan.", next_step="Choose one from the list.")


@transaction.atomic
def drop(*, scope: Scope, decision: BoardDecision, why: str) -> BoardDecision:
    """Say that nobody wants it decided any more, and why."""
    locked = _taken(scope, decision)
    locked.dropped_why = required(why, "Say why it need not be decided any more.")
    locked.revision += 1
    locked.save(update_fields=["dropped_why", "revision"])
    note(scope, locked, "dropped", plan=locked.plan, why=locked.dropped_why)
    return locked
