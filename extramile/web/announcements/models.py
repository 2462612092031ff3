"""Announcements, the words of those who are quoted in them, pictures, and what was corrected.

Words around facts: figures come from records and register, and are frozen (`facts`) when the checks pass. Texts, quotations
as they were, steps and corrections are written once. Write with `actions` only.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from extramile.web.audit.kept import Kept
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.models import Member, Partnership
from extramile.web.plans.models import Plan

PERSON = settings.AUTH_USER_MODEL
PUBLIC = ["published", "withdrawn"]


class Announcement(models.Model):
    """An announcement of a partnership: its texts (`core.announcing.FIELDS`), and where it stands (`ANNOUNCEMENT`)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="announcements")
    # What it tells of, if it does: figures and the decision are drawn from there.
    inspection = models.ForeignKey(Inspection, null=True, on_delete=models.PROTECT, related_name="announcements")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="announcements")
    # Its name in addresses, from its headline when it is first published; it never changes.
    slug = models.SlugField(max_length=80, blank=True)
    headline = models.CharField(max_length=140)
    standfirst = models.CharField(max_length=400, blank=True)
    meaning = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    to_improve = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    # The name of a saved question of the register, with which it compares.
    comparison = models.CharField(max_length=80, blank=True)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, default="writing")
    # The facts as they were when it passed its checks; those are the ones that everybody reads.
    facts = models.JSONField(null=True)
    publish_at = models.DateTimeField(null=True)
    scheduled_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    # When what everybody reads last changed: a correction, a withdrawal.
    changed_at = models.DateTimeField(null=True)
    withdrawn_note = models.CharField(max_length=500, blank=True)
    # It told of a person, and does not come back before that was taken out.
    withdrawn_for_privacy = models.BooleanField(default=False)
    # The parts of it that tell of a person, as they were named then, without those that were taken out since.
    privacy_parts = models.JSONField(default=list)
    # What the records said when somebody was last told that they say something else than the page, and when somebody left it so.
    told_facts = models.JSONField(null=True)
    left_facts = models.JSONField(null=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-published_at", "-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(headline=""), name="an_announcement_has_a_headline"),
            models.UniqueConstraint("partnership", "slug", condition=~Q(slug=""), name="a_slug_once_per_partnership"),
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC)
                | (Q(published_at__isnull=False, facts__isnull=False, changed_at__isnull=False) & ~Q(slug="")),
                name="what_is_published_has_its_facts_and_address",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "scheduled"]) | Q(facts__isnull=False),
                name="what_is_checked_has_its_facts",
            ),
            models.CheckConstraint(
                condition=Q(state="scheduled", publish_at__isnull=False, scheduled_by__isnull=False)
                | (~Q(state="scheduled") & Q(publish_at=None)),
                name="what_waits_for_its_time_has_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_note=""), name="a_withdrawal_has_its_note"
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn") | Q(withdrawn_for_privacy=False),
                name="only_what_is_withdrawn_is_so_for_privacy",
            ),
        ]

    def __str__(self) -> str:
        return f"announcement {self.pk}"


class AnnouncementText(Kept):
    """The texts of an announcement as one person saved them."""

    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="texts")
    revision = models.PositiveIntegerField()
    texts = models.JSONField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint("announcement", "revision", name="an_announcement_text_once_per_revision")
        ]

    def __str__(self) -> str:
        return f"announcement {self.announcement_id}, text {self.revision}"


class AnnouncementStep(Kept):
    """A step that an announcement took, with what was said. Without a person the system took it."""

    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12)
    reached = models.CharField(max_length=10)
    words = models.CharField(max_length=500, blank=True)
    # Taken to protect somebody: what was said is for few here.
    for_privacy = models.BooleanField(default=False)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"step {self.step} of announcement {self.announcement_id}"


class Quotation(models.Model):
    """Words of one person, who is named by their role. Once approved they are theirs (`core.announcing.QUOTATION`).

    Its link is made from `nonce` and the installation's secret key, and kept nowhere.
    """

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="quotations")
    role = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    organisation = models.CharField(max_length=160, blank=True)
    email = models.EmailField()
    # Their place here, if they have one: under embargo only somebody of the circle can be asked.
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default="drafted")
    revision = models.PositiveIntegerField(default=1)
    nonce = models.CharField(max_length=32)
    # How often something was sent by the link within the hour that began with the first time.
    tries = models.PositiveSmallIntegerField(default=0)
    tries_from = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    # The last day on which they can answer by their link.
    until = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=12, blank=True)
    # What the person said when they declined, or why the writer took it out.
    note = models.CharField(max_length=500, blank=True)
    # Taken out because it told of a person: what it said is for few here.
    for_privacy = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(role=""), name="a_quotation_has_words_and_a_role"),
            models.CheckConstraint(
                condition=~Q(state="approved") | (Q(answered_at__isnull=False) & ~Q(receipt="")),
                name="approved_words_have_their_receipt",
            ),
            models.CheckConstraint(
                condition=Q(state="drafted") | Q(asked_at__isnull=False, until__isnull=False) | Q(state="taken-out"),
                name="who_was_asked_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(state="taken-out") | ~Q(note=""), name="taken_out_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"quotation {self.pk}"


class QuotationText(Kept):
    """The words of a quotation as somebody left them, and what they did: without a person, the one who is quoted did it."""

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="texts")
    step = models.CharField(max_length=12)
    words = models.TextField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"quotation {self.quotation_id} at {self.at}"


class Correction(Kept):
    """What was corrected after publication: what it said, what it says, why. Everybody can read it, but for one `for_privacy`.

    Of that one everybody reads only that and when, and no more of those before it of the same field.
    """

    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="corrections")
    # A text, "facts", "quotation" or "picture".
    field = models.CharField(max_length=12)
    for_privacy = models.BooleanField(default=False)
    # The text of the announcement that came of it.
    revision = models.PositiveIntegerField(null=True)
    was = models.TextField()
    now = models.TextField(blank=True)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="a_correction_has_a_reason")]

    def __str__(self) -> str:
        return f"correction {self.pk}"


class Picture(models.Model):
    """A picture of an announcement, without what a camera wrote into it, and the words for those who do not see it."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="pictures")
    content = models.BinaryField()
    media_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alternative = models.CharField(max_length=250, blank=True)
    decorative = models.BooleanField(default=False)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    # Taken out: the picture itself is gone, that there was one stays.
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"picture {self.pk}"
