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
from extramile.web.findings.meeting import Said, Standing, check_met
from extramile.web.findings.models import AccuracyPoint, Finding, PointKind, PointState, PointText
from extramile.web.inspections.actions.telling import required, tell
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope

LABELS = {
    "kind": "Kind",
    "place": "Where",
    "says": "The draft says",
    "should_say": "It should say",
    "proof": "Proof",
    "finding_id": "Finding",
}
ANSWERED = frozenset({PointState.ACCEPTED, PointState.PARTLY, PointState.NOT_ACCEPTED})


def said_in(found: AccuracyPoint | PointText) -> Said:
    """Return what a point says now, or said at a revision."""
    return {name: getattr(found, name) for name in LABELS}


def _checked(inspection: Inspection, said: Mapping[str, Any]) -> Said:
    kind = said.get("kind") or ""
    if kind not in PointKind.values:
        raise InputError("Choose what kind of point it is.")
    finding_id = said.get("finding_id") or None
    if finding_id and not Finding.objects.filter(inspection=inspection, pk=finding_id).exists():
        raise InputError("Choose a finding of this inspection.")
    return {
        "kind": kind,
        "finding_id": finding_id,
        "place": required(said.get("place") or "", "Enter where in the draft it stands: a section, a page.")[:160],
        "says": required(said.get("says") or "", "Enter what the draft says there.").replace("\r\n", "\n"),
        "should_say": required(said.get("should_say") or "", "Enter what it should say.").replace("\r\n", "\n"),
        "proof": (said.get("proof") or "").strip().replace("\r\n", "\n"),
    }


def _keep(scope: Scope, found: AccuracyPoint) -> None:
    """Keep a point as it stands now, as a revision of its own."""
    kept = {**said_in(found), "state": found.state, "answer": found.answer}
    PointText.objects.create(point=found, revision=found.revision, by=scope.person, **kept)


@transaction.atomic
def make_point(*, scope: Scope, inspection: Inspection, **said: Any) -> AccuracyPoint:
    """Make a point. Numbers are never used again, so that a letter can name them."""
    locked = open_to_writing(scope, inspection)
    values = _checked(locked, said)
    last = locked.points.aggregate(last=Max("number"))["last"] or 0
    found = AccuracyPoint.objects.create(inspection=locked, number=last + 1, made_by=scope.person, **values)
    _keep(scope, found)
    tell(scope, "point made", "point", found, f"Point {found.number}")
    return found


@transaction.atomic
def change_point(*, scope: Scope, point: AccuracyPoint, seen: int, **said: Any) -> AccuracyPoint:
    """Change a point that is open, if nobody changed it since the revision `seen`; else raise ChangedMeanwhileError.

    An answered one stands as it was answered.
    """
    locked = open_to_writing(scope, point.inspection)
    found = AccuracyPoint.objects.select_for_update().get(pk=point.pk, inspection=locked)
    if found.state != PointState.OPEN:
        raise InputError("This point was answered; its words stand.", next_step="Open it again first.")
    base = PointText.objects.filter(point=found, revision=seen).first()
    if base is None:
        raise InputError("The page does not say which text you read.", next_step="Load it again, then save.")
    mine, theirs = _checked(locked, said), said_in(found)
    check_met(Standing("point", LABELS, found.revision), said_in(base), theirs, mine)
    if mine == theirs:
        return found
    for name, value in mine.items():
        setattr(found, name, value)
    found.revision += 1
    found.save()
    _keep(scope, found)
    tell(scope, "point changed", "point", found, f"Point {found.number}", after={"revision": found.revision})
    return found


@transaction.atomic
def take_step(
    *, scope: Scope, point: AccuracyPoint, step: str, seen: int, answer: str = "", on: date | None = None
) -> AccuracyPoint:
    """Note what became of a point: an answer with its day, or that it is withdrawn or open again.

    `seen` is the revision that was read: what was answered is what the point says.
    """
    locked = open_to_writing(scope, point.inspection)
    found = AccuracyPoint.objects.select_for_update().get(pk=point.pk, inspection=locked)
    before, reached = found.state, POINT.take(found.state, step)
    if seen != found.revision:
        raise InputError("This point was changed while you read it.", next_step="Read it again, then say it.")
    needs = POINT.steps[step].needs
    said = required(answer, f"Enter {needs}.") if needs else answer.strip()
    today = timezone.localdate()
    if on and on > today:
        raise InputError("The day of the answer lies ahead.", next_step="Enter the day on which it came.")
    found.answer = said.replace("\r\n", "\n")
    found.state, found.answered_on = reached, (on or today) if reached in ANSWERED else None
    found.revision += 1
    found.save()
    _keep(scope, found)
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
