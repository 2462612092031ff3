"""Having documents of a plan built: the plan for whoever asks, and the board pack, which is kept for all who read the plan."""

import hashlib
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.formats import date_format

from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.inspections import embargo
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.freezing import freeze
from extramile.web.plans.actions.taking import GONE, fits, taken
from extramile.web.plans.models import BuiltFile, Meeting, PackFile, Plan, Snapshot, SnapshotKind
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.packing import PackContent
from extramile.web.plans.queries.versions import PACK, why_unbuilt


def opened(scope: Scope, plan: Plan, what: str) -> None:
    """Note who takes away what is under embargo."""
    if plan.inspection:
        embargo.opened(scope, plan.inspection, what, plan.pk, f"File of plan {plan.pk}")


@transaction.atomic
def have_built(*, scope: Scope, plan: Plan, form: str) -> Job:
    """Put the building of a plan's document on the queue, for the person who asks."""
    scope.check(Permission.SEE_PLANS)
    if not queries.plans(scope).filter(pk=plan.pk).exists():
        raise InputError(GONE)
    opened(scope, plan, "plan to take away")
    BuiltFile.objects.filter(plan=plan, person=scope.person, name="plan", form=form).delete()
    built = BuiltFile.objects.create(plan=plan, person=scope.person, name="plan", form=form)
    return start(
        name="plans.build", title="Building the document", by=scope.person, scope=scope.name, built_id=built.pk
    )


@transaction.atomic
def meet(*, scope: Scope, plan: Plan, day: date, begins: time | None = None, **facts: str) -> Meeting:
    """Note a meeting of the board for which a pack is wanted: when, where, under whom, and what stands on its agenda besides."""
    locked = taken(scope, plan, may=Permission.RUN_BOARDS, closed=True)
    said = {name: fits(Meeting, name, facts.get(name, "")) for name in ("place", "chair", "agenda")}
    return Meeting.objects.create(plan=locked, day=day, begins=begins, by=scope.person, **said)


@transaction.atomic
def ask_for_pack(*, scope: Scope, plan: Plan, **meeting: Any) -> Job:
    """Put the building of a board pack on the queue."""
    made = meet(scope=scope, plan=plan, **meeting)
    opened(scope, made.plan, "board pack")
    return start(
        name=PACK,
        title="Building the board pack",
        by=scope.person,
        scope=scope.name,
        meeting_id=made.pk,
        plan_id=made.plan_id,
    )


def _unbuilt(scope: Scope, meeting: Meeting) -> Meeting:
    """Return a meeting, locked, whose pack could not be built. Raises InputError while somebody builds it, or where it stands."""
    plan = taken(scope, meeting.plan, may=Permission.RUN_BOARDS, closed=True)
    locked = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting.pk, plan=plan).first()
    if locked is None:
        raise InputError("It was taken off the list.", next_step="Ask for another pack.")
    if locked.snapshot_id is not None:
        raise InputError("This pack is built already.", next_step="Ask for another one.")
    if not why_unbuilt([locked])[locked.pk]:
        raise InputError("This pack is being built.", next_step="Wait until it stands in the list.")
    locked.plan = plan
    return locked


@transaction.atomic
def ask_again(*, scope: Scope, meeting: Meeting) -> Job:
    """Put a pack that could not be built on the queue once more, with the facts of its meeting, for who asks now."""
    locked = _unbuilt(scope, meeting)
    facts = {name: getattr(locked, name) for name in ("day", "begins", "place", "chair", "agenda")}
    locked.delete()
    return ask_for_pack(scope=scope, plan=locked.plan, **facts)


@transaction.atomic
def give_up(*, scope: Scope, meeting: Meeting) -> None:
    """Take a pack that could not be built off the list."""
    locked = _unbuilt(scope, meeting)
    record(
        by=scope.person,
        verb="board pack given up",
        kind="meeting",
        thing_id=locked.pk,
        thing=str(locked),
        after={"plan": locked.plan_id, "day": locked.day},
        scope=scope.name,
    )
    locked.delete()


@transaction.atomic
def keep_pack(*, scope: Scope, meeting: Meeting, found: PackContent, files: Mapping[str, bytes]) -> Snapshot:
    """Keep a pack as the board has it: the plan as it stood when it was built, and the documents that say the same."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.snapshot_id is not None:
        raise InputError("This pack is built already.", next_step="Ask for another one.")
    made = freeze(
        scope=scope,
        plan=found.now.plan,
        kind=SnapshotKind.PACK,
        title=f"Board pack for {date_format(locked.day, 'j F Y')}",
        held_on=found.now.today,
        whom=found.now.plan.board,
        found=found.now,
        may=Permission.RUN_BOARDS,
    )
    locked.snapshot = made
    locked.save(update_fields=["snapshot"])
    for form, content in files.items():
        sha256 = hashlib.sha256(content).hexdigest()
        PackFile.objects.create(snapshot=made, form=form, content=content, sha256=sha256)
    return made
