"""What the voices room has for a person today."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source
from extramile.web.voices import queries
from extramile.web.voices.models import Survey

SOON = timedelta(days=7)


@source(40)
def voices(scope: Scope) -> TodayCard | None:
    """Open surveys that close soon."""
    if not scope.can(Permission.SEE_ROOMS):
        return None
    today = timezone.localdate()
    items = [
        TodayItem(
            words=f"“{each.title}” has {each.answered} answers",
            href=reverse("voices:survey", args=[scope.name, each.pk]),
            due=f"last day {date_format(each.closes, 'j F Y')}",
            late=each.closes < today,
        )
        for each in queries.surveys(scope).filter(state=Survey.State.OPEN, closes__lte=today + SOON)
    ]
    return TodayCard("Voices", tuple(items), "No survey closes soon.", reverse("voices:home", args=[scope.name]))
