"""Freezing a plan as it stands: what was submitted, a stocktake, a visit, a board pack; and what was said to it."""

import hashlib
import json
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.taking import fits, required, taken
from extramile.web.plans.changing import note
from extramile.web.plans.models import FindingIn, Plan, Reply, Result, Snapshot, SnapshotKind, Verdict
from extramile.web.plans.queries import content


@transaction.atomic
def freeze(
    *, scope: Scope, plan: Plan, kind: str, title: str, held_on: date, whom: str = "", words: str = ""
) -> Snapshot:
    """Keep a plan as it stands now. A stocktake or a visit is noted on its day or after it, never ahead."""
    locked = taken(scope, plan, closed=True)
    if kind not in SnapshotKind.values:
        raise InputError("Choose what it is kept for from the list.")
    if held_on > timezone.localdate():
        raise InputError("The day lies ahead: a plan is kept as it stands on a day.", next_step="Correct the day.")
    found = content.frozen(content.now(scope, locked, timezone.localdate()))
    as_text = json.dumps(found, sort_keys=True, ensure_ascii=False)
    made = Snapshot.objects.create(
        plan=locked,
        kind=kind,
        number=(locked.snapshots.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=required(fits(Snapshot, "title", title), "Enter what it is kept as."),
        held_on=held_on,
        whom=fits(Snapshot, "whom", whom),
        words=fits(Snapshot, "words", words),
        content=found,
        sha256=hashlib.sha256(as_text.encode()).hexdigest(),
        by=scope.person,
    )
    note(scope, locked, "kept", plan=locked, after={"snapshot": made.number, "kind": kind, "sha256": made.sha256})
    return made


@transaction.atomic
def reply(*, scope: Scope, snapshot: Snapshot, from_whom: str, on: date, verdict: str, words: str = "") -> Reply:
    """Note what was answered to a submission, or said after a visit."""
    locked = taken(scope, snapshot.plan, lead=True, closed=True)
    if verdict not in Verdict.values:
        raise InputError("Choose what they said from the list.")
    if on > timezone.localdate() or on < snapshot.held_on:
        raise InputError("The answer cannot be from before the day of what it answers, or from a day to come.")
    made = Reply.objects.create(
        snapshot=snapshot,
        from_whom=required(fits(Reply, "from_whom", from_whom), "Enter who answered."),
        on=on,
        verdict=verdict,
        words=fits(Reply, "words", words),
        by=scope.person,
    )
    note(scope, locked, "answered", plan=locked, after={"snapshot": snapshot.number, "verdict": verdict})
    return made


@transaction.atomic
def note_result(
    *,
    scope: Scope,
    place: FindingIn,
    on: date,
    enough: bool,
    result: str,
    words: str = "",
    inspection: Inspection | None = None,
) -> Result:
    """Note what a re-visit or a monitoring inspection said of one finding, in its own words."""
    locked = taken(scope, place.plan, lead=True, closed=True)
    if on > timezone.localdate():
        raise InputError("It cannot have been said on a day to come.", next_step="Correct the day.")
    if inspection is not None and inspection.partnership_id != scope.partnership.pk:
        raise InputError("There is no such inspection.", next_step="Choose one from the list.")
    made = Result.objects.create(
        place=place,
        inspection=inspection,
        on=on,
        enough=enough,
        result=required(fits(Result, "result", result), "Enter the result."),
        words=fits(Result, "words", words),
        by=scope.person,
    )
    after = {"finding": place.finding_id, "result": made.result, "enough": enough}
    note(scope, locked, "result", plan=locked, after=after)
    return made
