"""Findings of an inspection, the report that says them, points about its facts, praise, and how well the area knew itself.

Everything here is under embargo until the inspection is published. Write with `actions` only.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from extramile.web.audit.kept import Kept
from extramile.web.enquiries.models import Note
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.models import Organisation
from extramile.web.selfevaluation.models import Claim
from extramile.web.timetable.models import Session

PERSON = settings.AUTH_USER_MODEL


class FindingState(models.TextChoices):
    """Where a finding stands."""

    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Waits for a second person"
    RETURNED = "returned", "Returned"
    MODERATED = "moderated", "Moderated"
    DROPPED = "dropped", "Dropped"


class Finding(models.Model):
    """One finding. `kind` is a kind of finding of the pack (`Pack.finding_kinds`); `responsible` are those who must act.

    `source` names the finding of the library that it was taken from, where a published report was read; `page` its page.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=40)
    words = models.TextField()
    criteria = models.JSONField(default=list)
    responsible = models.ManyToManyField(Organisation, related_name="+", blank=True)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    # What it rests on beside evidence (`queries.proof`): what was said or seen there.
    note = models.ForeignKey(Note, null=True, on_delete=models.SET_NULL, related_name="+")
    session = models.ForeignKey(Session, null=True, on_delete=models.SET_NULL, related_name="+")
    source = models.CharField(max_length=120, blank=True)
    page = models.PositiveSmallIntegerField(null=True)
    revision = models.PositiveIntegerField(default=1)
    # Who made it, and whose are the words that stand: neither moderates it.
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # When its words were last corrected after publication; the reason stands with the text.
    corrected_at = models.DateTimeField(null=True)
    moderated_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    moderated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_finding_has_words"),
            models.CheckConstraint(
                condition=~Q(state="moderated") | Q(moderated_by__isnull=False),
                name="a_moderated_finding_has_its_moderator",
            ),
            models.CheckConstraint(
                condition=Q(moderated_by=None) | ~Q(moderated_by=models.F("author")), name="nobody_moderates_their_own"
            ),
            models.CheckConstraint(
                condition=Q(moderated_by=None)
                | Q(written_by=None)
                | Q(corrected_at__isnull=False)
                | ~Q(moderated_by=models.F("written_by")),
                name="nobody_moderates_their_own_words",
            ),
            models.UniqueConstraint(
                "inspection", "source", condition=~Q(source=""), name="a_source_once_per_inspection"
            ),
        ]

    def __str__(self) -> str:
        return f"finding {self.pk}"


class FindingText(models.Model):
    """A finding as one person saved it: its words, and what else was said of it. `why` is the reason of a correction."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="texts")
    revision = models.PositiveIntegerField()
    words = models.TextField()
    kind = models.CharField(max_length=40, blank=True)
    criteria = models.JSONField(default=list)
    # Ids of organisations.
    responsible = models.JSONField(default=list)
    note = models.ForeignKey(Note, null=True, on_delete=models.SET_NULL, related_name="+")
    session = models.ForeignKey(Session, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint("finding", "revision", name="a_finding_text_once_per_revision")]

    def __str__(self) -> str:
        return f"finding {self.finding_id}, text {self.revision}"


class FindingStep(models.Model):
    """A step that a finding took (`core.inspecting.FINDING`), who took it and what they said."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    reached = models.CharField(max_length=10)
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"step {self.step} of finding {self.finding_id}"


class Judgement(models.Model):
    """The outcome as it is being agreed (`core.inspecting.OUTCOME`). The inspection has it from publication on only.

    So no list, date or feed that reads the inspection can show it early.
    """

    inspection = models.OneToOneField(Inspection, on_delete=models.CASCADE, related_name="judgement")
    # An outcome of the pack.
    outcome = models.CharField(max_length=60)
    why = models.TextField()
    state = models.CharField(max_length=10, default="proposed")
    revision = models.PositiveIntegerField(default=1)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="an_outcome_has_reasons"),
            models.CheckConstraint(
                condition=Q(state="agreed", agreed_by__isnull=False, agreed_at__isnull=False)
                | (~Q(state="agreed") & Q(agreed_by=None, agreed_at=None)),
                name="an_agreed_outcome_has_who_agreed",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=models.F("proposed_by")), name="nobody_agrees_their_own"
            ),
        ]

    def __str__(self) -> str:
        return f"outcome of inspection {self.inspection_id}"


class JudgementStep(models.Model):
    """A step that an outcome took, with what was proposed then and what was said."""

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    reached = models.CharField(max_length=10)
    outcome = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"step {self.step} of outcome {self.judgement_id}"


class Publication(models.Model):
    """That an inspection was published: by whom here, where it can be read, and when the thanks went out."""

    inspection = models.OneToOneField(Inspection, on_delete=models.CASCADE, related_name="publication")
    address = models.URLField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"publication of inspection {self.inspection_id}"


class PublicationCorrection(models.Model):
    """That the day or the address of a publication was entered wrongly: what stood there, what stands now, and why."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    on_before = models.DateField()
    on = models.DateField()
    address_before = models.URLField(max_length=500, blank=True)
    address = models.URLField(max_length=500, blank=True)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("publication", "number", name="a_publication_correction_once"),
            models.CheckConstraint(condition=~Q(why=""), name="a_publication_is_corrected_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"correction {self.number} of publication {self.publication_id}"


class Thanks(models.Model):
    """A letter of thanks to a setting or an organisation that took part: its text as a person left it, and when it went."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="thanks")
    # Whom it goes to, in words; `part` is what they did.
    name = models.CharField(max_length=200)
    part = models.CharField(max_length=300, blank=True)
    words = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by_way = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint("inspection", "name", name="thanked_once_per_inspection")]

    def __str__(self) -> str:
        return f"thanks {self.pk}"


class ThanksText(Kept):
    """A letter of thanks as it was composed, or as one person saved it. The newest stands in the letter."""

    thanks = models.ForeignKey(Thanks, on_delete=models.PROTECT, related_name="texts")
    revision = models.PositiveIntegerField()
    words = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint("thanks", "revision", name="a_text_of_thanks_once_per_revision")]

    def __str__(self) -> str:
        return f"thanks {self.thanks_id}, text {self.revision}"


class SectionText(models.Model):
    """What people wrote in a section of the letter or report, in place of or beside what its template composes.

    Each text that somebody saved has a row of its own; the one with the highest revision stands.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="sections")
    section = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["section", "revision"]
        constraints = [
            models.UniqueConstraint("inspection", "section", "revision", name="a_section_text_once_per_revision")
        ]

    def __str__(self) -> str:
        return f"section {self.section} of {self.inspection_id}, text {self.revision}"


class PointState(models.TextChoices):
    """What became of a point about the facts of a draft."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    NOT_ACCEPTED = "not-accepted", "Not accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class PointKind(models.TextChoices):
    """What a point says is wrong."""

    FACT = "fact", "A fact"
    FIGURE = "figure", "A figure"
    NAME = "name", "A name or a title"
    OMISSION = "omission", "Something is left out"
    BALANCE = "balance", "The evidence says otherwise"


class AccuracyPoint(models.Model):
    """One point of the factual-accuracy check of a draft: what is wrong, the proof, and what was answered."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=PointKind)
    # Where in the draft: a section, a page, a paragraph; and the finding, where it is one of ours.
    place = models.CharField(max_length=160)
    finding = models.ForeignKey(Finding, null=True, on_delete=models.SET_NULL, related_name="points")
    says = models.TextField()
    should_say = models.TextField()
    proof = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=PointState, default=PointState.OPEN)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("inspection", "number", name="point_numbers_are_unique")]

    def __str__(self) -> str:
        return f"point {self.number} of inspection {self.inspection_id}"


class PointText(models.Model):
    """A point as one person saved it, or as it stood after a step: what it said, and what was answered then."""

    point = models.ForeignKey(AccuracyPoint, on_delete=models.CASCADE, related_name="texts")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=PointKind)
    place = models.CharField(max_length=160)
    finding = models.ForeignKey(Finding, null=True, on_delete=models.SET_NULL, related_name="+")
    says = models.TextField()
    should_say = models.TextField()
    proof = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=PointState)
    answer = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint("point", "revision", name="a_point_text_once_per_revision")]

    def __str__(self) -> str:
        return f"point {self.point_id}, text {self.revision}"


class Decision(models.TextChoices):
    """How a finding and what the area had said of itself go together: the names of core.inspecting.Knowledge."""

    AGREED = "agreed", "Agreed"
    PARTLY = "partly", "Partly"
    MISSED_BY_US = "missed-by-us", "Missed by us"
    MISSED_BY_THEM = "missed-by-them", "Missed by them"


class Pair(models.Model):
    """A finding and a claim that a person set side by side; or one of them alone, which the other side had not said."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="pairs")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.CASCADE, related_name="pairs")
    claim = models.ForeignKey(Claim, null=True, on_delete=models.CASCADE, related_name="pairs")
    decision = models.CharField(max_length=15, choices=Decision)
    why = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("inspection", "finding", "claim", name="a_pair_once"),
            models.CheckConstraint(
                condition=Q(decision__in=["agreed", "partly"], finding__isnull=False, claim__isnull=False)
                | Q(decision="missed-by-us", finding__isnull=False, claim=None)
                | Q(decision="missed-by-them", finding=None, claim__isnull=False),
                name="a_pair_has_the_sides_of_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"pair {self.pk}"


class PraiseConsent(models.TextChoices):
    """Whether those who were praised want to be named."""

    NOT_ASKED = "not-asked", "Not asked yet"
    GIVEN = "given", "Want to be named"
    UNNAMED = "unnamed", "Want it told without their name"
    REFUSED = "refused", "Do not want it told"


class Recognition(models.Model):
    """Practice that was praised in a visit or a group: somebody went the extra mile, and it is said."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="recognitions")
    session = models.ForeignKey(Session, null=True, on_delete=models.SET_NULL, related_name="recognitions")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    # Who did it: a person, a team. Shown only with their consent.
    who = models.CharField(max_length=160)
    email = models.EmailField(blank=True)
    words = models.TextField()
    said_by = models.CharField(max_length=160)
    consent = models.CharField(max_length=10, choices=PraiseConsent, default=PraiseConsent.NOT_ASKED)
    consent_on = models.DateField(null=True)
    thanked_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="praise_has_words"),
            models.CheckConstraint(
                condition=Q(shared_at=None) | Q(consent__in=["given", "unnamed"]), name="praise_is_shared_with_consent"
            ),
        ]

    def __str__(self) -> str:
        return f"recognition {self.pk}"


class BuiltFile(models.Model):
    """A document of this app that a job built, kept for a day for the person who asked for it."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=20)
    form = models.CharField(max_length=5)
    # Empty until it is built.
    content = models.BinaryField(default=bytes)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"file {self.pk}"


class ReadReport(models.Model):
    """A published report that somebody sent to be read into an inspection. The file itself is emptied once it is read."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="readings")
    content = models.BinaryField(default=bytes)
    # What it says of the whole: outcome, days, area, warnings; empty until it is read.
    said = models.JSONField(default=dict)
    problem = models.CharField(max_length=400, blank=True)
    read_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"reading {self.pk}"


class Proposal(models.Model):
    """A finding as the reader read it: it becomes one of ours only when a person confirms it."""

    reading = models.ForeignKey(ReadReport, on_delete=models.CASCADE, related_name="proposals")
    # Its name in the report, such as effective-3: a finding made from it has it as its source.
    source = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    words = models.TextField()
    responsible = models.JSONField(default=list)
    page = models.PositiveSmallIntegerField(null=True)
    position = models.PositiveSmallIntegerField()
    finding = models.ForeignKey(Finding, null=True, on_delete=models.SET_NULL, related_name="+")
    left_out_why = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False) | Q(finding=None, left_out_why=""),
                name="a_decided_proposal_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"
