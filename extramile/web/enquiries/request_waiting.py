"""What waits on “Today” beside what falls due: answers to check, what settings sent, requests without a time."""

from django.urls import reverse

from extramile.web.enquiries.presenters.requests import numbered
from extramile.web.enquiries.queries import requests as queries
from extramile.web.enquiries.queries.asked import to_look_at
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import inspections
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.today import TodayCard, TodayItem, source

SHOWN = 8


@source(32)
def requests(scope: Scope) -> TodayCard | None:
    """Return the card of requests, for those whom something waits for; for others there is none."""
    if not queries.may_see(scope):
        return None
    running = list(inspections(scope).filter(ended_at=None, published_on=None))
    items = [each for found in running for each in _waiting(scope, found)]
    if not items:
        return None
    address = reverse("enquiries:requests", args=[scope.name, running[0].pk])
    return TodayCard(title="Inspect: requests", items=tuple(items[:SHOWN]), empty="", href=address)


def _waiting(scope: Scope, found: Inspection) -> list[TodayItem]:
    def item(words: str, request_id: int) -> TodayItem:
        return TodayItem(words, reverse("enquiries:request", args=[scope.name, found.pk, request_id]))

    mine = queries.requests(scope, found, queries.Wanted(whose="mine", state="open"))
    checks = [item(f"Check the answer to request {numbered(each)}", each.pk) for each in queries.to_check(scope, found)]
    came = [
        item(f"{each.setting} answered, for request {numbered(each.request)}", each.request_id)
        for each in to_look_at(scope, mine)
    ]
    timeless = [item(f"Give a time to request {numbered(each)}", each.pk) for each in mine if each.due is None]
    return [*checks, *came, *timeless]
