"""When somebody who was asked a question is reminded of it by itself: three days before it is due, and on the day after.

Nobody is reminded twice of the same, nor on the day on which a lead reminded them, nor right after being asked.
"""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from extramile.web.selfevaluation.models import Asked, EvaluationState

BEFORE, AFTER = timedelta(days=3), timedelta(days=1)
# A worker that stood still for longer than this does not wake people with old questions.
LATEST = timedelta(weeks=2)


def days_of(due: date) -> tuple[date, date]:
    """Return the days on which people are reminded of a question that is due on a day."""
    return due - BEFORE, due + AFTER


def waiting_on(today: date) -> QuerySet[Asked]:
    """Return those who have not answered a question whose days of reminding have come."""
    return Asked.objects.filter(
        answered_at=None,
        withdrawn_at=None,
        question__evaluation__state=EvaluationState.WRITING,
        question__due__lte=today + BEFORE,
        question__due__gte=today - LATEST,
    ).select_related("question__evaluation__partnership")


def is_due(asked: Asked, today: date) -> bool:
    """Say whether somebody is reminded today: the latest day of reminding has come, and nothing was sent since."""
    come = [day for day in days_of(asked.question.due) if day <= today]
    sent = timezone.localtime(asked.reminded_at or asked.question.asked_at).date()
    return bool(come) and sent < come[-1]
