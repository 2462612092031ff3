"""Inspections: what is run, when, who plays which part, what is asked for at the beginning, and who may know early.

Dates are not kept here: the pack's rules give them, from the days that people entered (`EventDay`). Write with `actions` only.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from extramile.web.partnerships.models import Member, Organisation, Partnership
from extramile.web.selfevaluation.models import Evaluation

PERSON = settings.AUTH_USER_MODEL
# The event of a pack that is the publication: its day is `Inspection.published_on`, and no EventDay.
PUBLISHED = "report-published"


class Purpose(models.TextChoices):
    """Why an inspection is run: inspectors come, the area tries it out, or a peer team comes."""

    INSPECTION = "inspection", "Inspection"
    REHEARSAL = "rehearsal", "Rehearsal"
    CHALLENGE = "challenge", "Peer challenge"


class Side(models.TextChoices):
    """On which side somebody stands."""

    VISITING = "visiting", "Inspects or reviews"
    LOCAL = "local", "Of the area"


class TaskKind(models.TextChoices):
    """What a line of the checklist is."""

    DATA = "data", "Data request"
    TASK = "task", "Task"


class TaskState(models.TextChoices):
    """Where a line of the checklist stands."""

    OPEN = "open", "Not begun"
    IN_HAND = "in-hand", "In hand"
    DONE = "done", "Done"
    NOT_NEEDED = "not-needed", "Not needed"


class Inspection(models.Model):
    """One inspection of a partnership under a framework, or a rehearsal of one.

    Until `published_on` notes of meetings and findings are under embargo. `outcome` is an outcome of the pack.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="inspections")
    # Ids of a pack and of a kind of inspection in it.
    pack = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.INSPECTION)
    title = models.CharField(max_length=160)
    # The moment of the call: a rehearsal is timed from it. The day from which dates are counted is an EventDay.
    called_at = models.DateTimeField()
    # What the area says of itself to these inspectors, and the inspection that this one comes after (a re-visit).
    evaluation = models.ForeignKey(Evaluation, null=True, on_delete=models.SET_NULL, related_name="inspections")
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followed_by")
    outcome = models.CharField(max_length=60, blank=True)
    outcome_why = models.TextField(blank=True)
    published_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-called_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="an_inspection_has_a_title"),
            models.CheckConstraint(
                condition=Q(published_on=None) | ~Q(outcome="") | Q(purpose="challenge"),
                name="what_is_published_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"inspection {self.pk}"

    @property
    def is_rehearsal(self) -> bool:
        """Whether this is a drill, which no inspector takes part in."""
        return self.purpose == Purpose.REHEARSAL


class EventDay(models.Model):
    """The day of an event of the pack, as a person knows it; it goes before what a rule would give.

    The day of publication is none of them: publishing records it, and a correction with a reason changes it.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="days")
    event = models.CharField(max_length=60)
    day = models.DateField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint("inspection", "event", name="a_day_once_per_event"),
            models.CheckConstraint(condition=~Q(event=PUBLISHED), name="publishing_alone_says_when_it_was_published"),
        ]

    def __str__(self) -> str:
        return f"{self.event} of inspection {self.inspection_id}"


class Participant(models.Model):
    """Somebody who has a part in an inspection, on one of its sides; with or without an account here.

    `role` is a role of the pack, `post` what they are in their own words. `managed_by` keeps managers out of staff groups.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="participants")
    side = models.CharField(max_length=10, choices=Side, default=Side.LOCAL)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=160, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    managed_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="manages")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    # Makes the secret address of their calendar; a new one takes the old address back.
    nonce = models.CharField(max_length=32, blank=True)
    # How often it was asked for within the minute that began then.
    tries_from = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["side", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_participant_has_a_name"),
            models.UniqueConstraint(
                "inspection", "member", condition=Q(member__isnull=False), name="a_member_once_per_inspection"
            ),
        ]

    def __str__(self) -> str:
        return f"participant {self.pk}"


class Task(models.Model):
    """A line of the checklist: a data request of the pack (`key` is its id), one of its tasks, or the area's own."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=5, choices=TaskKind)
    key = models.CharField(max_length=60, blank=True)
    # The group of the data request, or the phase of the task, in words.
    group = models.CharField(max_length=160, blank=True)
    words = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField()
    # Recalled, or hanging on an open question of the pack.
    unverified = models.BooleanField(default=False)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    note = models.CharField(max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    # When it was done or found not needed, and by whom.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint("inspection", "key", condition=~Q(key=""), name="a_key_once_per_checklist"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "in-hand"], settled_at=None)
                | Q(state__in=["done", "not-needed"], settled_at__isnull=False),
                name="a_settled_task_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"


class InCircle(models.Model):
    """A member who may read what is under embargo, beside those whose role allows it, and why they were let in."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="circle")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=300)
    let_in_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    put_out_at = models.DateTimeField(null=True)
    put_out_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    put_out_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint("inspection", "member", condition=Q(put_out_at=None), name="once_in_the_circle"),
            models.CheckConstraint(
                condition=Q(put_out_at=None, put_out_by=None, put_out_why="")
                | (Q(put_out_at__isnull=False, put_out_by__isnull=False) & ~Q(put_out_why="")),
                name="who_is_put_out_is_told_why",
            ),
        ]

    def __str__(self) -> str:
        return f"member {self.member_id} in the circle of {self.inspection_id}"


class LetterText(models.Model):
    """A letter of the first day as one person saved it; the newest revision stands. Without words the template stands again.

    `letter` is the id of a template. The words keep their blanks, which are filled when the letter is made.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="letter_texts")
    letter = models.CharField(max_length=40)
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=160, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["letter", "revision"]
        constraints = [
            models.UniqueConstraint("inspection", "letter", "revision", name="a_letter_text_once_per_revision"),
            models.CheckConstraint(
                condition=Q(title="", words="") | (~Q(title="") & ~Q(words="")), name="a_letter_has_title_and_words"
            ),
        ]

    def __str__(self) -> str:
        return f"text {self.revision} of the letter {self.letter} of {self.inspection_id}"


class LetterSent(models.Model):
    """That a letter of the first day went out: to whom and by what way, and the words that it had then, filled."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="letters_sent")
    letter = models.CharField(max_length=40)
    way = models.CharField(max_length=200)
    content = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(way=""), name="a_letter_went_out_by_some_way")]

    def __str__(self) -> str:
        return f"letter {self.letter} of {self.inspection_id}, sent"


class BuiltPack(models.Model):
    """The whole pack of the first day, built by a job, kept for a day for the person who asked for it."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    # Empty until it is built.
    content = models.BinaryField(default=bytes)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"pack {self.pk}"
