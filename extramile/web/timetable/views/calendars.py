"""One's own calendar, and the feed that a calendar programme asks for."""

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from extramile.web.design.errors import told
from extramile.web.design.secret_links import untold
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.timetable import ical
from extramile.web.timetable.actions import calendars as actions
from extramile.web.timetable.queries import calendars as queries

# A calendar programme asks once in some minutes; whoever asks oftener in a minute waits.
MOST_IN_A_MINUTE = 30


@room()
def mine(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The address of one's own calendar: made, renewed, taken back."""
    found = inspection_or_404(scope, inspection_id)
    person = queries.own(scope, found)
    problem = ""
    if request.method == "POST" and person is not None:
        action = actions.revoke if request.POST.get("do") == "revoke" else actions.renew
        problem = told(action, scope=scope, participant=person)
        if not problem:
            return redirect(request.path)
    link = ""
    if person and person.nonce:
        link = settings.SITE_ADDRESS + reverse("timetable:feed", args=[person.pk, queries.token(person)])
    context = {
        **around(scope, found),
        "person": person,
        "link": link,
        "errors": [("address", problem)] if problem else [],
    }
    return render(request, "timetable/calendar.html", context, status=422 if problem else 200)


@require_safe
def feed(request: HttpRequest, participant_id: int, token: str) -> HttpResponse:
    """Somebody's sessions for their calendar programme, which signs in nowhere."""
    person = queries.by_link(participant_id, token)
    if person is None:
        raise Http404
    if _too_often(person.pk):
        return untold(
            HttpResponse("Too often. Ask again in a minute.", "text/plain", 429, headers={"Retry-After": "60"})
        )
    content = ical.calendar(person.inspection.title, queries.goings(person), timezone.now())
    return untold(HttpResponse(content, content_type="text/calendar; charset=utf-8"))


def _too_often(participant_id: int) -> bool:
    key = f"calendar-{participant_id}-{timezone.now():%H%M}"
    cache.add(key, 0, 90)
    return cache.incr(key) > MOST_IN_A_MINUTE
