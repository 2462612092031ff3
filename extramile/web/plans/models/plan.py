"""A plan itself: themes, actions, measures with their readings, families' word, and what changed."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from extramile.web.audit.kept import Kept, KeptRows
from extramile.web.evidence import recalled
from extramile.web.evidence.models import Item
from extramile.web.findings.models import Finding
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.models import Member, Organisation, Partnership
from extramile.web.voices.models import LoopEntry

PERSON = settings.AUTH_USER_MODEL


class Plan(models.Model):
    """A plan of a partnership. `pack` and `kind` name a kind of plan of a framework; `state` is one of core.planning.PLAN.

    Milestones are counted in months from `begins`.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="plans")
    pack = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=160)
    # The inspection whose findings it answers; none for a plan that no inspection asked for.
    inspection = models.ForeignKey(Inspection, null=True, on_delete=models.PROTECT, related_name="plans")
    state = models.CharField(max_length=10, default="writing")
    # The board that oversees it, as it is called there.
    board = models.CharField(max_length=160, blank=True)
    begins = models.DateField()
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-begins", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="a_plan_has_a_title")]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class PartText(Kept):
    """A part of a plan beside its themes (commitment, governance, co-production), as one person saved it. The newest stands."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="parts")
    # A part of the kind of plan, or one of `plans.parts.OWN`.
    part = models.CharField(max_length=60)
    revision = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["part", "revision"]
        constraints = [models.UniqueConstraint("plan", "part", "revision", name="a_part_text_once_per_revision")]

    def __str__(self) -> str:
        return f"part {self.part} of plan {self.plan_id}, text {self.revision}"


class Theme(models.Model):
    """What a plan wants to be different, and for whom; its actions and measures stand under it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="themes")
    title = models.CharField(max_length=200)
    # The outcome wanted: what will be different for children and families.
    outcome = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)
    # A theme is taken out, never deleted: what was said and measured stays.
    out_at = models.DateTimeField(null=True)
    out_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_theme_has_a_title"),
            models.CheckConstraint(
                condition=Q(out_at=None, out_why="") | (Q(out_at__isnull=False) & ~Q(out_why="")),
                name="a_theme_is_taken_out_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"theme {self.pk}"


class FindingIn(models.Model):
    """How a plan answers a finding: in a theme, or not, and then why not."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="findings")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="plans")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.PROTECT, related_name="findings")
    why_not = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["finding__position", "id"]
        constraints = [
            models.UniqueConstraint("plan", "finding", name="a_finding_once_per_plan"),
            models.CheckConstraint(
                condition=Q(theme__isnull=False, why_not="") | (Q(theme=None) & ~Q(why_not="")),
                name="a_finding_is_in_a_theme_or_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"finding {self.finding_id} in plan {self.plan_id}"


class Confidence(models.TextChoices):
    """How sure people are that an action will be done by its day."""

    HIGH = "high", "Sure"
    FAIR = "fair", "Fairly sure"
    LOW = "low", "Not sure"
    UNKNOWN = "unknown", "Not said yet"


class Risk(models.TextChoices):
    """How much what could go wrong weighs."""

    NONE = "none", "No risk named"
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Action(models.Model):
    """Something that is done. It belongs to the partnership and may serve several plans.

    `state` is one of core.planning.ACTIVITY.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=400)
    # The body that answers for it, and the person; others take part.
    body = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    others = models.ManyToManyField(Organisation, related_name="+", blank=True)
    # Some of core.planning's education, health, care.
    sectors = models.JSONField(default=list)
    begins = models.DateField(null=True)
    due = models.DateField(null=True)
    state = models.CharField(max_length=12, default="not-started")
    # When it was done or stopped.
    settled_at = models.DateTimeField(null=True)
    confidence = models.CharField(max_length=8, choices=Confidence, default=Confidence.UNKNOWN)
    risk = models.CharField(max_length=8, choices=Risk, default=Risk.NONE)
    risk_words = models.CharField(max_length=500, blank=True)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    cost_words = models.CharField(max_length=200, blank=True)
    # What must be done before it.
    needs = models.ManyToManyField("self", symmetrical=False, related_name="needed_by", blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="an_action_has_words"),
            models.CheckConstraint(
                condition=Q(begins=None) | Q(due=None) | Q(due__gte=F("begins")), name="an_action_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "stopped"], settled_at__isnull=False)
                | (~Q(state__in=["done", "stopped"]) & Q(settled_at=None)),
                name="a_settled_action_has_its_time",
            ),
            models.CheckConstraint(condition=Q(risk="none") | ~Q(risk_words=""), name="a_risk_is_in_words"),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"


class ActionIn(models.Model):
    """That an action serves a theme."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="places")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint("theme", "action", name="an_action_once_per_theme")]

    def __str__(self) -> str:
        return f"action {self.action_id} in theme {self.theme_id}"


class Milestone(models.Model):
    """Where an action should be after so many months, and where it was."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    months = models.PositiveSmallIntegerField(null=True)
    due = models.DateField()
    expected = models.CharField(max_length=400)
    actual = models.CharField(max_length=400, blank=True)
    reached_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(expected=""), name="a_milestone_expects_something"),
            models.CheckConstraint(
                condition=Q(reached_on=None) | ~Q(actual=""), name="a_reached_milestone_says_what_is"
            ),
        ]

    def __str__(self) -> str:
        return f"milestone {self.pk}"


class MeasureKind(models.TextChoices):
    """Who says whether something changed."""

    IMPACT = "impact", "Impact measure"
    EXPERIENCE = "experience", "Families' experience"


class MeasureSource(models.TextChoices):
    """Where the readings of a measure come from."""

    INDICATOR = "indicator", "A published indicator"
    VOICE = "voice", "A question of a survey"
    RETURNS = "returns", "A measure of the area's returns"
    OWN = "own", "The area's own figures"


class Measure(models.Model):
    """What shows whether a theme changes anything. `core.planning.Measure` is made from it; its status stands in no column."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(max_length=10, choices=MeasureKind, default=MeasureKind.IMPACT)
    title = models.CharField(max_length=200)
    # What is counted, among whom, how.
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    good = models.CharField(max_length=4, choices=[("up", "Higher is better"), ("down", "Lower is better")])
    baseline = models.FloatField(null=True)
    baseline_on = models.DateField(null=True)
    target = models.FloatField(null=True)
    target_by = models.DateField(null=True)
    tolerance = models.FloatField(default=0)
    # [{"by": day, "value": figure}]: where it should be on the way.
    waypoints = models.JSONField(default=list)
    source = models.CharField(max_length=9, choices=MeasureSource, default=MeasureSource.OWN)
    # What the source calls it: the id of an indicator and the area, the id of a question, of a measure.
    source_ref = models.JSONField(default=dict)
    source_words = models.CharField(max_length=300, blank=True)
    every_months = models.PositiveSmallIntegerField(null=True)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    out_at = models.DateTimeField(null=True)
    out_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_measure_has_a_title"),
            models.CheckConstraint(condition=Q(good__in=["up", "down"]), name="a_measure_has_a_direction"),
            models.CheckConstraint(
                condition=Q(baseline=None, baseline_on=None) | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="a_baseline_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(target=None, target_by=None) | Q(target__isnull=False, target_by__isnull=False),
                name="a_target_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(baseline_on=None) | Q(target_by=None) | Q(target_by__gt=F("baseline_on")),
                name="a_target_lies_after_its_baseline",
            ),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="a_tolerance_is_not_negative"),
            models.CheckConstraint(
                condition=Q(out_at=None, out_why="") | (Q(out_at__isnull=False) & ~Q(out_why="")),
                name="a_measure_is_taken_out_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"measure {self.pk}"


class ReadingState(models.TextChoices):
    """What is known of a figure: three different things."""

    KNOWN = "known", "Known"
    SUPPRESSED = "suppressed", "Not shown: small numbers"
    MISSING = "missing", "Not available"


class Readings(models.Manager.from_queryset(KeptRows)):  # type: ignore[misc]
    """Readings, each with when, by whom and why the release that it was taken from was taken back: no question more."""

    def get_queryset(self) -> KeptRows:
        """Return every reading."""
        found: KeptRows = super().get_queryset().annotate(**recalled.columns("release"))
        return found


class Reading(Kept):
    """A figure of a measure for a day. A wrong one is replaced by another: the newest of a day stands, the others can be seen."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    # The last day of the time that it speaks of.
    day = models.DateField()
    state = models.CharField(max_length=10, choices=ReadingState, default=ReadingState.KNOWN)
    value = models.FloatField(null=True)
    # Of a share: how many of how many, where that is known.
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    # Where this figure comes from: one that somebody enters is the area's own, whatever the others of its measure are.
    source = models.CharField(max_length=9, choices=MeasureSource, default=MeasureSource.OWN)
    # The frozen figure that it was taken from.
    evidence = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")
    # Of a figure of a return: the release that tells it. The room of returns stands above this one, so it is a number here.
    release = models.PositiveBigIntegerField(null=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # What `Readings` reads with it: that its release was taken back since. Then it proves nothing.
    back_at: datetime | None = None
    back_by: str | None = None
    back_why: str | None = None

    objects = Readings()

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="known", value__isnull=False) | (~Q(state="known") & Q(value=None, numerator=None)),
                name="a_known_reading_has_its_figure",
            ),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(denominator__isnull=False), name="a_numerator_has_a_denominator"
            ),
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"

    def stands_as(self, value: float | None, state: str, source: str) -> bool:
        """Say whether it is this figure, and was not taken back: what was is replaced by the same of a release that stands."""
        return self.back_at is None and (self.value, self.state, self.source) == (value, state, source)


class FamilyWord(models.Model):
    """That families said something got better, where and when they said it: it counts as a sign for a year."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="words")
    # How it is called on a page, and what was said.
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    said_on = models.DateField()
    # Where it was said: an entry of the loop, or evidence (a voice theme, a note of a session).
    loop = models.ForeignKey(LoopEntry, null=True, on_delete=models.SET_NULL, related_name="+")
    evidence = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-said_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_family_word_has_a_title"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="a_family_word_is_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"family word {self.pk}"


class Change(Kept):
    """One change of something in plans: what it was before and after, why, who, when. A step of an action is one too."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="changes")
    # Which table (plan, theme, action, milestone, measure, word, decision) and which row.
    kind = models.CharField(max_length=12)
    thing_id = models.PositiveBigIntegerField()
    # What was done, in a word: "made", "changed", or a step of its table.
    verb = models.CharField(max_length=20)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["kind", "thing_id"], name="changes_of_a_thing")]

    def __str__(self) -> str:
        return f"change {self.pk}"
