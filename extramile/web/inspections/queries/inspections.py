"""Inspections of a partnership, and the dates of one."""

import re
from datetime import date
from typing import Any

from django.db.models import QuerySet

from extramile.core.frameworks import Pack
from extramile.core.inspecting import Schedule, hanging_on_outcomes, schedule
from extramile.web.frameworks.queries import deadlines, pack_of
from extramile.web.inspections import embargo
from extramile.web.inspections.models import PUBLISHED, EventDay, Inspection, Purpose
from extramile.web.library.national import national
from extramile.web.partnerships.scope import Scope


def inspections(scope: Scope) -> QuerySet[Inspection]:
    """Return every inspection of the partnership, the newest first."""
    return Inspection.objects.filter(partnership=scope.partnership).select_related("evaluation", "follows", "made_by")


def inspection(scope: Scope, inspection_id: int) -> Inspection | None:
    """Return an inspection of this partnership, or None."""
    return inspections(scope).filter(pk=inspection_id).first()


def framework_of(found: Inspection) -> Pack:
    """Return the pack of an inspection. Raises LookupError if it was taken away, which is a fault of the installation."""
    pack = pack_of(found.pack)
    if pack is None:
        raise LookupError(f"there is no framework {found.pack}")
    return pack


def area_of(scope: Scope) -> str:
    """Return the name of the area: that of its local authority, or what an invented partnership calls itself."""
    area = national().areas.get(scope.partnership.area_code) if scope.partnership.area_code else None
    return area.name if area else re.sub(r"\s*(local area )?partnership.*$", "", scope.partnership.name, flags=re.I)


def entered_days(found: Inspection) -> dict[str, date]:
    """Return the days from which the dates of an inspection are counted: those that people entered, and its publication."""
    entered: dict[str, date] = dict(found.days.values_list("event", "day"))
    if found.published_on and any(each.id == PUBLISHED for each in framework_of(found).events):
        entered[PUBLISHED] = found.published_on
    return entered


def dates(scope: Scope, found: Inspection) -> Schedule:
    """Return the dates of an inspection, from the days that people entered and the rules as this area holds them.

    What follows from its outcome is there once the outcome is published, and no sooner.
    """
    pack = framework_of(found)
    entered = entered_days(found)
    held: dict[str, Any] = {each.id: each for each in deadlines(scope, pack)}
    return schedule(pack, found.kind, entered, held, outcome="" if embargo.holds(found) else found.outcome)


def event_days(found: Inspection) -> QuerySet[EventDay]:
    """Return the days that people entered."""
    return found.days.select_related("by")


def awaits_outcome(found: Inspection, pack: Pack) -> bool:
    """Tell whether dates of this kind of inspection hang on an outcome that it does not have yet."""
    return not found.outcome and not hanging_on_outcomes(pack).isdisjoint(
        each.id for each in pack.deadlines_for(found.kind)
    )


def earlier_rehearsals(scope: Scope, found: Inspection) -> QuerySet[Inspection]:
    """Return the rehearsals of the same kind that were called before this one, the newest first."""
    rows = inspections(scope).filter(purpose=Purpose.REHEARSAL, pack=found.pack, kind=found.kind)
    return rows.filter(called_at__lt=found.called_at)
