"""Surveys, sessions, what was said, how it was coded, what became of it.

What anonymous people answer is kept without anything that leads to them: no account, no address, no browser, no time but the
day; its key is random, so that it tells no order. A draft is found by a secret link of which only a hash is kept, and is
thrown away when it is sent or the survey closes. Write with `actions`, `gathering`, `importing` and `coding` only.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from extramile.core.listening import AUDIENCES, KINDS
from extramile.web.partnerships.models import Organisation, Partnership


class Space(models.TextChoices):
    """Whose room a thing stands in."""

    PARTNERSHIP = "partnership", "The whole partnership"
    FORUM = "forum", "The parent carer forum's own space"


class Owned(models.Model):
    """What belongs to a partnership, in one of its spaces; what stands in the forum's is closed until the forum releases it."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    space = models.CharField(max_length=12, choices=Space, default=Space.PARTNERSHIP)
    released_on = models.DateField(null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    # Grows with each change, so that a second save on an old page is noticed.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Survey(Owned):
    """Questions for one audience, in a window of days."""

    class State(models.TextChoices):
        """Where a survey stands."""

        DRAFT = "draft", "Draft"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    title = models.CharField(max_length=160)
    audience = models.CharField(max_length=14, choices=list(AUDIENCES.items()))
    introduction = models.TextField(max_length=4000)
    # What happens with the answers: the page after sending says it.
    next = models.TextField(max_length=2000)
    opens = models.DateField(null=True)
    closes = models.DateField(null=True)
    anonymous = models.BooleanField(default=True)
    one_page = models.BooleanField(default=False)
    # The share of text answers, in per cent, that a second person codes without seeing the first one's codes.
    second_share = models.PositiveSmallIntegerField(default=20)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    # The public part of its address.
    code = models.CharField(max_length=16, unique=True)
    # Which batch answers join now. Those who may not read single answers see counts of earlier batches only: of five answers at
    # least, so that no difference between two days is one person.
    batch = models.PositiveSmallIntegerField(default=1)
    # Grow with each change to the answers, and to their readings: counts that were kept ready are those of one such number.
    answers_revision = models.PositiveIntegerField(default=0)
    readings_revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens=None) | Q(closes=None) | Q(closes__gte=F("opens")),
                name="survey_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(second_share__lte=100), name="second_share_is_a_per_cent"),
        ]

    def __str__(self) -> str:
        return f"survey {self.pk}"


class Question(models.Model):
    """A question. `options` are the choices, steps or statements; `about` names the group it asks for."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=6, choices=list(KINDS.items()))
    words = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    options = models.JSONField(default=list)
    # The words of a last choice with room to write, such as "Something else"; empty if there is none.
    other = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=20, blank=True)
    required = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Draft(models.Model):
    """Answers that somebody has begun, found by a secret link of which only the hash is here."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="drafts")
    secret_hash = models.CharField(max_length=64, unique=True)
    content = models.JSONField(default=dict)
    saved_on = models.DateField()

    def __str__(self) -> str:
        return f"draft of survey {self.survey_id}"


class ReadyCounts(models.Model):
    """Released counts, kept so that nobody waits for them: what every page shows already, and nothing of single answers.

    `key` says of which answers, readings and questions they were made; under another key they are not looked at. No time is
    kept: it would lie close to that of an answer.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    survey = models.ForeignKey(Survey, null=True, on_delete=models.CASCADE, related_name="ready_counts")
    name = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    content = models.JSONField()

    class Meta:
        verbose_name_plural = "ready counts"
        constraints = [models.UniqueConstraint("partnership", "name", name="counts_are_ready_once")]

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """A table of answers collected elsewhere. Its rows are held until it is imported or dropped, and no longer."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="imports")
    file_hash = models.CharField(max_length=64)
    headings = models.JSONField()
    rows = models.JSONField(null=True)
    numbers = models.JSONField(null=True)
    mapping = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    taken = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"import {self.pk}"


class Response(models.Model):
    """What one person answered. Only surveys that are not anonymous have a name and a way to reach the person."""

    class Way(models.TextChoices):
        """How it came in."""

        ONLINE = "online", "Online"
        PAPER = "paper", "On paper"
        PHONE = "phone", "By phone"
        IMPORT = "import", "Collected elsewhere"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="responses")
    answered_on = models.DateField()
    way = models.CharField(max_length=6, choices=Way)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    batch = models.PositiveSmallIntegerField(default=1)
    source = models.ForeignKey(Import, null=True, on_delete=models.PROTECT, related_name="responses")
    # Of an imported row: a hash, so that the same row is not taken twice.
    row_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("survey", "row_key", condition=~Q(row_key=""), name="a_row_is_imported_once"),
            models.CheckConstraint(
                condition=Q(way="online", entered_by=None) | ~Q(way="online") & Q(entered_by__isnull=False),
                name="online_answers_name_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"response to survey {self.survey_id}"


class Answer(models.Model):
    """An answer to one question: `value` of a closed one, `text` of an open one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    value = models.JSONField(null=True)
    text = models.TextField(blank=True)
    redacted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("response", "question", name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"answer to question {self.question_id}"


class Session(Owned):
    """A focus group or another meeting in which people spoke."""

    class Kind(models.TextChoices):
        """What it was."""

        FOCUS_GROUP = "focus", "Focus group"
        SESSION = "session", "Session with parents or young people"
        VISIT = "visit", "Visit"
        EVENT = "event", "Event or drop-in"

    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FOCUS_GROUP)
    held_on = models.DateField()
    place = models.CharField(max_length=160, blank=True)
    notes = models.TextField(blank=True, max_length=20000)
    themes = models.JSONField(default=list)

    class Meta:
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return f"session {self.pk}"


class RosterLine(models.Model):
    """Who was asked to a session, by organisation and role; names only where somebody needs them."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="roster")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=120)
    invited = models.PositiveSmallIntegerField(default=0)
    accepted = models.PositiveSmallIntegerField(default=0)
    attended = models.PositiveSmallIntegerField(default=0)
    names = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(accepted__lte=F("invited")), name="nobody_accepts_who_was_not_invited")
        ]

    def __str__(self) -> str:
        return f"roster line {self.pk}"


class Quote(models.Model):
    """Words that somebody said in a session, and who may see them until when."""

    class Consent(models.TextChoices):
        """Who may see it."""

        NONE = "none", "Nobody but those who read single answers"
        PARTNERSHIP = "partnership", "The partnership"
        PUBLIC = "public", "Everybody"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, null=True, on_delete=models.CASCADE, related_name="quotes")
    words = models.TextField(max_length=2000)
    # Who, by role and never by name: "parent of a child in primary school".
    said_by = models.CharField(max_length=120)
    consent = models.CharField(max_length=11, choices=Consent, default=Consent.NONE)
    consent_until = models.DateField(null=True)
    redacted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(consent="none") | Q(consent_until__isnull=False), name="consent_has_an_end"
            )
        ]

    def __str__(self) -> str:
        return f"quote {self.pk}"


class OwnCode(models.Model):
    """A code of the partnership's own, beside the themes."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=300)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint("partnership", "slug", name="an_own_code_once")]

    def __str__(self) -> str:
        return self.slug


class Coding(models.Model):
    """Which codes somebody gave to an answer or a quote; an empty list says that none fits."""

    class Part(models.TextChoices):
        """Whose reading it is."""

        FIRST = "first", "First reading"
        SECOND = "second", "Second reading, blind"
        SETTLED = "settled", "Settled between both"

    answer = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="codings")
    quote = models.ForeignKey(Quote, null=True, on_delete=models.CASCADE, related_name="codings")
    part = models.CharField(max_length=7, choices=Part)
    codes = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("answer", "part", name="one_coding_per_answer_and_part"),
            models.UniqueConstraint("quote", "part", name="one_coding_per_quote_and_part"),
            models.CheckConstraint(
                condition=Q(answer=None, quote__isnull=False) | Q(answer__isnull=False, quote=None),
                name="a_coding_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"coding {self.pk}"


class ThemeRelease(models.Model):
    """What the forum released of a theme: its words, and how many said it at least: a multiple of five, as it was on that day."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    theme = models.CharField(max_length=80)
    summary = models.CharField(max_length=600)
    people = models.PositiveIntegerField(null=True)
    released_on = models.DateField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-released_on", "-id"]

    def __str__(self) -> str:
        return f"release {self.pk}"


class Population(models.Model):
    """How many there are in each group, from a source, on a day."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    counts = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint("partnership", "group", name="one_population_per_group")]

    def __str__(self) -> str:
        return f"population {self.pk}"


class LoopEntry(Owned):
    """What was said, decided, done, and what difference it made; or why it was not done. Released: everybody may read it."""

    said = models.TextField(max_length=2000)
    said_by = models.CharField(max_length=160)
    said_on = models.DateField()
    theme = models.CharField(max_length=80, blank=True)
    decided = models.TextField(blank=True, max_length=2000)
    decided_by = models.CharField(max_length=160, blank=True)
    decided_on = models.DateField(null=True)
    done = models.TextField(blank=True, max_length=2000)
    done_by = models.CharField(max_length=160, blank=True)
    done_on = models.DateField(null=True)
    difference = models.TextField(blank=True, max_length=2000)
    difference_by = models.CharField(max_length=160, blank=True)
    difference_on = models.DateField(null=True)
    not_done = models.TextField(blank=True, max_length=2000)
    not_done_by = models.CharField(max_length=160, blank=True)
    not_done_on = models.DateField(null=True)

    class Meta:
        ordering = ["-said_on", "-id"]
        verbose_name_plural = "loop entries"

    def __str__(self) -> str:
        return f"loop entry {self.pk}"


class Unfinished(models.Model):
    """A form that somebody has not finished: their own, kept when they ask for it, and still there when their session has ended."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=20)
    # What is being changed; 0 for something new.
    thing_id = models.PositiveBigIntegerField(default=0)
    content = models.JSONField()
    saved_on = models.DateField(auto_now=True)

    class Meta:
        verbose_name_plural = "unfinished forms"
        constraints = [models.UniqueConstraint("person", "partnership", "form", "thing_id", name="one_unfinished_form")]

    def __str__(self) -> str:
        return f"unfinished {self.form} {self.pk}"
