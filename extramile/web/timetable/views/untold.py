"""Who has not been told yet of what changed for them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.timetable.actions import telling as actions
from extramile.web.timetable.presenters import untold as words
from extramile.web.timetable.queries import untold as queries


@room(Permission.EDIT_TIMETABLE)
def untold(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Everybody who waits to be told; they can be told now."""
    found = inspection_or_404(scope, inspection_id)
    if request.method == "POST":
        problem = told(actions.tell_now, scope=scope, inspection=found)
        messages.info(request, problem or "The mails are on their way.")
        return redirect(request.path)
    rows = [words.row(each) for each in queries.untold(found)]
    context = {
        **around(scope, found),
        "rows": rows,
        "can_mail": any(each["by_mail"] for each in rows),
        "quiet": actions.QUIET.seconds // 60,
    }
    return render(request, "timetable/untold.html", context)


@require_POST
@room(Permission.EDIT_TIMETABLE)
def told_by_hand(request: HttpRequest, scope, inspection_id: int, participant_id: int) -> HttpResponse:
    """Somebody was told by telephone or at the door."""
    found = inspection_or_404(scope, inspection_id)
    person = queries.participant(found, participant_id)
    if person is None:
        raise Http404
    problem = told(actions.told_by_hand, scope=scope, inspection=found, participant=person)
    messages.info(request, problem or "Noted: they know.")
    return redirect("timetable:untold", slug=scope.name, inspection_id=found.pk)
