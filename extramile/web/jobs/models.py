"""A job: what is to be done, how far it is, what came of it. Never what it is about: only ids, never content."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One piece of long work.

    `attempt` grows each time a worker takes the job. What a worker did counts only if its attempt is still the job's: one
    that was thought dead and comes back finds its work refused, so that nothing is done twice.
    """

    class State(models.TextChoices):
        """Where a job stands."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "At work"
        DONE = "done", "Done"
        FAILED = "failed", "Could not be done"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The name under which the work is registered ("evidence.bundle"), and the ids it needs.
    work = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    title = models.CharField(max_length=160)
    scope = models.CharField(max_length=80, blank=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=160, blank=True)
    # Where the result is (an address on this site), or the sentence that says why there is none.
    result = models.CharField(max_length=300, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    alive_at = models.DateTimeField(null=True)
    # When a mail was given to the mail server. It is written before, so that no mail is sent twice.
    sending_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], ended_at__isnull=False)
                | Q(state__in=["waiting", "running"], ended_at__isnull=True),
                name="ended_job_has_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work} {self.state}"
