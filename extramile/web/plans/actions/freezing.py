"""Freezing a plan as it stands: what was submitted, a stocktake, a visit, a board pack; and what was said to it."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from extramile.core.planning import PLAN, Fitness, fitness
from extramile.core.vocabulary import InputError
from extramile.web.findings.models import Finding
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.taking import fits, required, taken
from extramile.web.plans.changing import note
from extramile.web.plans.models import FindingIn, Plan, Reply, Result, Snapshot, SnapshotKind, Verdict
from extramile.web.plans.queries import content
from extramile.web.plans.queries.results import offered
from extramile.web.plans.queries.submitting import days_due

# What those who judge a submission say, and the step that a plan takes by it; a comment is no verdict.
STEPS_OF = {Verdict.FIT: "agree", Verdict.NOT_FIT: "return"}


@transaction.atomic
def freeze(
    *,
    scope: Scope,
    plan: Plan,
    kind: str,
    title: str,
    held_on: date,
    whom: str = "",
    words: str = "",
    found: content.PlanNow | None = None,
    may: Permission = Permission.WORK_ON_PLANS,
    **beside: Any,
) -> Snapshot:
    """Keep a plan as it stands now. A stocktake or a visit is noted on its day or after it, never ahead.

    `found` is the plan as somebody computed it in this transaction for a document that must say the same. `may` is what who has
    it kept must be allowed to do: the chair of a board keeps a pack, and works on no plan.
    """
    locked = taken(scope, plan, may=may, closed=True)
    if kind not in SnapshotKind.values:
        raise InputError("Choose what it is kept for from the list.")
    if held_on > timezone.localdate():
        raise InputError("The day lies ahead: a plan is kept as it stands on a day.", next_step="Correct the day.")
    frozen = content.frozen(found or content.now(scope, locked, timezone.localdate()))
    as_text = json.dumps(frozen, sort_keys=True, ensure_ascii=False)
    made = Snapshot.objects.create(
        plan=locked,
        kind=kind,
        number=(locked.snapshots.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=required(fits(Snapshot, "title", title), "Enter what it is kept as."),
        held_on=held_on,
        whom=fits(Snapshot, "whom", whom),
        words=fits(Snapshot, "words", words),
        content=frozen,
        sha256=hashlib.sha256(as_text.encode()).hexdigest(),
        by=scope.person,
        **beside,
    )
    note(scope, locked, "kept", plan=locked, after={"snapshot": made.number, "kind": kind, "sha256": made.sha256})
    return made


@transaction.atomic
def submit(*, scope: Scope, plan: Plan, whom: str, way: str, on: date, words: str = "") -> Snapshot:
    """Note that a plan was submitted, and keep what was. Checks that are not met do not forbid it: it is said why all the same."""
    locked = taken(scope, plan, lead=True)
    PLAN.take(locked.state, "submit")
    unmet = sum(
        each.state is Fitness.NOT_MET
        for each in fitness(content.to_check(content.now(scope, locked, timezone.localdate())))
    )
    if unmet and not words.strip():
        many = "One check is" if unmet == 1 else f"{unmet} checks are"
        raise InputError(f"{many} not met.", next_step="Mend the plan first, or say why it was submitted all the same.")
    whom = required(fits(Snapshot, "whom", whom), "Enter to whom it was submitted.")
    number = locked.snapshots.filter(kind=SnapshotKind.SUBMISSION).count() + 1
    made = freeze(
        scope=scope,
        plan=locked,
        kind=SnapshotKind.SUBMISSION,
        title=f"Submission {number}",
        held_on=on,
        whom=whom,
        words=words,
        way=required(fits(Snapshot, "way", way), "Enter by what way it was sent, such as mail."),
        due=days_due(scope, locked),
    )
    _step(scope, locked, "submit", f"To {whom}")
    return made


def _step(scope: Scope, locked: Plan, do: str, why: str) -> None:
    before, locked.state = locked.state, PLAN.take(locked.state, do)
    locked.revision += 1
    locked.save(update_fields=["state", "revision"])
    note(scope, locked, do, plan=locked, before={"state": before}, after={"state": locked.state}, why=why[:500])


@transaction.atomic
def reply(*, scope: Scope, snapshot: Snapshot, from_whom: str, on: date, verdict: str, words: str = "") -> Reply:
    """Note what was answered to a submission, or said after a visit. A verdict on what stands submitted is the plan's next step."""
    locked = taken(scope, snapshot.plan, lead=True, closed=True)
    if verdict not in Verdict.values:
        raise InputError("Choose what they said from the list.")
    if on > timezone.localdate() or on < snapshot.held_on:
        raise InputError("The answer cannot be from before the day of what it answers, or from a day to come.")
    if verdict == Verdict.NOT_FIT:
        required(words, "Enter what they said: who mends the plan must know it.", 10_000)
    made = Reply.objects.create(
        snapshot=snapshot,
        from_whom=required(fits(Reply, "from_whom", from_whom), "Enter who answered."),
        on=on,
        verdict=verdict,
        words=fits(Reply, "words", words),
        by=scope.person,
    )
    note(scope, locked, "answered", plan=locked, after={"snapshot": snapshot.number, "verdict": verdict})
    newest = locked.snapshots.filter(kind=SnapshotKind.SUBMISSION).order_by("-number").first()
    if locked.state == "submitted" and newest == snapshot and verdict in STEPS_OF:
        _step(
            scope, locked, STEPS_OF[Verdict(verdict)], f"{made.from_whom}: {made.words or made.get_verdict_display()}"
        )
    return made


@transaction.atomic
def note_result(
    *,
    scope: Scope,
    place: FindingIn,
    on: date,
    enough: bool,
    result: str,
    source: str,
    words: str = "",
    inspection: Inspection | None = None,
) -> Result:
    """Note what a re-visit or a monitoring inspection said of one finding, in its own words, with where it is written."""
    if inspection is not None and inspection.partnership_id != scope.partnership.pk:
        raise InputError("There is no such inspection.", next_step="Choose one from the list.")
    return _result(
        scope,
        place,
        on=on,
        enough=enough,
        result=required(fits(Result, "result", result), "Enter the result."),
        words=fits(Result, "words", words),
        source=required(fits(Result, "source", source), "Enter where it is written, such as the letter and its date."),
        inspection=inspection,
    )


@transaction.atomic
def take_result(*, scope: Scope, place: FindingIn, said_in: Finding) -> Result:
    """Take what a re-visit said of a finding from its own findings: the kind of that finding is the result."""
    if said_in not in offered(scope, place.plan):
        raise InputError("There is no such finding of a later inspection.", next_step="Choose one from the list.")
    kind = next(each for each in framework_of(said_in.inspection).finding_kinds if each.id == said_in.kind)
    inspection = said_in.inspection
    return _result(
        scope,
        place,
        on=inspection.published_on or timezone.localtime(inspection.called_at).date(),
        enough=kind.good,
        result=kind.name,
        words=said_in.words,
        inspection=inspection,
        said_in=said_in,
    )


def _result(scope: Scope, place: FindingIn, **given: Any) -> Result:
    locked = taken(scope, place.plan, lead=True, closed=True)
    if given["on"] > timezone.localdate():
        raise InputError("It cannot have been said on a day to come.", next_step="Correct the day.")
    made = Result.objects.create(place=place, by=scope.person, **given)
    after = {"finding": place.finding_id, "result": made.result, "enough": made.enough}
    note(scope, locked, "result", plan=locked, after=after)
    return made
