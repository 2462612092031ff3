"""What everybody may read of a partnership: only what a person released, and a list of what changed.

That list cannot be mended in silence. Write with `actions` only.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import Truncator

from extramile.web.audit.kept import Kept
from extramile.web.evidence.models import Item
from extramile.web.partnerships.models import Partnership
from extramile.web.plans.models import Theme

PERSON = settings.AUTH_USER_MODEL


class Page(models.Model):
    """The public page of a partnership. It does not exist for the public until somebody opens it."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="public_page")
    introduction = models.TextField(blank=True)
    # Whom to ask, as everybody may read it: a post, an address, a telephone number.
    contact = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(opened_at=None) | ~Q(contact=""), name="an_open_page_says_whom_to_ask")
        ]

    def __str__(self) -> str:
        return f"public page {self.pk}"


class ShownTheme(models.Model):
    """A theme of a plan that everybody may read: what was released of it, and nothing that came to it later.

    `actions` are what `queries.acting.entry` keeps of each, as they were released: words, bodies, day and state. `measures` are
    what `queries.figures.entry` keeps: words, and what was said of the figures. Figures alone are those of today, each with a
    line in the list of changes.
    """

    theme = models.OneToOneField(Theme, on_delete=models.CASCADE, related_name="shown")
    title = models.CharField(max_length=200)
    found = models.TextField()
    outcome = models.TextField(blank=True)
    actions = models.JSONField(default=list)
    measures = models.JSONField(default=list)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_why = models.CharField(max_length=500, blank=True)
    # Taken back because it told of a person: what it said is filled in nowhere, and does not come back by itself.
    for_privacy = models.BooleanField(default=False)

    class Meta:
        ordering = ["theme__position", "theme"]
        constraints = [
            models.CheckConstraint(condition=~Q(found=""), name="what_is_shown_says_what_was_found"),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_why="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_why="")),
                name="what_is_taken_back_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(for_privacy=False) | Q(taken_back_at__isnull=False),
                name="only_what_is_taken_back_is_so_for_privacy",
            ),
        ]

    def __str__(self) -> str:
        return f"shown theme {self.pk}"


class ShownDocument(models.Model):
    """A piece of evidence marked public that everybody may take from the page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="documents")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    released_at = models.DateTimeField(auto_now_add=True)
    released_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-released_at", "-id"]
        constraints = [
            models.UniqueConstraint("page", "item", name="a_document_once_per_page"),
            models.CheckConstraint(condition=~Q(title=""), name="a_shown_document_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"shown document {self.pk}"


class Update(Kept):
    """Something that changed on the public page, in a sentence. Corrections are listed here as well."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=400)
    # Where on the page it is read: "theme-3", "documents", "about".
    part = models.CharField(max_length=40)
    # What it is about: "theme-3", "document-5", "announcement-2"; "" for the page itself.
    about = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"update {self.pk}"


def short(words: str) -> str:
    """Return a sentence as long as an update can be."""
    return Truncator(words).chars(Update._meta.get_field("words").max_length or 0)


class Redaction(Kept):
    """That the words of an update are said to nobody outside any more, because they told of a person. What it said is kept."""

    update = models.OneToOneField(Update, on_delete=models.PROTECT, related_name="redaction")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"redaction of update {self.update_id}"


class PrivateWords(Kept):
    """Words of a theme that told of a person, and words of which somebody said that they tell of nobody: for few.

    `told` are the words by the part in which they stood (`queries.private.parts`); `clear` are the texts that were looked at then
    and tell of nobody. `step` says of what this came: "taken-back", "corrected" or "confirmed".
    """

    shown = models.ForeignKey(ShownTheme, on_delete=models.PROTECT, related_name="private_words")
    step = models.CharField(max_length=12)
    told = models.JSONField(default=dict)
    clear = models.JSONField(default=list)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="private_words_have_a_reason")]

    def __str__(self) -> str:
        return f"private words {self.pk}"


class Subscriber(models.Model):
    """An address that asked for mail about a page. It counts once it was confirmed, and is emptied when it leaves."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="subscribers")
    email = models.EmailField(blank=True)
    # Makes the secret links with which it is confirmed and ended.
    nonce = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    # When the link that ends it was last sent because somebody asked for the address again.
    reminded_at = models.DateTimeField(null=True)
    # Up to which update it was told.
    told = models.PositiveBigIntegerField(default=0)
    # How often one of its links was pressed since when: `design.limits`.
    tries_from = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(Lower("email"), "page", condition=~Q(email=""), name="an_address_once_per_page"),
            models.CheckConstraint(
                condition=(Q(left_at=None) & ~Q(email="")) | Q(left_at__isnull=False, email=""),
                name="who_left_is_forgotten",
            ),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"
