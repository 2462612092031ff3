"""The front page of an inspection: what is late, for today and next; and its end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.inspections.actions import ending
from extramile.web.inspections.around import all_falling_due, all_noticed, all_that_came_of_it, days_still_to_come
from extramile.web.inspections.presenters import countdown as words
from extramile.web.inspections.presenters import inspections as about
from extramile.web.inspections.queries import inspections as queries
from extramile.web.inspections.queries import tasks
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


@room()
def countdown(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Where an inspection stands and what falls due in it."""
    return _page(request, scope, inspection_id)


def _page(
    request: HttpRequest, scope: Scope, inspection_id: int, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    found = inspection_or_404(scope, inspection_id)
    now, schedule = timezone.now(), queries.dates(scope, found)
    today = timezone.localdate(now)
    falling = [] if found.ended_at else all_falling_due(scope, found)
    settled, number, late = tasks.progress(scope, found)
    leads = scope.can(Permission.LEAD_INSPECTION)
    context = {
        **around(scope, found),
        "row": about.row(found, queries.framework_of(found)),
        "stages": words.stages(falling, now),
        "stands": words.where_it_stands(schedule, today, days_still_to_come(found, now)),
        "notices": [] if found.ended_at else all_noticed(scope, found),
        "came_of_it": all_that_came_of_it(scope, found),
        "next_dates": words.next_dates(schedule, today),
        "settled": settled,
        "number": number,
        "late": late,
        "sees_checklist": tasks.may_see(scope),
        "without_day": tasks.tasks(scope, found, tasks.Wanted(state="unsettled")).filter(due=None).count(),
        "can_end": leads and not found.ended_at,
        "can_reopen": leads and bool(found.ended_at),
        "errors": errors or [],
    }
    return render(request, "inspections/inspection.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.LEAD_INSPECTION)
def end(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """End an inspection."""
    return _done(request, scope, inspection_id, ending.end)


@require_POST
@room(Permission.LEAD_INSPECTION)
def reopen(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Open an ended inspection again."""
    return _done(request, scope, inspection_id, ending.reopen)


def _done(request: HttpRequest, scope: Scope, inspection_id: int, action) -> HttpResponse:
    found = inspection_or_404(scope, inspection_id)
    problem = told(action, scope=scope, inspection=found, why=request.POST.get("why", ""))
    if problem:
        return _page(request, scope, inspection_id, [("id_why", problem)])
    return redirect("inspections:inspection", slug=scope.name, inspection_id=found.pk)
