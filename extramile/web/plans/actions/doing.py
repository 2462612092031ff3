"""Actions: what is done, by whom, until when; how far it is, with a reason for each step; milestones on the way."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from extramile.core.planning import ACTIVITY, SECTORS, SETTLED
from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.taking import fits, plan_of, required, taken_action, taken_theme
from extramile.web.plans.changing import change, note
from extramile.web.plans.models import Action, ActionIn, Confidence, Milestone, Plan, Risk, Theme
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.earlier import SAID

MONTHS = (3, 6, 9, 12, 18)
"""After so many months a plan is usually looked at."""
MOST_COST = Decimal("9999999999.99")


class NoRiskWordsError(InputError):
    """A risk is named and not said in words."""


def check(scope: Scope, action: Action | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that an action is given, tidied. Raises InputError where it cannot have them."""
    said = dict(given)
    for name in ("words", "risk_words", "cost_words"):
        if name in said:
            said[name] = fits(Action, name, " ".join(str(said[name] or "").split()))
    if "words" in said:
        required(said["words"], "Enter what is done.")
    _check_people(scope, said)
    _check_choices(action, said)
    begins = said.get("begins", action.begins if action else None)
    due = said.get("due", action.due if action else None)
    if begins and due and due < begins:
        raise InputError("It cannot be due before it begins.", next_step="Correct one of the two days.")
    cost = said.get("cost")
    if cost is not None and not 0 <= Decimal(cost) <= MOST_COST:
        raise InputError("Enter the cost in pounds, as a number that is not negative.")
    if "needs" in said:
        said["needs"] = list(said["needs"])
        _check_needs(scope, action, said["needs"])
    return said


def _check_people(scope: Scope, said: dict[str, Any]) -> None:
    owner, body = said.get("owner"), said.get("body")
    if owner is not None and not queries.owners(scope).filter(pk=owner.pk).exists():
        raise InputError("This person cannot own an action.", next_step="Choose somebody from the list.")
    wanted = {each.pk for each in said.get("others", ())} | ({body.pk} if body is not None else set())
    if wanted and not set(queries.bodies(scope).values_list("pk", flat=True)).issuperset(wanted):
        raise InputError("There is no such organisation here.", next_step="Choose one from the list.")


def _check_choices(action: Action | None, said: dict[str, Any]) -> None:
    if "sectors" in said:
        if not set(SECTORS).issuperset(said["sectors"]):
            raise InputError("Choose among education, health and care.")
        said["sectors"] = [each for each in SECTORS if each in said["sectors"]]
    if said.get("confidence", Confidence.UNKNOWN) not in Confidence.values:
        raise InputError("Choose how sure the day is from the list.")
    if said.get("risk", Risk.NONE) not in Risk.values:
        raise InputError("Choose the risk from the list.")
    risk, words = (said.get(each, getattr(action, each, "")) for each in ("risk", "risk_words"))
    if {"risk", "risk_words"} & said.keys() and risk not in ("", Risk.NONE) and not words:
        raise NoRiskWordsError("Say in words what could go wrong.")


def _check_needs(scope: Scope, action: Action | None, needs: Sequence[Action]) -> None:
    known = set(queries.actions(scope).filter(pk__in=[each.pk for each in needs]).values_list("pk", flat=True))
    if len(known) < len({each.pk for each in needs}):
        raise InputError("There is no such action.", next_step="Choose from the list.")
    if action is None:
        return
    # What must be done before it, and before that: it must not be among them.
    seen, look = set(), known
    while look:
        if action.pk in look:
            raise InputError("These actions would wait for each other.", next_step="Take one of them out of the list.")
        seen |= look
        pairs = Action.needs.through.objects.filter(from_action__in=look)
        look = set(pairs.values_list("to_action", flat=True)) - seen


@transaction.atomic
def add_action(*, scope: Scope, theme: Theme, given: Mapping[str, Any]) -> Action:
    """Add an action to a theme."""
    locked = taken_theme(scope, theme)
    said = check(scope, None, given)
    required(said.get("words", ""), "Enter what is done.")
    lists = {name: said.pop(name) for name in ("others", "needs") if name in said}
    made = Action.objects.create(partnership=scope.partnership, made_by=scope.person, **said)
    for name, value in lists.items():
        getattr(made, name).set(value)
    _place(locked, made)
    after = {"words": made.words, "due": made.due, "theme": locked.pk}
    note(scope, made, "made", plan=locked.plan, after=after)
    return made


def _place(theme: Theme, action: Action) -> None:
    last = theme.places.aggregate(last=Max("position"))["last"] or 0
    ActionIn.objects.get_or_create(theme=theme, action=action, defaults={"position": last + 1})


@transaction.atomic
def change_action(*, scope: Scope, action: Action, given: Mapping[str, Any], seen: int, why: str = "") -> Action:
    """Change an action, with the reason why. Raises NoReasonError, ChangedMeanwhileError."""
    locked = taken_action(scope, action)
    said = check(scope, locked, given)
    another_day = locked.due is not None and "due" in said and said["due"] != locked.due
    needs = "Say why the day is another one." if another_day else "Say why it is changed."
    change(scope, locked, said, seen=seen, plan=plan_of(locked), why=fits_reason(why), needs=needs)
    return locked


def fits_reason(why: str) -> str:
    """Return a reason, or none."""
    return required(why, "Say why.") if why.strip() else ""


@transaction.atomic
def step(*, scope: Scope, action: Action, do: str, why: str = "", back: bool = False) -> Action:
    """Say how far an action is. What it changed for children is not said here: measures and families say it.

    Nothing past its day is on track again: its day is moved first. `back`: what was so is set back, whenever it was due.
    """
    locked = taken_action(scope, action)
    if do == "stop":
        scope.check(Permission.LEAD_PLANS)
    reached = ACTIVITY.take(locked.state, do)
    needs = ACTIVITY.steps[do].needs
    reason = required(why, f"Say {'why' if needs == 'a reason' else needs}.")
    today = timezone.localdate()
    if do == "recover" and locked.due and locked.due < today and not back:
        raise InputError(
            f"It was due on {locked.due:%-d %B %Y}, so it cannot be on track.",
            next_step="Change its day first, with the reason; then say that it is on track again.",
        )
    before, locked.state = locked.state, reached
    locked.settled_at = timezone.now() if reached in SETTLED else None
    locked.revision += 1
    locked.save(update_fields=["state", "settled_at", "revision"])
    note(scope, locked, do, plan=plan_of(locked), before={"state": before}, after={"state": reached}, why=reason)
    return locked


@transaction.atomic
def say(*, scope: Scope, action: Action, how: str) -> Action:
    """Say how an action goes that is as far as it was: only its history has a line more."""
    locked = taken_action(scope, action)
    if locked.state in SETTLED:
        raise InputError("It is settled.", next_step="Take it up again first.")
    note(scope, locked, SAID, plan=plan_of(locked), why=required(how, "Say how it goes."))
    return locked


@transaction.atomic
def serve(*, scope: Scope, action: Action, theme: Theme, why: str) -> None:
    """Let an action serve another theme too, of this plan or another: it stays one action."""
    locked, place = taken_action(scope, action), taken_theme(scope, theme)
    if place.places.filter(action=locked).exists():
        return
    reason = required(why, "Say why it serves this theme too.")
    _place(place, locked)
    note(scope, locked, "serves", plan=place.plan, after={"theme": place.pk}, why=reason)


@transaction.atomic
def serve_no_more(*, scope: Scope, action: Action, theme: Theme, why: str) -> None:
    """Let an action serve a theme no more. The last theme keeps it: there it can be stopped."""
    locked, place = taken_action(scope, action), taken_theme(scope, theme)
    if locked.places.filter(theme__out_at=None).count() < 2:
        raise InputError("It stands in this theme alone.", next_step="Stop the action instead, with a reason.")
    reason = required(why, "Say why.")
    place.places.filter(action=locked).delete()
    note(scope, locked, "serves no more", plan=place.plan, before={"theme": place.pk}, why=reason)


@transaction.atomic
def add_milestone(
    *, scope: Scope, action: Action, expected: str, months: int | None = None, due: date | None = None
) -> Milestone:
    """Add a milestone: after so many months of the plan, or on a day."""
    locked = taken_action(scope, action)
    plan = plan_of(locked)
    day = due or _after(plan, months)
    if day is None:
        raise InputError("Choose after how many months, or enter a day.")
    made = Milestone.objects.create(
        action=locked,
        months=None if due else months,
        due=day,
        expected=required(fits(Milestone, "expected", expected), "Enter what should be so by then."),
    )
    note(scope, made, "made", plan=plan, after={"action": locked.pk, "due": day, "expected": made.expected})
    return made


def _after(plan: Plan | None, months: int | None) -> date | None:
    if plan is None or months is None:
        return None
    if months not in MONTHS:
        raise InputError("Choose 3, 6, 9, 12 or 18 months, or enter a day.")
    return plan.begins + relativedelta(months=months)


@transaction.atomic
def change_milestone(
    *, scope: Scope, milestone: Milestone, given: Mapping[str, Any], seen: int, why: str = ""
) -> Milestone:
    """Change a milestone, with the reason why; or say what is and since when it is reached, which is its own reason."""
    action = taken_action(scope, milestone.action)
    locked = Milestone.objects.select_for_update().get(pk=milestone.pk, action=action)
    said = dict(given)
    for name in ("expected", "actual"):
        if name in said:
            said[name] = fits(Milestone, name, said[name])
    if "expected" in said:
        required(said["expected"], "Enter what should be so by then.")
    reached_on = said.get("reached_on", locked.reached_on)
    if reached_on and reached_on > timezone.localdate():
        raise InputError("It cannot have been reached on a day to come.", next_step="Correct the day.")
    if reached_on and not said.get("actual", locked.actual):
        raise InputError("Say what is so now.")
    agreed = any(name in said and said[name] != getattr(locked, name) for name in ("months", "due", "expected"))
    reason = fits_reason(why) or ("" if agreed else said.get("actual", locked.actual))
    needs = "Say why the milestone is another one."
    change(scope, locked, said, seen=seen, plan=plan_of(action), why=reason, needs=needs)
    return locked
