"""What the library keeps: reports that were read, their findings, and corrections by people.

The national facts (register, indicators) are not here: they come from the core's reference tables. A report points at
its inspection in the register by the register's own id. The reading is kept as it was; a correction stands beside it.
Use `queries` to read and `actions` to write.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Kind(models.TextChoices):
    """The four kinds of finding that a report has, in the order of the report."""

    EFFECTIVE = "effective", "Effective"
    IMPROVE = "improve", "To do better"
    PRIORITY_ACTION = "priority_action", "Priority action"
    AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement"


class Report(models.Model):
    """One published report as it was read."""

    # The register's id of the inspection, or one made from the area's name for a report that the register lacks.
    slug = models.SlugField(max_length=80, unique=True)
    in_register = models.BooleanField()
    is_fictional = models.BooleanField(default=False)
    framework = models.CharField(max_length=10)
    area_code = models.CharField(max_length=3, blank=True, db_index=True)
    area_name = models.CharField(max_length=120)
    region = models.CharField(max_length=40, blank=True, db_index=True)
    started = models.DateField(null=True)
    ended = models.DateField(null=True)
    published = models.DateField(null=True)
    outcome = models.PositiveSmallIntegerField(null=True)
    # What outcome and days were before anybody corrected them: they stand again when a correction is taken back.
    facts_as_read = models.JSONField(default=dict)
    # The whole reading, with printed text and pages, as the reader returned it (without people's names).
    reading = models.JSONField()
    file_name = models.CharField(max_length=200)
    file_hash = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField(auto_now=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-started", "area_name"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__isnull=True) | Q(outcome__range=(1, 3)), name="outcome_1_to_3"),
            models.CheckConstraint(condition=Q(in_register=False) | Q(is_fictional=False), name="register_is_real"),
        ]

    def __str__(self) -> str:
        return self.slug


class Origin(models.TextChoices):
    """How a finding came to be in the library."""

    READ = "read", "read from the report"
    SPLIT = "split", "the second part of a finding that an editor parted"
    ADDED = "added", "added by an editor"
    # It stays because somebody corrected it.
    EARLIER = "earlier", "read from the report once, and no longer"


class Finding(models.Model):
    """One finding of a report: a bullet, or a row of an action table."""

    # Its permanent address: <report>-<kind>-<number>. The number is its first position, and stays when that changes.
    key = models.SlugField(max_length=120, unique=True)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=20, choices=Kind, db_index=True)
    position = models.PositiveSmallIntegerField()
    # As shown: the reading, or what an editor corrected it to. The search index is on this column.
    text = models.TextField()
    text_as_read = models.TextField()
    themes_as_read = models.JSONField(default=list)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.READ)
    # Taken back by an editor: kept for its corrections, shown nowhere.
    withdrawn = models.BooleanField(default=False)
    responsible = models.JSONField(default=list)
    page = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["report", "kind", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "position"], condition=Q(withdrawn=False), name="one_finding_per_place"
            )
        ]

    def __str__(self) -> str:
        return self.key


class FindingTheme(models.Model):
    """A theme that a finding speaks to, and the words that gave it."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=60, db_index=True)
    words = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["finding", "position"]
        constraints = [models.UniqueConstraint("finding", "theme", name="a_theme_once_per_finding")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.theme}"


class Correction(models.Model):
    """What an editor changed in a reading: before, after, who, when, why. Never edited; it may be taken back.

    `finding` is empty where a fact of the report itself was corrected.
    """

    class Field(models.TextChoices):
        """What can be corrected."""

        TEXT = "text", "Words of the finding"
        THEMES = "themes", "Themes"
        SPLIT = "split", "Parted in two"
        ADDED = "added", "Added: the reader had missed it"
        OUTCOME = "outcome", "Outcome"
        STARTED = "started", "First day"
        ENDED = "ended", "Last day"
        PUBLISHED = "published", "Day of publication"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="corrections")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=10, choices=Field)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="undone_has_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="correction_says_why"),
            models.CheckConstraint(
                condition=Q(finding__isnull=False, field__in=["text", "themes", "split", "added"])
                | Q(finding__isnull=True, field__in=["outcome", "started", "ended", "published"]),
                name="field_fits_what_is_corrected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id or self.report_id} {self.field}"


# Which later corrections of the same thing stand on one, so that it cannot be taken back before them.
STANDS_ON = {
    Correction.Field.TEXT: {Correction.Field.TEXT, Correction.Field.SPLIT},
    Correction.Field.THEMES: {Correction.Field.THEMES, Correction.Field.SPLIT},
    Correction.Field.SPLIT: {Correction.Field.TEXT, Correction.Field.THEMES, Correction.Field.SPLIT},
    Correction.Field.ADDED: {Correction.Field.TEXT, Correction.Field.THEMES, Correction.Field.SPLIT},
}


class LibraryState(models.Model):
    """One row: a number that grows with every change, so that pages kept ready know when they are out of date."""

    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
