"""What inspectors ask and follow: requests, links for schools to answer, tracked cases by label, lines of enquiry, notes.

No child is named in any of it: a case is a label with choices beside it, never text. Write with `actions` only.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.models import Member, Organisation

PERSON = settings.AUTH_USER_MODEL


class Line(models.Model):
    """A line of enquiry: what inspectors seem to follow, since when, and how it reads at present."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="lines")
    title = models.CharField(max_length=200)
    criteria = models.JSONField(default=list)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(Participant, null=True, on_delete=models.SET_NULL, related_name="+")
    reading = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    closed_on = models.DateField(null=True)
    closed_why = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["raised_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_line_has_a_title"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(closed_why=""), name="a_line_is_closed_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"line of enquiry {self.pk}"


class Turn(models.Model):
    """Something that happened in a line of enquiry: it was raised, evidence was offered, the reading changed, it was closed."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="turns")
    verb = models.CharField(max_length=20)
    words = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"turn {self.pk}"


class Request(models.Model):
    """Something that inspectors ask for in the days. `state` is one of core.inspecting.REQUEST; its history is in `steps`."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="requests")
    number = models.PositiveIntegerField()
    # The exact words, and the mail they came in where one was pasted.
    words = models.TextField()
    mail = models.TextField(blank=True)
    asked_by = models.ForeignKey(Participant, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_of = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    line = models.ForeignKey(Line, null=True, on_delete=models.SET_NULL, related_name="requests")
    criteria = models.JSONField(default=list)
    due = models.DateTimeField(null=True)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=12, default="new")
    answer = models.TextField(blank=True)
    # Who wrote the answer cannot be who lets it go, where it holds personal data.
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    has_personal_data = models.BooleanField(null=True)
    # Grows with each change of the answer and of what goes with it; who checks it says which of them they read.
    answer_revision = models.PositiveIntegerField(default=0)
    checked_revision = models.PositiveIntegerField(null=True)
    checked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by_way = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("inspection", "number", name="request_numbers_are_unique"),
            models.CheckConstraint(condition=~Q(words=""), name="a_request_has_its_words"),
            models.CheckConstraint(
                # Whether there is any must be said: unknown is neither.
                condition=~Q(state__in=["ready", "sent", "closed"])
                | Q(has_personal_data__isnull=False)
                & (
                    Q(has_personal_data=False)
                    | Q(
                        checked_by__isnull=False,
                        checked_at__isnull=False,
                        checked_revision=models.F("answer_revision"),
                    )
                ),
                name="personal_data_leaves_checked",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=models.F("answered_by")),
                name="nobody_checks_their_own_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.number} of inspection {self.inspection_id}"


class RequestStep(models.Model):
    """A step that a request took: by whom, when, with which words."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=20)
    reached = models.CharField(max_length=12)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"step {self.step} of {self.request_id}"


class AskedSetting(models.Model):
    """A school or setting without an account that is asked its part of a request, by a link of its own.

    The link is made from `nonce` and the installation's secret key, and kept nowhere.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="asked_settings")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    setting = models.CharField(max_length=160)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    words = models.TextField()
    due = models.DateTimeField()
    nonce = models.CharField(max_length=32)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    # Evidence that came with the answer: the id of an item, restricted until somebody has looked at it.
    item = models.PositiveIntegerField(null=True)
    receipt = models.CharField(max_length=16, blank=True)
    answered_at = models.DateTimeField(null=True)
    # When it was put into the answer to the request: from then on the setting can change it no more.
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # How often something was sent by the link within the hour that began then.
    tries_from = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["setting", "id"]
        constraints = [
            models.UniqueConstraint("request", "email", name="a_setting_once_per_request"),
            models.CheckConstraint(
                condition=Q(answered_at=None, receipt="") | Q(answered_at__isnull=False) & ~Q(receipt=""),
                name="an_answer_has_its_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"asked setting {self.pk}"


class Consent(models.TextChoices):
    """Where the family's or the young person's consent stands."""

    NOT_ASKED = "not-asked", "Not asked yet"
    ASKED = "asked", "Asked"
    GIVEN = "given", "Given"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Case(models.Model):
    """A child or young person whose way is tracked, known here by a label that we give: "Case 3". No name ever enters.

    What stands beside it are choices, so that nothing can be written that names somebody. Who it is stands in a list
    that the area keeps elsewhere.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="cases")
    number = models.PositiveSmallIntegerField()
    age_band = models.CharField(max_length=10)
    need = models.CharField(max_length=10, blank=True)
    setting = models.CharField(max_length=12, blank=True)
    consent = models.CharField(max_length=10, choices=Consent, default=Consent.NOT_ASKED)
    consent_on = models.DateField(null=True)
    named_on = models.DateField()
    # On this day what is kept of the case goes; it is emptied by itself.
    delete_on = models.DateField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("inspection", "number", name="case_numbers_are_unique")]

    def __str__(self) -> str:
        return f"case {self.number} of inspection {self.inspection_id}"


class CasePaper(models.Model):
    """A paper that an agency owes for a case, and when it came. The paper itself goes to inspectors by their own portal."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="papers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    due = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    handed_on_at = models.DateTimeField(null=True)
    not_held = models.BooleanField(default=False)

    class Meta:
        ordering = ["due", "id"]
        constraints = [models.UniqueConstraint("case", "organisation", "kind", name="a_paper_once_per_agency")]

    def __str__(self) -> str:
        return f"paper {self.pk}"


class NoteKind(models.TextChoices):
    """At which meeting a note was taken."""

    KEEP_IN_TOUCH = "keep-in-touch", "Keep in touch"
    FEEDBACK = "feedback", "Feedback"


class Note(models.Model):
    """What inspectors said in confidence: for leads and the circle, also after publication. Who opens it before is in the trail."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=15, choices=NoteKind)
    held_at = models.DateTimeField()
    words = models.TextField()
    criteria = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["held_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="a_note_has_words")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class NoteText(models.Model):
    """The words of a note as somebody saved them: correcting a note keeps what it said before."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="texts")
    revision = models.PositiveIntegerField()
    words = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint("note", "revision", name="a_note_says_one_thing_at_a_time")]

    def __str__(self) -> str:
        return f"text {self.revision} of note {self.note_id}"
