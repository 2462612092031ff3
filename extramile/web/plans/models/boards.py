"""What others have of a plan: versions as it stood, what was answered, results of a re-visit, decisions and packs of its board."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from extramile.web.audit.kept import Kept
from extramile.web.findings.models import Finding
from extramile.web.inspections.models import Inspection
from extramile.web.plans.models.plan import Action, FindingIn, Plan

PERSON = settings.AUTH_USER_MODEL


class SnapshotKind(models.TextChoices):
    """Why a plan was frozen."""

    SUBMISSION = "submission", "Submission"
    STOCKTAKE = "stocktake", "Stocktake"
    MONITORING = "monitoring", "Monitoring visit"
    PACK = "pack", "Board pack"


class Snapshot(Kept):
    """A plan as it stood: everything that its page showed, with its hash."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="snapshots")
    kind = models.CharField(max_length=10, choices=SnapshotKind)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    held_on = models.DateField()
    # Of a submission: to whom; of a visit: who came.
    whom = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    # Of a submission: by what way it went, and the days by which it was due, as they stood, each with its source and grade.
    way = models.CharField(max_length=120, blank=True)
    due = models.JSONField(default=list)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("plan", "number", name="snapshot_numbers_are_unique")]

    def __str__(self) -> str:
        return f"snapshot {self.number} of plan {self.plan_id}"


class Verdict(models.TextChoices):
    """What those who judge said of a submission or on a visit."""

    FIT = "fit", "Fit for purpose"
    NOT_FIT = "not-fit", "Not fit for purpose"
    COMMENTS = "comments", "Comments without a verdict"


class Reply(Kept):
    """What was answered to a submission, or said after a visit."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="replies")
    from_whom = models.CharField(max_length=200)
    on = models.DateField()
    verdict = models.CharField(max_length=8, choices=Verdict)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"reply {self.pk}"


class Result(Kept):
    """What a re-visit or a monitoring inspection said of one finding. The newest of a finding stands.

    `result` is a judgement of the framework in its own words: sufficient progress, effective action. It is taken from a finding
    of the re-visit (`said_in`), or typed with where it is written (`source`).
    """

    place = models.ForeignKey(FindingIn, on_delete=models.PROTECT, related_name="results")
    inspection = models.ForeignKey(Inspection, null=True, on_delete=models.PROTECT, related_name="+")
    said_in = models.ForeignKey(Finding, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    enough = models.BooleanField()
    result = models.CharField(max_length=80)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(said_in__isnull=False) | ~Q(source=""), name="a_result_says_where_it_is_from"
            )
        ]

    def __str__(self) -> str:
        return f"result {self.pk}"


class BoardDecision(models.Model):
    """Something that a board is asked to decide, and what it decided."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    asked = models.CharField(max_length=400)
    why = models.TextField(blank=True)
    wanted_by = models.DateField(null=True)
    decided = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    # Who decided, as they are called there (the board, its chair between two meetings), and why.
    decided_by = models.CharField(max_length=200, blank=True)
    decided_why = models.TextField(blank=True)
    # Nobody wants it decided any more.
    dropped_why = models.CharField(max_length=500, blank=True)
    action = models.ForeignKey(Action, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("plan", "number", name="decision_numbers_are_unique"),
            models.CheckConstraint(condition=Q(decided_on=None) | ~Q(decided=""), name="a_decision_is_in_words"),
        ]

    def __str__(self) -> str:
        return f"decision {self.number} of plan {self.plan_id}"


class Meeting(models.Model):
    """A meeting of the board for which a pack is built: the facts of its agenda. `snapshot` is there once it is built."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="meetings")
    day = models.DateField()
    # When it begins, and where it is held.
    begins = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=200, blank=True)
    # What stands on the agenda besides, a line each.
    agenda = models.TextField(blank=True)
    snapshot = models.OneToOneField(Snapshot, null=True, on_delete=models.PROTECT, related_name="meeting")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class PackFile(Kept):
    """A board pack as the board had it, in one form: kept for the partnership, and never built again."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=5)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["snapshot", "form"]
        constraints = [models.UniqueConstraint("snapshot", "form", name="a_pack_once_in_each_form")]

    def __str__(self) -> str:
        return f"pack {self.pk}"
