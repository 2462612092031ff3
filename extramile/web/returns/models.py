"""A load of a return, what its check came to in numbers, and what people do about its problems.

No value of a child stands here: no name, no row, no heading and no file name, for each could be somebody's. These are in the
snapshot, which the evidence store keeps encrypted. What must be known again in the next load is a digest under a key of the
partnership's own (`digests`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from extramile.web.audit.kept import Kept
from extramile.web.partnerships.models import Member, Partnership


class DigestKey(models.Model):
    """The half of a partnership's key for digests that is kept here; the other half is the installation's secret.

    Who writes what must agree with the newest load locks this row first.
    """

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="+")
    secret = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"key {self.pk}"


class Loads(models.QuerySet):
    """Loads, and those of them that can be the newest of their return."""

    def standing(self) -> "Loads":
        """Return those that were checked and ask nothing of headings or of missing children, or were taken as they are.

        One that asks has rules that were not run and days that nobody knows, or may be a part of a return: it takes no other's
        place before it is answered.
        """
        answered = ~Q(asks__in=Load.ASKS_FIRST) | Q(taken_at__isnull=False)
        return self.filter(answered, state=Load.State.CHECKED)


class Load(models.Model):
    """Files that somebody loaded. `upload` is where they wait to be read, `snapshot` where the outcome is; both are hashes.

    Files are read again without a new upload once somebody said what was not in them: `asks` says what is missing, `said_year`
    and `said_day` what was said. `coming` is where the next outcome will be, `stale` the outcome that it took the place of.
    """

    class State(models.TextChoices):
        """Where a load stands."""

        READING = "reading", "Being read"
        CHECKED = "checked", "Checked"
        REFUSED = "refused", "Could not be read"
        DELETED = "deleted", "Deleted"

    class Asks(models.TextChoices):
        """What somebody has to say before the files can be read as they are meant."""

        NOTHING = "", "Nothing"
        HEADINGS = "headings", "Which items some headings are"
        YEAR = "year", "Of which year the return is"
        WHOLE = "whole", "Whether it is the whole return"

    # What is to be answered before a load takes the place of the one before it.
    ASKS_FIRST = (Asks.HEADINGS, Asks.WHOLE)

    class Again(models.TextChoices):
        """Whether the files are being read again."""

        NO = "", "No"
        READING = "reading", "Being read again"
        REFUSED = "refused", "Could not be read again"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="loads")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.READING, db_index=True)
    job = models.UUIDField(null=True)
    upload = models.CharField(max_length=64, blank=True)
    # Until then uploaded files wait for an answer; without a day they go as soon as they are read.
    held_until = models.DateField(null=True)
    snapshot = models.CharField(max_length=64, blank=True)
    coming = models.CharField(max_length=64, blank=True)
    stale = models.CharField(max_length=64, blank=True)
    asks = models.CharField(max_length=10, choices=Asks, default=Asks.NOTHING, blank=True)
    again = models.CharField(max_length=10, choices=Again, default=Again.NO, blank=True)
    said_year = models.PositiveSmallIntegerField(null=True)
    said_day = models.DateField(null=True)
    # Who said that it shall stand although nobody knows some of its headings, or children of the load before are missing.
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    # What the manifest says that is nobody's: which return, which reader, the hashes of the files.
    kind = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    as_of = models.DateField(null=True)
    reader_version = models.PositiveSmallIntegerField(null=True)
    sources = models.JSONField(default=list)
    compared_with = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    ends_on = models.DateField(db_index=True)
    deleted_at = models.DateTimeField(null=True)

    objects = Loads.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="load_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="deleted", snapshot="", coming="", stale="", upload="", again="", deleted_at__isnull=False
                )
                | (~Q(state="deleted") & Q(deleted_at__isnull=True)),
                name="deleted_load_has_nothing_left",
            ),
            models.CheckConstraint(
                condition=~Q(state="checked") | (~Q(snapshot="") & ~Q(kind="")),
                name="checked_load_is_whole",
            ),
        ]

    @property
    def asks_first(self) -> bool:
        """Whether it asks what some headings are or whether it is the whole return, and nobody took it as it is."""
        return self.asks in Load.ASKS_FIRST and self.taken_at is None

    @property
    def asks_what(self) -> str:
        """What it asks before it stands, after "asks"."""
        headings = self.asks == Load.Asks.HEADINGS
        return "what some headings are" if headings else "whether it is the whole return"

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
    """How a rule went in a load. `new`, `gone` and `same` count problems beside the load before; unknown where there is none.

    `untold` are problems of this load of which nobody can tell: the child has no number by which the other load could be asked.
    """

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
    untold = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["load", "rule"], name="rule_once_in_a_load")]

    def __str__(self) -> str:
        return self.rule


class Heading(models.Model):
    """What a heading was said to be: an item of a table, or nothing where it is left out. The heading itself is a digest."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    table = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    column = models.CharField(max_length=80, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["kind", "table", "column", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "kind", "table", "digest"], name="heading_said_once")
        ]

    def __str__(self) -> str:
        return f"heading {self.pk}"


class Item(models.Model):
    """A problem that somebody took up: whose it is, until when, and whether it is settled. It is known again by its digest.

    A query can be accepted; an error cannot, it can only be explained. Both need words, and say who settled it.
    """

    class State(models.TextChoices):
        """Where a problem stands."""

        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        EXPLAINED = "explained", "Explained"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    owner = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "digest"], name="problem_taken_up_once"),
            models.CheckConstraint(
                condition=Q(state="open", why="", settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(state="open") & ~Q(why="") & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="settled_problem_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(severity="query"), name="an_error_is_never_accepted"
            ),
        ]

    def __str__(self) -> str:
        return f"problem {self.pk}"


class ItemIn(models.Model):
    """Where a problem that somebody took up stands in a load: its place among the problems of its rule."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="places")
    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "load"], name="problem_once_in_a_load")]

    def __str__(self) -> str:
        return f"place {self.pk}"


class Step(models.Model):
    """What was done about a problem, by whom. It goes with the problem, when no load has it any more."""

    class Verb(models.TextChoices):
        """What was done."""

        ASSIGNED = "assigned", "Assigned"
        ACCEPTED = "accepted", "Accepted"
        EXPLAINED = "explained", "Explained"
        COMMENTED = "commented", "Comment"
        REOPENED = "reopened", "Opened again"
        SET_BACK = "set back", "Set back"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=10, choices=Verb)
    # Nobody's where the system opened it again.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    to = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True)
    words = models.CharField(max_length=500, blank=True)
    # What was assigned at once, so that it can be set back at once: whose it was, and until when.
    batch = models.UUIDField(null=True, db_index=True)
    was_to = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    was_due = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"


class Measured(models.Model):
    """That the measures of a load are worked out. `sealed` is the hash of the raw figures and rows, encrypted like its snapshot.

    `snapshot` is the one they were worked out from: a load may be read again. `declared` is the hash of the declarations: once
    these change, they can be worked out again.
    """

    load = models.OneToOneField(Load, on_delete=models.CASCADE, related_name="measured")
    job = models.UUIDField(null=True)
    # Written down before the file is there; `made_at` says that it is.
    sealed = models.CharField(max_length=64, blank=True)
    snapshot = models.CharField(max_length=64, blank=True)
    declared = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"measures of load {self.load_id}"


class Release(Kept):
    """Figures of a load that somebody released: for each audience that is told what it may be told, and nothing raw.

    It outlives the load. `note` is what the person said of it. `errors` and `queries` are how many stood in the load when it was
    let out, which nobody had explained or accepted; not known of what an earlier version let out. They are no part of the hash:
    the figures are the same whether somebody explains an error or not.
    """

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="releases")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True, default="")
    errors = models.PositiveIntegerField(null=True)
    queries = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"figures of load {self.load_id}"


class Leaving(models.Model):
    """Bytes of a load that was deleted, which are to go: written with the deletion, gone with the bytes.

    Where something breaks off between the two, they are taken away within a day. Nothing of a load that was deleted is kept
    again, so that nobody needs them meanwhile.
    """

    sha256 = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"leaving {self.pk}"


class EstablishmentRegister(Kept):
    """A register of establishments that was handed over for this installation: the newest is asked by the rules.

    `source` is the name of the file, `file_sha256` its hash; `lists` is where its lists of URNs are, `day` the day it speaks of.
    """

    source = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    lists = models.CharField(max_length=64)
    day = models.DateField()
    rows = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"register of {self.day}"


class TakenBack(Kept):
    """That a release was taken back, by whom and why. It is shown no more; what was frozen from it stays, and says so."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="taken_back")
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="taken_back_with_a_reason")]

    def __str__(self) -> str:
        return f"taken back {self.pk}"
