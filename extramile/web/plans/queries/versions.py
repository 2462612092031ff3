"""A plan as it stood: its snapshots with what they hold, and the documents of its board packs."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from extramile.web.jobs.models import Job
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import BuiltFile, Meeting, PackFile, Plan, Snapshot, SnapshotKind

# A file leaves what it was built from behind: who was put out of a circle, what was changed since.
KEPT = timedelta(days=1)

# The name of the job that builds a board pack.
PACK = "plans.pack"


def snapshot(found: Plan, number: int) -> Snapshot | None:
    """Return a plan as it stood, with what it holds, or None."""
    rows = found.snapshots.select_related("by", "meeting").prefetch_related("replies__by")
    return rows.filter(number=number).first()


def last_pack(found: Plan, before: date | None = None) -> Snapshot | None:
    """Return the newest board pack of a plan, or None; with `before` the one that stands for the last meeting before that day.

    A pack that was kept by hand belongs to the day on which it was held.
    """
    rows = found.snapshots.filter(kind=SnapshotKind.PACK).select_related("by")
    if before is None:
        return rows.order_by("-number").first()
    rows = rows.alias(of_day=Coalesce("meeting__day", "held_on")).filter(of_day__lt=before)
    return rows.order_by("-of_day", "-number").first()


def pack_of_day(found: Plan, meeting_day: date) -> Snapshot | None:
    """Return the pack that stands for the meeting of a day, the newest built for it, or None."""
    rows = found.snapshots.filter(kind=SnapshotKind.PACK, meeting__day=meeting_day).defer("content")
    return rows.order_by("-number").first()


def replaced_by(found: Snapshot) -> Snapshot | None:
    """Return the pack that was built later for the same meeting as this one, and stands for it now; None where this one stands."""
    if not hasattr(found, "meeting"):
        return None
    stands = pack_of_day(found.plan, found.meeting.day)
    return stands if stands and stands.pk != found.pk else None


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


def unbuilt(found: Plan) -> QuerySet[Meeting]:
    """Return the meetings for which a pack was asked for, and is not built."""
    return found.meetings.filter(snapshot=None).select_related("by")


def meeting(found: Plan, meeting_id: int) -> Meeting | None:
    """Return a meeting of a plan for which a pack was asked for, or None."""
    return found.meetings.select_related("plan").filter(pk=meeting_id).first()


def why_unbuilt(meetings: Sequence[Meeting]) -> dict[int, str]:
    """Return by meeting why its pack is not built; "" while it is being built."""
    if not meetings:
        return {}
    jobs = Job.objects.filter(work=PACK, arguments__meeting_id__in=[each.pk for each in meetings]).order_by("made_at")
    newest = {each.arguments["meeting_id"]: each for each in jobs}
    return {each.pk: _why_unbuilt(newest.get(each.pk)) for each in meetings}


def _why_unbuilt(job: Job | None) -> str:
    if job is not None and job.state in (Job.State.WAITING, Job.State.RUNNING):
        return ""
    return (job.problem if job else "") or "Nothing builds it any more."


def built(scope: Scope, found: Plan, built_id: int) -> BuiltFile | None:
    """Return a document that this person had built, once it is."""
    rows = BuiltFile.objects.filter(pk=built_id, person=scope.person, plan=found)
    return rows.exclude(content=b"").exclude(pk__in=outlived()).first()


def outlived() -> QuerySet[BuiltFile]:
    """Return the documents that were kept for long enough. Board packs are not among them: they stay with the plan."""
    return BuiltFile.objects.filter(at__lt=timezone.now() - KEPT)
