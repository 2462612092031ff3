"""Having documents of a plan built: the plan for whoever asks, and the board pack, which is kept for all who read the plan."""

import hashlib
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.formats import date_format

from extramile.core.vocabulary import InputError
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
        name="plans.pack", title="Building the board pack", by=scope.person, scope=scope.name, meeting_id=made.pk
    )


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
    )
    locked.snapshot = made
    locked.save(update_fields=["snapshot"])
    for form, content in files.items():
        sha256 = hashlib.sha256(content).hexdigest()
        PackFile.objects.create(snapshot=made, form=form, content=content, sha256=sha256)
    return made
