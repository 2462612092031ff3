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
    """Open surveys that close soon, and answers to code."""
    if not scope.can(Permission.SEE_ROOMS):
        return None
    today = timezone.localdate()
    items = [
        TodayItem(
            words=f"“{each.title}”: {each.answered} answered so far",
            href=reverse("voices:survey", args=[scope.name, each.pk]),
            due=f"last day {date_format(each.closes, 'j F Y')}",
            late=each.closes < today,
        )
        for each in queries.surveys(scope).filter(state=Survey.State.OPEN, closes__lte=today + SOON)
    ]
    if scope.can(Permission.CODE_ANSWERS):
        waiting = len(queries.mine_to_code(scope))
        if waiting:
            words = f"{waiting} {'answer waits' if waiting == 1 else 'answers wait'} to be coded"
            items.append(TodayItem(words=words, href=reverse("voices:coding", args=[scope.name])))
    return TodayCard(
        "Voices",
        tuple(items),
        "No survey closes soon, and nothing waits to be coded.",
        reverse("voices:home", args=[scope.name]),
    )
