"""The checklist of an inspection: who sees it, who works on which line, and finding lines."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from extramile.core.inspecting import DONE_WITH
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Item
from extramile.web.inspections.models import Inspection, Task, TaskState
from extramile.web.partnerships.models import NO_PARTNERS, Member, Organisation
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.queries import organisations, present_members
from extramile.web.partnerships.scope import Scope

KIND = "checklist"
UNSETTLED = tuple(state for state in TaskState.values if state not in DONE_WITH)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: whose, in which state, late ones only, with which words."""

    words: str = ""
    whose: str = ""
    state: str = ""
    organisation: int | None = None
    late: bool = False

    @property
    def narrowed(self) -> bool:
        """Say whether lines are left out."""
        return self != Wanted()


def may_see(scope: Scope) -> bool:
    """Say whether this person sees the checklist: everybody of the area, and no inspector or reviewer."""
    return Role.INSPECTOR not in scope.roles


def check_sees(scope: Scope) -> None:
    """Raise NotAllowedError, which says who can, if this person does not see the checklist."""
    if not may_see(scope):
        scope.check(Permission.ANSWER_REQUESTS)


def may_work(scope: Scope, task: Task) -> bool:
    """Say whether this person works on a line: a lead, who has it, or who writes for the organisation that has it."""
    if not may_see(scope):
        return False
    if scope.can(Permission.LEAD_INSPECTION) or task.owner_id == scope.member.pk:
        return True
    writes = scope.can(Permission.WRITE_CLAIMS) or scope.can(Permission.ANSWER_REQUESTS)
    return writes and task.organisation_id == scope.organisation.pk


def is_mine(scope: Scope, task: Task) -> bool:
    """Say whether a line waits for this person: it is theirs, or nobody's in their organisation."""
    return task.owner_id == scope.member.pk or (
        task.owner_id is None and task.organisation_id == scope.organisation.pk and may_work(scope, task)
    )


def tasks(scope: Scope, inspection: Inspection, wanted: Wanted | None = None) -> QuerySet[Task]:
    """Return the lines of the checklist that are wanted, in its order."""
    if not may_see(scope):
        return Task.objects.none()
    wanted = wanted or Wanted()
    rows = inspection.tasks.select_related("organisation", "owner__person", "owner__organisation", "settled_by")
    if wanted.words:
        rows = rows.filter(
            Q(words__icontains=wanted.words) | Q(note__icontains=wanted.words) | Q(group__icontains=wanted.words)
        )
    if wanted.whose == "mine":
        rows = rows.filter(Q(owner=scope.member) | Q(owner=None, organisation=scope.organisation))
    elif wanted.whose == "nobody":
        rows = rows.filter(owner=None, organisation=None)
    if wanted.state == "unsettled":
        rows = rows.filter(state__in=UNSETTLED)
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.organisation:
        rows = rows.filter(Q(organisation=wanted.organisation) | Q(owner__organisation=wanted.organisation))
    if wanted.late:
        rows = rows.filter(state__in=UNSETTLED, due__lt=timezone.localdate())
    return rows


def task(scope: Scope, inspection: Inspection, task_id: int) -> Task | None:
    """Return a line of this inspection, or None."""
    return tasks(scope, inspection).filter(pk=task_id).first()


def progress(scope: Scope, inspection: Inspection) -> tuple[int, int, int]:
    """Return how many lines are settled, how many there are, and how many are late."""
    rows = list(tasks(scope, inspection).values_list("state", "due"))
    today: date = timezone.localdate()
    settled = sum(state in DONE_WITH for state, _ in rows)
    return settled, len(rows), sum(state not in DONE_WITH and bool(due and due < today) for state, due in rows)


def owners(scope: Scope) -> QuerySet[Member]:
    """Return whom a line can be given to: members who are here and do not inspect."""
    inspect = Q(grants__role=Role.INSPECTOR)
    return present_members(scope).exclude(
        pk__in=Member.objects.filter(inspect, partnership=scope.partnership).values("pk")
    )


def bodies(scope: Scope) -> QuerySet[Organisation]:
    """Return the organisations that a line can be given to."""
    return organisations(scope).exclude(kind__in=NO_PARTNERS)


def proofs(scope: Scope, inspection: Inspection) -> dict[int, list[Item]]:
    """Return the evidence of lines that this person may see."""
    ids = inspection.tasks.values_list("pk", flat=True)
    return {int(each): items for each, items in evidence.evidence_of(scope, KIND, ids).items()}
