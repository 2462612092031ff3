"""Lines of a checklist on the golden thread: what was sent to inspectors before they came."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.text import Truncator

from extramile.web.evidence.threads import rests_on_evidence
from extramile.web.inspections.models import Task
from extramile.web.inspections.queries import tasks as queries
from extramile.web.partnerships.scope import Scope
from extramile.web.thread import things
from extramile.web.thread.things import Stage, Thing

TASK = "checklist"


def find(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the lines of checklists that this person sees."""
    if not queries.may_see(scope):
        return []
    rows = Task.objects.filter(pk__in=things.numbers(ids), inspection__partnership=scope.partnership)
    return [
        Thing(
            TASK,
            str(each.pk),
            Truncator(each.words).chars(160),
            reverse("inspections:task", args=[scope.name, each.inspection_id, each.pk]),
            each.inspection.title,
        )
        for each in rows.select_related("inspection").order_by("pk")
    ]


def counted(scope: Scope, ids: Collection[str]) -> Iterable[object]:
    """Return the lines of checklists of the partnership's inspections, also for who does not see them."""
    rows = Task.objects.filter(pk__in=things.numbers(ids), inspection__partnership=scope.partnership)
    return rows.order_by().values_list("pk", flat=True)


things.kind(things.Kind(TASK, "Line of a checklist", Stage.CLAIM, find, counted=counted))
rests_on_evidence(TASK, queries.KIND, "was given for")
