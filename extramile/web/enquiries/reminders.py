"""When a setting is reminded by itself: on the day before its answer is due, and on the day after.

Nobody is reminded twice of the same, nor on the day on which they were asked or somebody reminded them.
"""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from extramile.web.enquiries.models import AskedSetting

BEFORE, AFTER = timedelta(days=1), timedelta(days=1)
# A worker that stood still for longer than this does not wake people with what is long over.
LATEST = timedelta(days=5)


def waiting_on(today: date) -> QuerySet[AskedSetting]:
    """Return those who have not answered and whose days of reminding may have come."""
    now = timezone.now()
    return AskedSetting.objects.filter(
        answered_at=None, withdrawn_at=None, due__lte=now + 2 * BEFORE, due__gte=now - LATEST
    ).select_related("request__inspection__partnership")


def is_due(asked: AskedSetting, today: date) -> bool:
    """Say whether a setting is reminded today: the latest day of reminding has come, and nothing was sent since."""
    due = timezone.localdate(asked.due)
    come = [day for day in (due - BEFORE, due + AFTER) if day <= today]
    return bool(come) and timezone.localdate(asked.reminded_at or asked.asked_at) < come[-1]
