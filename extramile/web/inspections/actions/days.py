"""Entering what happened when. Dates that rules give are counted from these days anew."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from extramile.core.days import FIRST_YEAR, LAST_YEAR
from extramile.core.frameworks import Pack
from extramile.core.inspecting import out_of_order
from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.telling import taken, tell
from extramile.web.inspections.models import PUBLISHED, EventDay, Inspection
from extramile.web.inspections.queries.inspections import entered_days, framework_of
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

Days = Mapping[str, date | None]


@transaction.atomic
def set_days(*, scope: Scope, inspection: Inspection, days: Days, seen: Days) -> None:
    """Enter days of events, or take them away (None). `seen` is what the person had read; all else stays as it is.

    Raises InputError where somebody entered another day meanwhile, days are out of order, or one is that of publication.
    """
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, inspection)
    pack = framework_of(locked)
    if PUBLISHED in days:
        raise InputError(
            "The day of publication is not entered here.",
            next_step="It is recorded when the findings are published, and corrected there with a reason.",
        )
    kept: dict[str, EventDay] = {each.event: each for each in locked.days.all()}
    before = {name: each.day for name, each in kept.items()}
    after = _after(pack, before, days, seen)
    published = {name: day for name, day in entered_days(locked).items() if name == PUBLISHED}
    _check(pack, locked.kind, {**published, **after})
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if not changed:
        return
    for name in changed:
        if name not in after:
            kept[name].delete()
        else:
            EventDay.objects.update_or_create(
                inspection=locked, event=name, defaults={"day": after[name], "by": scope.person}
            )
    tell(
        scope,
        "days of an inspection entered",
        "inspection",
        locked,
        locked.title,
        before={name: before[name] for name in sorted(changed) if name in before},
        after={name: after[name] for name in sorted(changed) if name in after},
    )


def _after(pack: Pack, before: Mapping[str, date], days: Days, seen: Days) -> dict[str, date]:
    """Return the days as they would be: only what this person changed, and only where nobody else did."""
    after = dict(before)
    for event, day in days.items():
        name = pack.event(event).name
        if day == seen.get(event):
            continue
        if before.get(event) not in {seen.get(event), day}:
            raise InputError(
                f"Somebody entered another day for {name} while you wrote.",
                next_step="Look at it on the page of dates; change it if yours is right.",
            )
        if day is None:
            after.pop(event, None)
        else:
            after[event] = day
    return after


def _check(pack: Pack, kind: str, days: Mapping[str, date]) -> None:
    if pack.kind(kind).starts_with not in days:
        raise InputError("The first day cannot be taken away.", next_step="Every other date is counted from it.")
    if any(not FIRST_YEAR <= each.year <= LAST_YEAR for each in days.values()):
        raise InputError(f"Days are counted from {FIRST_YEAR} to {LAST_YEAR}.", next_step="Check the year.")
    for problem in out_of_order(pack, kind, days).values():
        raise InputError(problem, next_step="Check both days.")
