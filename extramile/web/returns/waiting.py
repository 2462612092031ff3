"""The card of returns on today's page: the problems that are mine."""

from django.urls import reverse
from django.utils import timezone

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source
from extramile.web.returns.presenters.queue import mine_rows


@source(60)
def returns(scope: Scope) -> TodayCard | None:
    """Return the card of returns, for those who see them."""
    if not scope.can(Permission.SEE_RETURNS):
        return None
    rows = mine_rows(scope, timezone.localdate())
    items = (TodayItem(words=each["words"], href=each["href"], late=bool(each["late"])) for each in rows)
    return TodayCard(
        title="Returns",
        items=tuple(items),
        empty="No problem of a return is yours.",
        href=reverse("returns:home", args=[scope.name]),
    )
