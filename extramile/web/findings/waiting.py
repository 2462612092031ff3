"""The card of findings on today's page: what waits for a second person, or came back."""

from django.urls import reverse

from extramile.web.findings.queries.waiting import waiting
from extramile.web.inspections.queries.inspections import inspections
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source

SHOWN = 8


@source(60)
def findings(scope: Scope) -> TodayCard | None:
    """Return the card of findings, for those whom something waits for; for others there is none."""
    if not scope.can(Permission.WRITE_FINDINGS):
        return None
    under_way = inspections(scope).filter(published_on=None, ended_at=None)
    items = [
        TodayItem(words=f"{each.words}, {found.title}", href=each.href)
        for found in under_way
        for each in waiting(scope, found)
    ]
    if not items:
        return None
    href = reverse("inspections:inspections", args=[scope.name])
    return TodayCard(title="Inspect: findings", items=tuple(items[:SHOWN]), empty="", href=href)
