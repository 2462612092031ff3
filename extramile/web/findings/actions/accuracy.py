"""The check of facts of a draft: points are made, answered, opened again, withdrawn. None is ever deleted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from extramile.core.inspecting import POINT
from extramile.core.vocabulary import InputError
from extramile.web.findings.actions.findings import open_to_writing
from extramile.web.findings.models import AccuracyPoint, Finding, PointKind, PointState
from extramile.web.inspections.actions.telling import required, tell
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope

ANSWERED = frozenset({PointState.ACCEPTED, PointState.PARTLY, PointState.NOT_ACCEPTED})


def _checked(inspection: Inspection, said: Mapping[str, Any]) -> dict[str, Any]:
    kind = said.get("kind") or ""
    if kind not in PointKind.values:
        raise InputError("Choose what kind of point it is.")
    finding = None
    if said.get("finding_id"):
        finding = Finding.objects.filter(inspection=inspection, pk=said["finding_id"]).first()
        if finding is None:
            raise InputError("Choose a finding of this inspection.")
    return {
        "kind": kind,
        "finding": finding,
        "place": required(said.get("place") or "", "Enter where in the draft it stands: a section, a page.")[:160],
        "says": required(said.get("says") or "", "Enter what the draft says there."),
        "should_say": required(said.get("should_say") or "", "Enter what it should say."),
        "proof": (said.get("proof") or "").strip(),
    }


@transaction.atomic
def make_point(*, scope: Scope, inspection: Inspection, **said: Any) -> AccuracyPoint:
    """Make a point. Numbers are never used again, so that a letter can name them."""
    locked = open_to_writing(scope, inspection)
    values = _checked(locked, said)
    last = locked.points.aggregate(last=Max("number"))["last"] or 0
    found = AccuracyPoint.objects.create(inspection=locked, number=last + 1, made_by=scope.person, **values)
    tell(scope, "point made", "point", found, f"Point {found.number}")
    return found


@transaction.atomic
def change_point(*, scope: Scope, point: AccuracyPoint, **said: Any) -> AccuracyPoint:
    """Change a point that is open: an answered one stands as it was answered."""
    locked = open_to_writing(scope, point.inspection)
    found = AccuracyPoint.objects.select_for_update().get(pk=point.pk, inspection=locked)
    if found.state != PointState.OPEN:
        raise InputError("This point was answered; its words stand.", next_step="Open it again first.")
    for name, value in _checked(locked, said).items():
        setattr(found, name, value)
    found.save()
    tell(scope, "point changed", "point", found, f"Point {found.number}")
    return found


@transaction.atomic
def take_step(
    *, scope: Scope, point: AccuracyPoint, step: str, answer: str = "", on: date | None = None
) -> AccuracyPoint:
    """Note what became of a point: an answer with its day, or that it is withdrawn or open again."""
    locked = open_to_writing(scope, point.inspection)
    found = AccuracyPoint.objects.select_for_update().get(pk=point.pk, inspection=locked)
    before, reached = found.state, POINT.take(found.state, step)
    needs = POINT.steps[step].needs
    found.answer = required(answer, f"Enter {needs}.") if needs else answer.strip()
    today = timezone.localdate()
    if on and on > today:
        raise InputError("The day of the answer lies ahead.", next_step="Enter the day on which it came.")
    found.state, found.answered_on = reached, (on or today) if reached in ANSWERED else None
    found.save()
    states = {"before": {"state": before}, "after": {"state": reached}}
    tell(
        scope,
        "point answered" if reached in ANSWERED else f"point {reached}",
        "point",
        found,
        f"Point {found.number}",
        **states,
    )
    return found
