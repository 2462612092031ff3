"""What an area set in place of a framework's calendar rule. The rules themselves are files, never rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from extramile.web.partnerships.models import Partnership


class DeadlineOverride(models.Model):
    """One deadline that a partnership set differently, with who, when and why.

    Setting it again, or going back to the framework's own, ends this row and keeps it: what held on a day can be told later.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="deadline_overrides")
    # Ids of a pack and of a deadline in it.
    pack = models.CharField(max_length=60)
    deadline = models.CharField(max_length=60)
    value = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pack", "deadline", "at"]
        constraints = [
            models.UniqueConstraint(
                "partnership", "pack", "deadline", condition=Q(ended_at=None), name="one_override_holds_per_deadline"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.pack} {self.deadline}: {self.value} {self.unit}"
