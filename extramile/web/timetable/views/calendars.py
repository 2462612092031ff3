"""One's own calendar, and the feed that a calendar programme asks for."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from extramile.web.design.errors import told
from extramile.web.design.secret_links import untold
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.timetable import ical, limits
from extramile.web.timetable.actions import calendars as actions
from extramile.web.timetable.queries import calendars as queries
from extramile.web.timetable.queries.untold import participant
from extramile.web.timetable.views.timetable import person_page


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
    context = {
        **around(scope, found),
        "person": person,
        "link": queries.address(person) if person else "",
        "errors": [("address", problem)] if problem else [],
    }
    return render(request, "timetable/calendar.html", context, status=422 if problem else 200)


@require_POST
@room(Permission.LEAD_INSPECTION)
def of_person(request: HttpRequest, scope, inspection_id: int, person_id: int) -> HttpResponse:
    """Have the address of their calendar sent to somebody without an account, or take it back."""
    found = inspection_or_404(scope, inspection_id)
    person = participant(found, person_id)
    if person is None:
        raise Http404
    takes_back = request.POST.get("do") == "revoke"
    problem = told(actions.revoke if takes_back else actions.send, scope=scope, participant=person)
    if problem:
        return person_page(request, scope, found, person, [("calendar", problem)])
    messages.success(request, "The address leads nowhere now." if takes_back else "The address is on its way to them.")
    return redirect("timetable:person", slug=scope.name, inspection_id=found.pk, person_id=person.pk)


@require_safe
def feed(request: HttpRequest, participant_id: int, token: str) -> HttpResponse:
    """Somebody's sessions for their calendar programme, which signs in nowhere."""
    person = queries.by_link(participant_id, token)
    if person is None:
        raise Http404
    if limits.too_often(person.pk):
        return untold(
            HttpResponse("Too often. Ask again in a minute.", "text/plain", 429, headers={"Retry-After": "60"})
        )
    content = ical.calendar(person.inspection.title, queries.goings(person), timezone.now())
    return untold(HttpResponse(content, content_type="text/calendar; charset=utf-8"))
