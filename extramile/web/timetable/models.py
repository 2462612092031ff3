"""The timetable of an inspection: places, sessions, who goes where, who came, and what those touched must be told.

A session is never deleted: it is called off, with a reason, so that those who were to come can be told. How many visits,
groups and participants there were is counted from these rows everywhere. Write with `actions` only.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.models import Organisation, Partnership

PERSON = settings.AUTH_USER_MODEL


class PlaceKind(models.TextChoices):
    """What a place is."""

    ROOM = "room", "Room"
    SETTING = "setting", "School or setting"
    ONLINE = "online", "Online"


class Phase(models.TextChoices):
    """Which children and young people a setting is for."""

    EARLY_YEARS = "early-years", "Early years"
    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    SPECIAL = "special", "Special school"
    ALTERNATIVE = "alternative", "Alternative provision"
    COLLEGE = "college", "College or post-16"
    HEALTH = "health", "Health service"
    OTHER = "other", "Other"


class Answer(models.TextChoices):
    """What became of somebody's invitation."""

    INVITED = "invited", "Invited"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class Place(models.Model):
    """Where sessions are held. Nobody travels between rooms of a `building`; `offers` is what there is for those who need it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="places")
    kind = models.CharField(max_length=8, choices=PlaceKind)
    name = models.CharField(max_length=160)
    building = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=12, choices=Phase, blank=True)
    seats = models.PositiveSmallIntegerField(null=True)
    offers = models.JSONField(default=list)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_place_has_a_name"),
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(closes__gt=F("opens")), name="a_place_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.pk}"


class Travel(models.Model):
    """How many minutes it takes between two buildings, either way round."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    one = models.CharField(max_length=160)
    other = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("partnership", "one", "other", name="a_way_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="a_way_is_written_one_way_round"),
        ]

    def __str__(self) -> str:
        return f"way {self.pk}"


class Holiday(models.Model):
    """School holidays of the area: no pupils come between its first and last day."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ["first"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_holiday_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.name} {self.first}"


class Session(models.Model):
    """One entry of the timetable. `type` is an ActivityType of the packs; `revision` grows with each saved change.

    `expected` counts those who are expected beside the people named in `goings`.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="sessions")
    type = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="sessions")
    link = models.URLField(max_length=500, blank=True)
    # What inspectors ask to see, and what was said afterwards.
    asks_to_see = models.TextField(blank=True)
    debrief = models.TextField(blank=True)
    expected = models.PositiveSmallIntegerField(default=0)
    needs = models.JSONField(default=list)
    arranged = models.JSONField(default=list)
    staff_group = models.BooleanField(default=False)
    with_pupils = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    called_off_at = models.DateTimeField(null=True)
    called_off_why = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["starts", "ends", "id"]
        indexes = [models.Index("inspection", "starts", name="sessions_of_a_day")]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_session_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(title=""), name="a_session_has_a_title"),
            models.CheckConstraint(
                condition=Q(called_off_at=None) | ~Q(called_off_why=""), name="a_session_is_called_off_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"


class Going(models.Model):
    """A named person in a session: invited, what they answered, whether they came (None: nobody has said)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="goings")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="goings")
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.INVITED)
    came = models.BooleanField(null=True)

    class Meta:
        ordering = ["participant__side", "participant__name"]
        constraints = [models.UniqueConstraint("session", "participant", name="a_person_once_per_session")]

    def __str__(self) -> str:
        return f"participant {self.participant_id} in session {self.session_id}"


class RosterLine(models.Model):
    """People of one sort in a session who are counted, not named: pupils, parents, a team. `attended` None: not known yet."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="roster")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=120)
    phase = models.CharField(max_length=12, choices=Phase, blank=True)
    invited = models.PositiveSmallIntegerField(default=0)
    accepted = models.PositiveSmallIntegerField(default=0)
    attended = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["role", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(accepted__lte=F("invited")), name="nobody_accepts_uninvited"),
        ]

    def __str__(self) -> str:
        return f"line {self.pk} of session {self.session_id}"


class Change(models.Model):
    """What somebody must be told of a session that changed: kept until a mail is made of it, for those touched only."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="changes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=400)
    at = models.DateTimeField(auto_now_add=True)
    # The job that is telling it: another one leaves it alone.
    job = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index("participant", condition=Q(told_at=None), name="changes_untold")]

    def __str__(self) -> str:
        return f"change {self.pk}"


class CalendarMail(models.Model):
    """That a lead had the address of somebody's calendar sent to them. It is kept nowhere, and only the newest mail goes out."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    # The job that sends it.
    job = models.UUIDField(unique=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"calendar mail {self.pk}"
