"""Self-evaluations: their parts, claims, challenges, questions, versions, signatures and position statements.

A claim is never deleted: it is taken out, and what was said can be told later. Every saved text of a claim is kept
(`ClaimText`), so that two people who write at the same time can be shown what the other changed. Write with `actions` only.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from extramile.web.partnerships.models import Member, Organisation, Partnership

PERSON = settings.AUTH_USER_MODEL


class EvaluationState(models.TextChoices):
    """Where a self-evaluation stands."""

    WRITING = "writing", "Being written"
    AGREED = "agreed", "Agreed"
    SUPERSEDED = "superseded", "Superseded"


class PartState(models.TextChoices):
    """Where a part stands."""

    OPEN = "open", "Not assigned"
    ASSIGNED = "assigned", "Assigned"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    AGREED = "agreed", "Agreed"


class Polarity(models.TextChoices):
    """What a claim says: that something works, or that it does not yet."""

    STRENGTH = "strength", "Strength"
    GAP = "gap", "Gap"


class Confidence(models.TextChoices):
    """How sure those are who make a claim."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Service(models.TextChoices):
    """Which service a claim speaks of. A council speaks of education and of social care: its name alone does not tell."""

    TOGETHER = "together", "All services together"
    EDUCATION = "education", "Education"
    HEALTH = "health", "Health"
    SOCIAL_CARE = "social-care", "Social care"


class Audience(models.TextChoices):
    """Whose voice it is."""

    YOUNG_PEOPLE = "young-people", "Children and young people"
    FAMILIES = "families", "Parents and carers"
    PRACTITIONERS = "practitioners", "Practitioners"


class Evaluation(models.Model):
    """One self-evaluation of a partnership under one framework.

    `revision` grows with each change of a text in it: a version is of one revision, and a signature of one version.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="evaluations")
    pack = models.CharField(max_length=60)
    title = models.CharField(max_length=160)
    period = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=EvaluationState, default=EvaluationState.WRITING)
    revision = models.PositiveIntegerField(default=1)
    # The older self-evaluation that this one was carried over from.
    origin = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="carried_to")
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="an_evaluation_has_a_title")]

    def __str__(self) -> str:
        return f"self-evaluation {self.pk}"


class Part(models.Model):
    """What somebody answers for: one criterion, or all of a group."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="parts")
    # The id of a group or of a criterion of the pack, and the criteria that it covers.
    covers = models.CharField(max_length=60)
    criteria = models.JSONField()
    position = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=PartState, default=PartState.OPEN)
    # What was said when it was returned, and who moved it last.
    reason = models.CharField(max_length=500, blank=True)
    moved_at = models.DateTimeField(null=True)
    moved_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("evaluation", "covers", name="a_part_once_per_evaluation"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(organisation__isnull=False), name="an_assigned_part_has_an_organisation"
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="a_returned_part_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.covers} of {self.evaluation_id}"


class Claim(models.Model):
    """One thing that the partnership says of itself, for one criterion.

    `revision` grows with each saved text; `last_confirmed` is the day on which somebody last said that it is still so.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="claims")
    criterion = models.CharField(max_length=60)
    polarity = models.CharField(max_length=10, choices=Polarity)
    judgement = models.CharField(max_length=300)
    what_we_do = models.TextField(blank=True)
    how_we_know = models.TextField(blank=True)
    difference = models.TextField(blank=True)
    what_next = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence)
    confidence_why = models.CharField(max_length=500, blank=True)
    service = models.CharField(max_length=12, choices=Service, default=Service.TOGETHER)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1)
    last_confirmed = models.DateField()
    confirmed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    # The claim of an older self-evaluation that this one was carried over from.
    origin = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="carried_to")
    taken_out_at = models.DateTimeField(null=True)
    taken_out_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["criterion", "-polarity", "id"]
        indexes = [models.Index("evaluation", "criterion", name="claims_of_a_criterion")]
        constraints = [
            models.CheckConstraint(condition=~Q(judgement=""), name="a_claim_has_a_judgement"),
            models.CheckConstraint(
                condition=Q(taken_out_at__isnull=True) | ~Q(taken_out_why=""), name="a_claim_is_taken_out_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"


class ClaimText(models.Model):
    """The texts of a claim as one person saved them: what the next person may have read before they wrote."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="texts")
    revision = models.PositiveIntegerField()
    texts = models.JSONField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint("claim", "revision", name="a_text_once_per_revision")]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, text {self.revision}"


class Draft(models.Model):
    """What one person has written and not yet put into the self-evaluation. Nobody else sees it."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="drafts")
    criterion = models.CharField(max_length=60)
    # The claim that it would change, and the revision that its writer read; empty for a new claim.
    claim = models.ForeignKey(Claim, null=True, on_delete=models.CASCADE, related_name="drafts")
    seen = models.PositiveIntegerField(default=0)
    texts = models.JSONField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint("person", "claim", condition=Q(claim__isnull=False), name="a_draft_per_claim"),
            models.UniqueConstraint(
                "person", "evaluation", "criterion", condition=Q(claim__isnull=True), name="a_draft_per_criterion"
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Challenge(models.Model):
    """Somebody asks whether a claim is so; those who made it answer."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="challenges")
    challenger = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000)
    at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="an_answered_challenge_has_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"challenge {self.pk}"


class Question(models.Model):
    """One question that a lead asks of named people, for one criterion."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="questions")
    criterion = models.CharField(max_length=60)
    words = models.CharField(max_length=500)
    due = models.DateField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due", "id"]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Asked(models.Model):
    """One person who was asked, and their answer: a member, or somebody reached by mail with a link of their own.

    The link is made from `nonce` and the installation's secret key, and kept nowhere.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="asked")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    # Who they speak for, as it stands with a quote: "head teacher, a primary school".
    post = models.CharField(max_length=160, blank=True)
    email = models.EmailField()
    audience = models.CharField(max_length=15, choices=Audience, default=Audience.PRACTITIONERS)
    nonce = models.CharField(max_length=32)
    reminded_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint("question", "email", name="a_person_once_per_question"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answer_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"asked {self.pk}"


class Quote(models.Model):
    """A person's own words beside a claim: who said them and when. From an answer, or from elsewhere with its source."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="quotes")
    words = models.TextField()
    who = models.CharField(max_length=300)
    audience = models.CharField(max_length=15, choices=Audience)
    said_on = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    answer = models.ForeignKey(Asked, null=True, on_delete=models.SET_NULL, related_name="quotes")
    placed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["said_on", "id"]
        constraints = [
            models.UniqueConstraint(
                "claim", "answer", condition=Q(answer__isnull=False), name="an_answer_once_per_claim"
            ),
        ]

    def __str__(self) -> str:
        return f"quote {self.pk}"


class HeardTheme(models.Model):
    """A theme of the room of voices that speaks to a claim: a reference; what is heard of it is asked there each time."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="themes")
    # The id of a theme, or of a code of the partnership's own.
    theme = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    placed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint("claim", "theme", name="a_theme_once_per_claim")]

    def __str__(self) -> str:
        return f"theme {self.theme} of {self.claim_id}"


class Version(models.Model):
    """The self-evaluation as it stood: numbered, frozen, never changed."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("evaluation", "number", name="evaluation_version_numbers_are_unique")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.evaluation_id}"


class SignOff(models.Model):
    """An organisation stands by a version. Withdrawn by the system when the text changes after."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sign_offs")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                "version", "organisation", condition=Q(withdrawn_at=None), name="an_organisation_signs_a_version_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="a_withdrawn_signature_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"sign-off {self.pk}"


class StatementLine(models.Model):
    """A claim chosen for the position statement: a reference and the revision that was read, never the words."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="statement")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    chosen_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint("evaluation", "claim", name="a_claim_once_per_statement")]

    def __str__(self) -> str:
        return f"line {self.position} of {self.evaluation_id}"


class Built(models.Model):
    """A document that took long to build, kept for a day for the person who asked for it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=20)
    form = models.CharField(max_length=5)
    # The revision of the text that it holds; empty bytes until it is built.
    revision = models.PositiveIntegerField(default=0)
    content = models.BinaryField(default=bytes)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"document {self.pk}"
