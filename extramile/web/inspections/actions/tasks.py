"""Working on the checklist. The second of two people who save one line is shown what the first changed; nothing is lost."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from extramile.core.inspecting import DONE_WITH, TASK
from extramile.core.vocabulary import InputError
from extramile.web.evidence import actions as evidence_actions
from extramile.web.evidence import queries as evidence
from extramile.web.inspections import task_values
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection, Task, TaskKind
from extramile.web.inspections.queries import tasks as queries
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

KIND = queries.KIND
OWN_GROUP = "Our own"
VERBS = {
    "begin": "line begun",
    "settle": "line done",
    "spare": "line found not needed",
    "reopen": "line opened again",
}


class ChangedMeanwhileError(Exception):
    """Somebody saved this line after the person had read it. Nothing was overwritten; `met` says what changed."""

    def __init__(self, task: Task, met: tuple[task_values.Met, ...], proposal: dict[str, Any]) -> None:
        self.task, self.met, self.proposal = task, met, proposal
        super().__init__("Somebody changed this line while you wrote. See what they changed, then save again.")


def _locked(scope: Scope, task: Task) -> Task:
    """Return a line locked, for somebody who works on it. Raises NotAllowedError or InputError."""
    inspection = taken(scope, task.inspection)
    locked = (
        Task.objects.select_for_update(of=("self",))
        .select_related("organisation", "owner")
        .get(pk=task.pk, inspection=inspection)
    )
    if not queries.may_work(scope, locked):
        scope.check(Permission.LEAD_INSPECTION)
    return locked


def _check_giving(scope: Scope, values: Mapping[str, Any]) -> None:
    owner, organisation = values.get("owner"), values.get("organisation")
    if owner is not None and not queries.owners(scope).filter(pk=owner.pk).exists():
        raise InputError("This person cannot be given a line.", next_step="Choose somebody from the list.")
    if organisation is not None and not queries.bodies(scope).filter(pk=organisation.pk).exists():
        raise InputError("There is no such organisation.", next_step="Choose one from the list.")


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the audit trail keeps them."""
    return {name: value.pk if hasattr(value, "pk") else value for name, value in values.items()}


@transaction.atomic
def change_task(
    *, scope: Scope, task: Task, values: Mapping[str, Any], seen: int, base: Mapping[str, Any] | None = None
) -> Task:
    """Save a line, if nobody changed it since the revision `seen`; else raise ChangedMeanwhileError.

    `base` are the values that this person had read. Whom a line is given to and when it is due is for leads; who works on it
    writes the note.
    """
    locked = _locked(scope, task)
    theirs = task_values.values_of(locked)
    allowed = task_values.NAMES if scope.can(Permission.LEAD_INSPECTION) else ("note",)
    mine = {name: value for name, value in values.items() if name in allowed}
    if seen != locked.revision:
        read = {**theirs, **(base or {})}
        met = task_values.meet(read, theirs, mine)
        # Saving what has become of it anyway is no conflict.
        if any(each.mine != each.theirs for each in met):
            raise ChangedMeanwhileError(locked, met, task_values.together(read, theirs, mine))
    changed = {name: value for name, value in mine.items() if value != theirs[name]}
    if not changed:
        return locked
    _check_giving(scope, changed)
    for name, value in changed.items():
        setattr(locked, name, value)
    locked.revision += 1
    locked.save()
    before = _plain({name: theirs[name] for name in changed})
    tell(scope, "line changed", KIND, locked, locked.words, before=before, after=_plain(changed))
    return locked


@transaction.atomic
def take_step(*, scope: Scope, task: Task, step: str, why: str = "") -> Task:
    """Begin a line, settle it, or open it again."""
    locked = _locked(scope, task)
    _step(scope, locked, step, why)
    return locked


def _step(scope: Scope, task: Task, step: str, why: str = "") -> None:
    before, after = task.state, TASK.take(task.state, step)
    if TASK.steps[step].needs:
        reason = required(why, "Say why it is not needed.")
        task.note = f"{task.note}\nNot needed: {reason}".strip()
        if len(task.note) > Task._meta.get_field("note").max_length:
            raise InputError("The note has no room for the reason.", next_step="Shorten the note first.")
    task.state = after
    settled = after in DONE_WITH
    task.settled_at, task.settled_by = (timezone.now(), scope.person) if settled else (None, None)
    task.revision += 1
    task.save()
    tell(scope, VERBS[step], KIND, task, task.words, before={"state": before}, after={"state": after})


@transaction.atomic
def change_several(
    *, scope: Scope, inspection: Inspection, ids: Iterable[int], given: Mapping[str, Any], step: str = ""
) -> int:
    """Give several lines to somebody, set when they are due, take a step with them: all of them, or none.

    Return how many. What already is as it should be counts too. Raises InputError that names the line that stands in the way.
    """
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, inspection)
    rows = list(Task.objects.select_for_update(of=("self",)).filter(inspection=locked, pk__in=list(ids)).order_by("pk"))
    if not rows:
        raise InputError("No line is ticked.", next_step="Tick the lines that you want to change.")
    if not given and not step:
        raise InputError("Nothing is chosen to change.", next_step="Choose what should become of the lines.")
    if step and (step not in TASK.steps or TASK.steps[step].needs):
        raise InputError("That cannot be done with several lines at once.")
    _check_giving(scope, given)
    for row in rows:
        before = task_values.values_of(row)
        changed = {name: value for name, value in given.items() if value != before[name]}
        if changed:
            for name, value in changed.items():
                setattr(row, name, value)
            row.revision += 1
            row.save()
            was = _plain({name: before[name] for name in changed})
            tell(scope, "line changed", KIND, row, row.words, before=was, after=_plain(changed))
        if step and row.state != TASK.steps[step].reaches:
            try:
                _step(scope, row, step)
            except InputError as error:
                raise InputError(f"“{row.words}”: {error}", next_step="Nothing was changed; untick it.") from error
    return len(rows)


@transaction.atomic
def add_task(*, scope: Scope, inspection: Inspection, words: str, given: Mapping[str, Any]) -> Task:
    """Add a line of the area's own."""
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, inspection)
    _check_giving(scope, given)
    last = locked.tasks.aggregate(last=Max("position"))["last"]
    task = Task.objects.create(
        inspection=locked,
        kind=TaskKind.TASK,
        group=OWN_GROUP,
        words=required(words, "Enter what is to be done."),
        position=0 if last is None else last + 1,
        **given,
    )
    tell(scope, "line added", KIND, task, task.words, after=_plain(given))
    return task


@transaction.atomic
def link_evidence(*, scope: Scope, task: Task, item_id: int) -> None:
    """Say that a piece of evidence answers a line."""
    locked = _locked(scope, task)
    item = evidence.item(scope, item_id)
    if item is None:
        raise InputError("There is no such evidence.", next_step="Choose from the list.")
    evidence_actions.check_stands(scope=scope, item_id=item.pk)
    href = reverse("inspections:task", args=[scope.name, locked.inspection_id, locked.pk])
    evidence_actions.attach(scope=scope, item=item, kind=KIND, thing_id=locked.pk, words=locked.words, href=href)


@transaction.atomic
def unlink_evidence(*, scope: Scope, task: Task, item_id: int) -> None:
    """Say that it no longer does."""
    locked = _locked(scope, task)
    item = evidence.item(scope, item_id)
    if item is not None:
        evidence_actions.detach(scope=scope, item=item, kind=KIND, thing_id=locked.pk)
