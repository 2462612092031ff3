"""The audit trail.

An event has no foreign keys: it never blocks a deletion and never follows one. Rows are chained: each carries a hash over
its content and the hash before it, and the database refuses to change or delete one. Write with `actions.record` only.
"""

from django.db import models
from django.db.models import Q


class Chain(models.Model):
    """The end of a chain of events: one chain for each partnership, and one ("") for the installation itself.

    Locked while an event is added, so that two events never take the same place.
    """

    scope = models.CharField(max_length=80, unique=True)
    length = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.scope or 'installation'}: {self.length} events"


class Event(models.Model):
    """One thing that somebody did."""

    scope = models.CharField(max_length=80, blank=True, db_index=True)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    # Who, as they were called then. The id leads to the person while they have an account.
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=160)
    # What was done (a verb of the room: "claim agreed"), and to which thing ("claim", its id, its name then).
    verb = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, db_index=True)
    thing_id = models.CharField(max_length=80, db_index=True)
    thing = models.CharField(max_length=200, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.CharField(max_length=500, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["scope", "number"]
        constraints = [
            models.UniqueConstraint("scope", "number", name="one_event_per_place_in_chain"),
            models.CheckConstraint(condition=~Q(hash=""), name="event_has_a_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.scope or 'installation'} {self.number}: {self.verb}"

    def save(self, *args, **kwargs) -> None:
        """Refuse to change an event that exists; the database refuses as well."""
        if self.pk is not None:
            raise TypeError("an audit event is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> None:
        """Refuse."""
        raise TypeError("an audit event is never deleted")
