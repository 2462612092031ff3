"""What the evidence room has for a person today."""

from django.urls import reverse
from django.utils import timezone

from extramile.web.evidence import queries
from extramile.web.evidence.presenters import freshness
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source

MOST = 5


@source(20)
def evidence(scope: Scope) -> TodayCard | None:
    """Somebody's own evidence that is old or soon will be; for those who only read, the way into the library."""
    href = reverse("evidence:items", args=[scope.name])
    if not scope.can(Permission.ADD_EVIDENCE):
        by_criterion = TodayItem("Find evidence by criterion", reverse("evidence:index", args=[scope.name]))
        return TodayCard("Evidence", (by_criterion,), "", href)
    today = timezone.localdate()
    items = [
        TodayItem(
            words=f"“{each.title}” rests on figures that were taken back",
            href=reverse("evidence:item", args=[scope.name, each.pk]),
            due="Taken back: it proves nothing any more",
            late=True,
        )
        for each in queries.mine_taken_back(scope)
    ]
    items += [
        TodayItem(
            words=each.title,
            href=reverse("evidence:item", args=[scope.name, each.pk]),
            due=freshness(each, today),
            late=queries.is_old(each, today),
        )
        for each in queries.mine_ending(scope, today)[:MOST]
    ]
    return TodayCard(
        "Evidence", tuple(items), "None of your evidence is old or soon will be, and none was taken back.", href
    )
