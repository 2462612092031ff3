"""A load of a return, and what its check came to in numbers.

No value of a child stands here: no name, no row, no heading and no file name, for each could be somebody's. These are in the
snapshot, which the evidence store keeps encrypted.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from extramile.web.audit.kept import Kept
from extramile.web.partnerships.models import Partnership


class Load(models.Model):
    """Files that somebody loaded. `upload` is where they wait to be read, `snapshot` where the outcome is; both are hashes."""

    class State(models.TextChoices):
        """Where a load stands."""

        READING = "reading", "Being read"
        CHECKED = "checked", "Checked"
        REFUSED = "refused", "Could not be read"
        DELETED = "deleted", "Deleted"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="loads")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.READING, db_index=True)
    job = models.UUIDField(null=True)
    upload = models.CharField(max_length=64, blank=True)
    snapshot = models.CharField(max_length=64, blank=True)
    # What the manifest says that is nobody's: which return, which reader, the hashes of the files.
    kind = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    as_of = models.DateField(null=True)
    reader_version = models.PositiveSmallIntegerField(null=True)
    sources = models.JSONField(default=list)
    compared_with = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    ends_on = models.DateField(db_index=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="deleted", snapshot="", upload="", deleted_at__isnull=False)
                | (~Q(state="deleted") & Q(deleted_at__isnull=True)),
                name="deleted_load_has_nothing_left",
            ),
            models.CheckConstraint(
                condition=~Q(state="checked") | (~Q(snapshot="") & ~Q(kind="")),
                name="checked_load_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"load {self.pk}"


class LoadedTable(models.Model):
    """A table of a load and how many rows it has."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="tables")
    table = models.CharField(max_length=80)
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["load", "table"], name="table_once_in_a_load")]

    def __str__(self) -> str:
        return self.table


class RuleCount(models.Model):
    """How a rule went in a load. `new`, `gone` and `same` count problems beside the load before; unknown where there is none."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="rules")
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=10)
    family = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    failures = models.PositiveIntegerField()
    judged = models.PositiveIntegerField(null=True)
    new = models.PositiveIntegerField(null=True)
    gone = models.PositiveIntegerField(null=True)
    same = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["load", "rule"], name="rule_once_in_a_load")]

    def __str__(self) -> str:
        return self.rule


class Measured(models.Model):
    """That the measures of a load are worked out. `sealed` is the hash of the raw figures and rows, kept encrypted like its snapshot.

    `declared` is the hash of the declarations they were worked out by: once these change, they can be worked out again.
    """

    load = models.OneToOneField(Load, on_delete=models.CASCADE, related_name="measured")
    job = models.UUIDField(null=True)
    # Written down before the file is there; `made_at` says that it is.
    sealed = models.CharField(max_length=64, blank=True)
    declared = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"measures of load {self.load_id}"


class Release(Kept):
    """Figures of a load that somebody let out: for each audience what disclosure control allows, and nothing raw. It outlives the load."""

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="releases")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"figures of load {self.load_id}"
