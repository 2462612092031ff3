"""The list of inspections, and a new one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from extramile.web.design.errors import errors_of, told
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.beginning import begin
from extramile.web.inspections.around import days_still_to_come
from extramile.web.inspections.forms import BeginForm
from extramile.web.inspections.presenters import countdown
from extramile.web.inspections.presenters import inspections as words
from extramile.web.inspections.queries import inspections as queries
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room()
def inspections(request: HttpRequest, scope) -> HttpResponse:
    """Every inspection of the partnership."""
    context = {
        "here": "inspect",
        "scope": scope,
        "groups": words.by_stage([_row(scope, each) for each in queries.inspections(scope)]),
        "can_lead": scope.can(Permission.LEAD_INSPECTION),
    }
    return render(request, "inspections/inspections.html", context)


def _row(scope, found: Any) -> dict[str, Any]:
    """Return an inspection for the list, with where it stands."""
    today = timezone.localdate()
    row = words.row(found, queries.framework_of(found))
    if found.ended_at or not embargo.holds(found):
        return row | words.FINISHED
    schedule, sessions = queries.dates(scope, found), days_still_to_come(found, timezone.now())
    return row | words.running(
        countdown.where_it_stands(schedule, today, sessions), countdown.first_day(schedule), today
    )


@room(Permission.LEAD_INSPECTION)
def new(request: HttpRequest, scope) -> HttpResponse:
    """Begin an inspection."""
    now = timezone.localtime()
    form = BeginForm(request.POST or None, scope=scope, initial={"day": f"{now:%-d %B %Y}", "hour": f"{now:%H:%M}"})
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            begun: list[Any] = []
            problem = told(lambda: begun.append(begin(scope=scope, **form.values())))
            if not problem:
                return redirect("inspections:inspection", slug=scope.name, inspection_id=begun[0].pk)
            errors = [("id_what", problem)]
    context = {
        "here": "inspect",
        "scope": scope,
        "form": form,
        "errors": errors,
        "evaluations": words.choices(form.fields["evaluation"].queryset),
        "earlier": words.choices(form.fields["follows"].queryset),
    }
    return render(request, "inspections/new.html", context, status=422 if errors else 200)
