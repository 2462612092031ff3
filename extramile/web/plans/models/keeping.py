"""What waits for one person: a workbook that came back, a file that was built, the mail of a week."""

from django.conf import settings
from django.db import models

from extramile.web.partnerships.models import Member
from extramile.web.plans.models.plan import Plan

PERSON = settings.AUTH_USER_MODEL


class SheetIn(models.Model):
    """An Excel sheet of a plan that somebody sent back: what it would change, until they take it over or drop it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    file_hash = models.CharField(max_length=64)
    # Each difference with what stood there when it was read, and each problem with its cell.
    differences = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "sheets in"

    def __str__(self) -> str:
        return f"sheet {self.pk}"


class BuiltFile(models.Model):
    """A document of a plan that a job built, kept for a day for the person who asked for it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=20)
    form = models.CharField(max_length=5)
    # Empty until it is built.
    content = models.BinaryField(default=bytes)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"file {self.pk}"


class WeeklyMail(models.Model):
    """That a room tells somebody in a week what is theirs: it is there before the mail goes, so that none goes twice."""

    room = models.CharField(max_length=10, default="plans")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # Its Monday.
    week = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-week", "id"]
        constraints = [models.UniqueConstraint("member", "week", "room", name="one_mail_in_a_week")]

    def __str__(self) -> str:
        return f"weekly mail {self.pk}"


class NoWeeklyMail(models.Model):
    """That somebody does not want the weekly mail of this partnership."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"no weekly mail for member {self.member_id}"
