"""Words for the checklist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.inspecting import DONE_WITH, TASK
from extramile.core.workflow import Step
from extramile.web.inspections.models import Task
from extramile.web.inspections.presenters.dates import how_far
from extramile.web.inspections.task_values import LABELS, Met

TONES = {"open": "quiet", "in-hand": "info", "done": "strength", "not-needed": "quiet"}
COLUMNS = (
    "group",
    "line",
    "kind",
    "unverified",
    "organisation",
    "who_has_it",
    "due",
    "state",
    "settled_on",
    "evidence",
    "note",
)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A line as the checklist shows it."""

    id: int
    words: str
    group: str
    kind: str
    unverified: bool
    state: str
    tone: str
    organisation: str
    owner: str
    due: str
    off: str
    late: bool
    note: str
    settled: str
    proofs: int


def row(task: Task, today: date, proofs: int = 0) -> TaskRow:
    """Return a line."""
    waits = task.state not in DONE_WITH
    settled = ""
    if task.settled_at and task.settled_by:
        settled = f"{task.settled_by.name}, {date_format(timezone.localtime(task.settled_at), 'j F Y, H:i')}"
    return TaskRow(
        id=task.pk,
        words=task.words,
        group=task.group,
        kind=task.get_kind_display(),
        unverified=task.unverified,
        state=TASK.states[task.state].words,
        tone=TONES[task.state],
        organisation=task.organisation.name if task.organisation else "",
        owner=task.owner.person.name if task.owner else "",
        due=date_format(task.due, "l j F Y") if task.due else "",
        off=how_far(task.due, today) if task.due and waits else "",
        late=bool(waits and task.due and task.due < today),
        note=task.note,
        settled=settled,
        proofs=proofs,
    )


def groups(tasks: Iterable[Task], proofs: Mapping[int, list[Any]]) -> list[tuple[str, list[TaskRow]]]:
    """Return lines under the names of their groups, in the order of the checklist."""
    today = timezone.localdate()
    rows = [row(each, today, len(proofs.get(each.pk, []))) for each in tasks]
    return [(name, list(each)) for name, each in groupby(rows, key=lambda each: each.group)]


def columns(task: Task, proofs: list[Any]) -> dict[str, Any]:
    """Return a line of the table to take away."""
    settled = timezone.localtime(task.settled_at).date().isoformat() if task.settled_at else ""
    return {
        "group": task.group,
        "line": task.words,
        "kind": task.get_kind_display(),
        "unverified": "yes" if task.unverified else "no",
        "organisation": task.organisation.name if task.organisation else "",
        "who_has_it": task.owner.person.name if task.owner else "",
        "due": task.due.isoformat() if task.due else "",
        "state": TASK.states[task.state].words,
        "settled_on": settled,
        "evidence": [item.title for item in proofs],
        "note": task.note,
    }


def steps(task: Task) -> tuple[Step, ...]:
    """Return the steps that can be taken with a line."""
    return TASK.open_steps(task.state)


def said(value: Any) -> str:
    """Return a value of a line for a person."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return value.person.name if hasattr(value, "person") else str(getattr(value, "name", value))


def met(found: Iterable[Met]) -> list[dict[str, str | None]]:
    """Return what the other changed, and where both did, what this person wrote."""
    return [
        {
            "name": each.name,
            "label": LABELS[each.name],
            "theirs": said(each.theirs),
            "mine": said(each.mine) if each.both else None,
        }
        for each in found
    ]
