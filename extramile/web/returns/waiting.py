"""The card of returns on today's page: the problems that are mine, cases past a time limit, loads that ask something."""

from django.urls import reverse
from django.utils import timezone

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source
from extramile.web.returns.presenters.loads import load_row, title
from extramile.web.returns.presenters.queue import mine_rows
from extramile.web.returns.presenters.words import counted
from extramile.web.returns.presenters.worklist import newest
from extramile.web.returns.queries.loads import asking


@source(60)
def returns(scope: Scope) -> TodayCard | None:
    """Return the card of returns, for those who see them."""
    if not scope.can(Permission.SEE_RETURNS):
        return None
    rows = mine_rows(scope, timezone.localdate())
    items = [
        TodayItem(words=each["words"], href=each["href"], due=each["due"], late=bool(each["late"])) for each in rows
    ]
    items += _cases(scope)
    items += [
        TodayItem(
            words=f"{title(each)}, load {each.pk}", href=reverse("returns:load", args=[scope.name, each.pk]), due=said
        )
        for each in asking(scope)
        if (said := load_row(scope.name, each)["answer"])
    ]
    return TodayCard(
        title="Returns",
        items=tuple(items),
        empty="No problem of a return is yours, and no case is past a time limit.",
        href=reverse("returns:home", args=[scope.name]),
    )


def _cases(scope: Scope) -> list[TodayItem]:
    """Return what the worklist of the newest load asks for: what is late, and that something is not known."""
    work = newest(scope)
    if work is None:
        return []
    found = []
    doubts = work["doubts"]
    if work["late"]:
        words = f"{counted(work['late'], 'case')} past a time limit"
        if doubts.said:
            words = (
                f"At least {words}" if doubts.least else f"{words} by what the load holds; what was done may be missing"
            )
        late = next(each["href"] for each in work["counts"] if each["group"] == "late")
        found.append(TodayItem(words=words, href=late, due=f"As of {work['day']}, load {work['load']}", late=True))
    if doubts.said:
        found.append(TodayItem(words=f"Time limits not known: {doubts.said[0]}", href=work["href"]))
    return found
