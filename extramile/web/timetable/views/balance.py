"""Who has been asked, over all sessions, and who is missing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.timetable.queries.balance import balance


@room()
def asked(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Invited, accepted and came by organisation, role and phase: numbers, no names."""
    found = inspection_or_404(scope, inspection_id)
    known = balance(found)
    tables = [("organisation", known.organisations), ("role", known.roles), ("phase", known.phases)]
    context = {**around(scope, found), "known": known, "tables": tables}
    return render(request, "timetable/balance.html", context)
