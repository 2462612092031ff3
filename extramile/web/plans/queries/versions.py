"""A plan as it stood: its snapshots with what they hold, and the documents of its board packs."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import BuiltFile, Meeting, PackFile, Plan, Snapshot, SnapshotKind

# A file leaves what it was built from behind: who was put out of a circle, what was changed since.
KEPT = timedelta(days=1)


def snapshot(found: Plan, number: int) -> Snapshot | None:
    """Return a plan as it stood, with what it holds, or None."""
    rows = found.snapshots.select_related("by").prefetch_related("replies__by")
    return rows.filter(number=number).first()


def last_pack(found: Plan) -> Snapshot | None:
    """Return the newest board pack of a plan, or None."""
    return found.snapshots.filter(kind=SnapshotKind.PACK).select_related("by").order_by("-number").first()


def packs(found: Plan) -> QuerySet[Snapshot]:
    """Return the board packs of a plan, the newest first, with their meetings; without what they hold."""
    rows = found.snapshots.filter(kind=SnapshotKind.PACK).defer("content")
    return rows.select_related("by", "meeting").order_by("-number")


def forms_of(packs_found: list[Snapshot]) -> dict[int, list[str]]:
    """Return in which forms packs are kept, by the id of the snapshot; their bytes stay where they are."""
    forms: dict[int, list[str]] = {}
    for snapshot_id, form in PackFile.objects.filter(snapshot__in=packs_found).values_list("snapshot", "form"):
        forms.setdefault(snapshot_id, []).append(form)
    return forms


def file_of(found: Plan, number: int, form: str) -> PackFile | None:
    """Return a board pack in a form, as the board had it, or None."""
    rows = PackFile.objects.filter(snapshot__plan=found, snapshot__number=number, form=form)
    return rows.select_related("snapshot__meeting").first()


def waiting(found: Plan) -> QuerySet[Meeting]:
    """Return the meetings for which a pack was asked for, and is not built."""
    return found.meetings.filter(snapshot=None).select_related("by")


def built(scope: Scope, found: Plan, built_id: int) -> BuiltFile | None:
    """Return a document that this person had built, once it is."""
    rows = BuiltFile.objects.filter(pk=built_id, person=scope.person, plan=found)
    return rows.exclude(content=b"").exclude(pk__in=outlived()).first()


def outlived() -> QuerySet[BuiltFile]:
    """Return the documents that were kept for long enough. Board packs are not among them: they stay with the plan."""
    return BuiltFile.objects.filter(at__lt=timezone.now() - KEPT)
