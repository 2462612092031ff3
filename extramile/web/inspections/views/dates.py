"""The dates of an inspection, and entering what happened when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from extramile.web.design.errors import errors_of, told
from extramile.web.inspections.actions.days import set_days
from extramile.web.inspections.day_forms import DaysForm
from extramile.web.inspections.presenters import dates as words
from extramile.web.inspections.queries import inspections as queries
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


@room()
def dates(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every date of an inspection, with its rule and what it rests on."""
    found = inspection_or_404(scope, inspection_id)
    context = around(scope, found)
    pack, today = context["pack"], timezone.localdate()
    counted = queries.dates(scope, found)
    rows = words.rows(counted, pack, today)
    groups = (
        ("To come", [each for each in rows if each.when and not each.past]),
        ("Not known yet", [each for each in rows if not each.when]),
        ("Past", [each for each in rows if each.past]),
    )
    context |= {
        "events": words.events(counted, queries.event_days(found)),
        "groups": [(title, each) for title, each in groups if each],
        "awaits_outcome": queries.awaits_outcome(found, pack),
        "outcome": pack.outcome(found.outcome).name if found.outcome and not context["under_embargo"] else "",
        "can_lead": scope.can(Permission.LEAD_INSPECTION) and not found.ended_at,
        "can_override": scope.can(Permission.OVERRIDE_DEADLINES),
    }
    return render(request, "inspections/dates.html", context)


@room(Permission.LEAD_INSPECTION)
def enter(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Enter what happened when."""
    found = inspection_or_404(scope, inspection_id)
    context = around(scope, found)
    counted = queries.dates(scope, found)
    form = DaysForm(request.POST or None, pack=context["pack"], schedule=counted)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            problem = told(set_days, scope=scope, inspection=found, days=form.days(), seen=form.seen())
            if not problem:
                return redirect("inspections:dates", slug=scope.name, inspection_id=found.pk)
            # What somebody else entered meanwhile stands in the form now, with this person's other days.
            now = queries.dates(scope, found)
            form = DaysForm(form.met(now), pack=context["pack"], schedule=now)
            errors = [(f"id_{form.first}", problem)]
    context |= {"form": form, "rows": form.rows(), "errors": errors}
    return render(request, "inspections/enter_days.html", context, status=422 if errors else 200)
