"""Beginning an inspection: from a pack, a kind and the moment of the call."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from extramile.core.frameworks import Pack
from extramile.core.vocabulary import InputError, NotFoundError
from extramile.web.frameworks.queries import pack_of
from extramile.web.inspections.actions.telling import required, tell
from extramile.web.inspections.models import EventDay, Inspection, Purpose, Task, TaskKind
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Evaluation


@transaction.atomic
def begin(
    *,
    scope: Scope,
    pack_id: str,
    kind: str,
    title: str,
    called_at: datetime,
    purpose: str = Purpose.INSPECTION,
    evaluation: Evaluation | None = None,
    follows: Inspection | None = None,
) -> Inspection:
    """Begin an inspection: its first day is known, and its checklist is what the pack asks for and does."""
    scope.check(Permission.LEAD_INSPECTION)
    pack = pack_of(pack_id)
    if pack is None:
        raise InputError("There is no such framework.", next_step="Choose one from the list.")
    try:
        asked = pack.kind(kind)
    except NotFoundError as error:
        raise InputError(str(error), next_step="Choose a kind of inspection from the list.") from error
    if purpose == Purpose.REHEARSAL and not asked.may_be_rehearsed:
        raise InputError(f"{asked.name} cannot be rehearsed.")
    for other, what in ((evaluation, "self-evaluation"), (follows, "inspection")):
        if other is not None and other.partnership_id != scope.partnership.pk:
            raise InputError(f"There is no such {what}.")
    found = Inspection.objects.create(
        partnership=scope.partnership,
        pack=pack.id,
        kind=asked.id,
        purpose=purpose,
        title=required(title, "Enter a title."),
        called_at=called_at,
        evaluation=evaluation,
        follows=follows,
        made_by=scope.person,
    )
    day = timezone.localtime(called_at).date()
    EventDay.objects.create(inspection=found, event=asked.starts_with, day=day, by=scope.person)
    count = _checklist(found, pack)
    after = {"framework": pack.id, "kind": asked.id, "purpose": str(purpose), "called": day, "checklist": count}
    tell(scope, "inspection begun", "inspection", found, found.title, after=after)
    return found


def _checklist(found: Inspection, pack: Pack) -> int:
    rows = [
        Task(kind=TaskKind.DATA, key=each.id, group=group.name, words=each.item, unverified=each.unverified)
        for group in pack.requests_for(found.kind)
        for each in group.requests
    ]
    rows += [
        Task(kind=TaskKind.TASK, key=each.id, group=phase.name, words=each.name, unverified=each.unverified)
        for phase in pack.phases_for(found.kind)
        for each in phase.activities
        if each.type == "task"
    ]
    for position, row in enumerate(rows):
        row.inspection, row.position = found, position
    Task.objects.bulk_create(rows)
    return len(rows)
