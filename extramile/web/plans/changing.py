"""How anything of a plan is changed: one row, one revision, one line of history with what was before and after, why and by whom.

The second of two who change one thing is shown what the first did, and both keep what they wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import plain, record
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.beside import tell
from extramile.web.plans.fields import KINDS, LABELS, kept, value_of, values_of
from extramile.web.plans.models import Change, Measure, Plan, Theme


@dataclass(frozen=True, slots=True)
class Met:
    """One thing that somebody else changed while a person wrote: what it was, what they made of it, and this person."""

    name: str
    label: str
    before: Any
    theirs: Any
    mine: Any


class ChangedMeanwhileError(Exception):
    """Somebody saved this after the person had read it. Nothing was overwritten; `met` says what changed.

    `proposal` holds both: what one of two changed is taken; where both changed one thing, it is this person's. No InputError:
    a sentence alone is no answer to it, the page must show both.
    """

    def __init__(self, row: models.Model, met: tuple[Met, ...], proposal: dict[str, Any]) -> None:
        self.row, self.met, self.proposal = row, met, proposal
        super().__init__("Somebody changed this while you wrote. See what they changed, then save again.")


class NoReasonError(InputError):
    """A change needs its reason, and has none. Nothing was changed."""


def note(
    scope: Scope,
    row: models.Model,
    verb: str,
    *,
    plan: Plan | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
    kind: str = "",
) -> Change:
    """Write a line of history, and the event of the audit trail. Called within the transaction of the change."""
    kind = kind or KINDS[type(row)]
    # The trail is read by some who may not see a plan under embargo: it says what was changed, and not to what.
    names = sorted({*(before or {}), *(after or {})} - {"revision"})
    record(
        by=scope.person,
        verb=f"{kind} {verb}",
        kind=kind,
        thing_id=row.pk,
        thing=str(row),
        after={"plan": plan.pk if plan else None, "fields": names},
        scope=scope.name,
    )
    made = Change.objects.create(
        partnership=scope.partnership,
        plan=plan,
        kind=kind,
        thing_id=row.pk,
        verb=verb,
        before=plain(dict(before or {})),
        after=plain(dict(after or {})),
        why=why,
        by=scope.person,
    )
    if isinstance(row, Measure | Theme):
        tell(scope, row, made)
    return made


def change(
    scope: Scope,
    row: models.Model,
    given: Mapping[str, Any],
    *,
    seen: int,
    plan: Plan | None,
    why: str = "",
    needs: str = "",
) -> dict[str, Any]:
    """Give a row new values, if nobody changed it since the revision `seen`; return what was changed.

    `row` is locked by the caller, who has checked the values. Raises ChangedMeanwhileError, and NoReasonError with the sentence
    `needs` where there is one and something changes without a reason.
    """
    model = type(row)
    mine = kept(model, given)
    now = {name: value_of(row, name) for name in mine}
    if seen != row.revision:
        whole = values_of(row)
        _check_meanwhile(row, seen, whole, {**whole, **mine}, given)
    changed = {name: value for name, value in mine.items() if value != now[name]}
    if not changed:
        return {}
    if needs and not why:
        raise NoReasonError(needs)
    lists = {each.name for each in model._meta.many_to_many}
    for name in changed.keys() - lists:
        setattr(row, name, given[name])
    row.revision += 1
    row.save()
    for name in changed.keys() & lists:
        getattr(row, name).set(given[name])
    before = {name: now[name] for name in changed}
    note(scope, row, "changed", plan=plan, before=before, after={**changed, "revision": row.revision}, why=why)
    return changed


def _check_meanwhile(
    row: models.Model, seen: int, now: Mapping[str, Any], mine: Mapping[str, Any], given: Mapping[str, Any]
) -> None:
    labels = LABELS[type(row)]
    rows = Change.objects.filter(kind=KINDS[type(row)], thing_id=row.pk, verb="changed").order_by("at", "pk")
    since = [each for each in rows if each.after.get("revision", 0) > seen]
    base: dict[str, Any] = {}
    for each in since:
        for name, value in each.before.items():
            base.setdefault(name, value)
    theirs = {name: before for name, before in base.items() if name in labels and before != now[name]}
    # Saving what has become of it anyway is no conflict, and neither is what only they changed and this form did not hold.
    if not any(name in given and mine[name] != now[name] for name in theirs):
        return
    met = tuple(Met(name, labels[name], before, now[name], mine[name]) for name, before in theirs.items())
    proposal = {name: now[name] if name in theirs and value == theirs[name] else value for name, value in mine.items()}
    raise ChangedMeanwhileError(row, met, proposal)
