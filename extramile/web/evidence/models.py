"""Evidence: items, their versions, what they are used for, and bundles of them.

An item is what people speak of ("the 2026 survey report"); a version is what it holds. Bytes are not here: a version names
them by their hash, and `store` keeps them encrypted. Read with `queries`, write with `actions`.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from extramile.web.evidence.visibility import Sensitivity, Space, levels_for, seen_by, spaces_for
from extramile.web.partnerships.models import Organisation, Partnership
from extramile.web.partnerships.scope import Scope


class Kind(models.TextChoices):
    """What a piece of evidence is."""

    FILE = "file", "File"
    LINK = "link", "Link"
    NOTE = "note", "Note"
    SNAPSHOT = "snapshot", "Measure snapshot"
    VOICE = "voice", "Voice theme"


class Items(models.QuerySet):
    """Evidence, asked for in the field's words."""

    def visible_to(self, scope: Scope) -> "Items":
        """Only what this person may see: of their partnership, as sensitive as they may read, in spaces open to them."""
        return self.filter(seen_by(scope))

    def standing(self) -> "Items":
        """Only what was not withdrawn."""
        return self.filter(withdrawn_at=None)


class Item(models.Model):
    """One piece of evidence. It may serve many claims, requests and findings."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    dated = models.DateField(null=True)
    # The time that it speaks of, which is seldom the day on which it was written.
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    sensitivity = models.CharField(max_length=12, choices=Sensitivity, default=Sensitivity.PARTNERSHIP)
    space = models.CharField(max_length=10, choices=Space, default=Space.PARTNERSHIP, blank=True)
    # The last day on which it counts, if somebody said so; and the day from which it is old, always (see `freshness`).
    expires = models.DateField(null=True)
    old_from = models.DateField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField(max_length=500, blank=True)
    # Grows with each change, so that the second of two people who change it is told.
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    # What a list reads with it (`queries.listed`): what was frozen, and whether it was taken back since.
    frozen: Any = None
    is_back = False

    objects = Items.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["partnership", "-made_at", "-id"], name="evidence_newest_first")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
            models.CheckConstraint(
                condition=Q(sensitivity__in=Sensitivity.values), name="evidence_has_a_known_sensitivity"
            ),
            models.CheckConstraint(condition=Q(space__in=Space.values), name="evidence_lies_in_a_known_space"),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True) | Q(period_to__isnull=True) | Q(period_to__gte=F("period_from")),
                name="evidence_period_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="withdrawn_evidence_has_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def criterion_ids(self) -> list[str]:
        """Return its criteria as "<pack>:<criterion>"."""
        return sorted(each.criterion for each in self.criteria.all())


class ItemCriterion(models.Model):
    """A criterion that a piece of evidence speaks to, as "<pack>:<criterion>"."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="criteria")
    criterion = models.CharField(max_length=80, db_index=True)

    class Meta:
        ordering = ["criterion"]
        constraints = [models.UniqueConstraint("item", "criterion", name="a_criterion_once_per_evidence")]

    def __str__(self) -> str:
        return self.criterion


class Versions(models.QuerySet):
    """Versions, asked for in the field's words."""

    def visible_to(self, scope: Scope) -> "Versions":
        """Only what this person may see: of items open to them, and as far as the version itself was let out."""
        return self.filter(seen_by(scope, "item__"), sensitivity__in=levels_for(scope), space__in=spaces_for(scope))


class Version(models.Model):
    """What an item held from a moment on. Replacing adds one; what a version holds is never changed."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # How far it may go. The latest goes as far as its item; an earlier one is not opened when the item is.
    sensitivity = models.CharField(max_length=12, choices=Sensitivity)
    space = models.CharField(max_length=10, choices=Space, blank=True)
    # Of a file: its bytes. Of everything else: its words as UTF-8, so that every version can be told from the next.
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    file_name = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=1000, blank=True)
    text = models.TextField(blank=True)
    # Of a measure snapshot or a voice theme: what was frozen.
    data = models.JSONField(null=True)
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = Versions.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint("item", "number", name="evidence_version_numbers_are_unique")]

    def __str__(self) -> str:
        return f"evidence {self.item_id}, version {self.number}"

    @property
    def is_recorded(self) -> bool:
        """Whether the trail says who took its file away."""
        return self.sensitivity in {Sensitivity.RESTRICTED, Sensitivity.PERSONAL}


class ItemText(models.Model):
    """The words of an item's latest version, for search. A personal item has none: its words are never indexed."""

    item = models.OneToOneField(Item, on_delete=models.CASCADE, related_name="words")
    text = models.TextField()

    def __str__(self) -> str:
        return f"words of evidence {self.item_id}"


class Use(models.Model):
    """Something of another room that rests on an item: a claim, a request, a finding. That room says it in `words`."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=40)
    thing_id = models.CharField(max_length=80)
    words = models.CharField(max_length=300)
    href = models.CharField(max_length=300, blank=True)
    # A use within the forum's own space is told to nobody else.
    space = models.CharField(max_length=10, choices=Space, default=Space.PARTNERSHIP, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["kind", "thing_id"], name="evidence_of_a_thing")]
        constraints = [models.UniqueConstraint("item", "kind", "thing_id", name="evidence_once_per_thing")]

    def __str__(self) -> str:
        return f"evidence {self.item_id} for {self.kind} {self.thing_id}"


class Bundle(models.Model):
    """A dated zip of evidence, made for one person, kept for a week."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    day = models.DateField()
    # Which criteria: those of a pack, or one of them; empty for all evidence.
    pack = models.CharField(max_length=40, blank=True)
    criterion = models.CharField(max_length=80, blank=True)
    # What a person must be able to see to have it, by what it holds: sensitivities and spaces.
    needs = models.JSONField(default=list)
    items = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"bundle {self.pk}"
