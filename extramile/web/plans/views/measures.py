"""Measures of a plan: one with its run chart and its readings, a new one, changes, taken out and put back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import measuring as actions
from extramile.web.plans.fields import values_of
from extramile.web.plans.measuring_forms import MeasureForm
from extramile.web.plans.presenters import changes
from extramile.web.plans.presenters import measuring as words
from extramile.web.plans.queries import content, offering
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.views.within import around, measure_or_404, theme_or_404
from extramile.web.plans.views.writing import from_row, written


@room(Permission.SEE_PLANS)
def measure(request: HttpRequest, scope, plan_id: int, measure_id: int) -> HttpResponse:
    """One measure: what it shows, its run chart, its readings with those that were replaced, every change."""
    return page(request, scope, measure_or_404(scope, plan_id, measure_id))


def page(
    request: HttpRequest, scope, found: Any, errors: list[tuple[str, str]] | None = None, typed: Any = None
) -> HttpResponse:
    """Return the page of a measure; `typed` is a reading that could not be saved."""
    now = content.measure_now(found)
    standing = [*now.readings, *now.back]
    out = bool(found.out_at or found.theme.out_at)
    context = around(scope, found.theme.plan)
    context |= {
        "measure": found,
        "item": words.page(now),
        "chart": words.chart(now),
        "readings": words.readings(found, standing, found.readings.all()),
        "history": changes.history(scope, queries.history_of_measure(scope, found)),
        "writes_in": context["writes"] and not out,
        "fresh": words.fresh(found, offering.fresh_of_returns(scope, found, standing), standing),
        "typed": typed or {"day": "", "state": "known"},
        "states": words.ReadingState.choices,
        "errors": errors or [],
        "today": timezone.localdate(),
    }
    return render(request, "plans/measure.html", context, status=422 if errors else 200)


def _back(scope, found: Any) -> str:
    return reverse("plans:measure", args=[scope.name, found.theme.plan_id, found.pk])


@room(Permission.WORK_ON_PLANS)
def add(request: HttpRequest, scope, plan_id: int, theme_id: int) -> HttpResponse:
    """Add a measure to a theme."""
    theme = theme_or_404(scope, plan_id, theme_id)
    form = MeasureForm(request.POST or None, scope=scope, initial={"kind": "impact", "unit": "%"})
    return written(
        request,
        scope,
        form,
        lambda: actions.add_measure(scope=scope, theme=theme, given=form.given()),
        template="plans/write_measure.html",
        context={**around(scope, theme.plan), "theme": theme, "measure": None},
        back=lambda made: _back(scope, made),
    )


@room(Permission.WORK_ON_PLANS)
def change(request: HttpRequest, scope, plan_id: int, measure_id: int) -> HttpResponse:
    """Change a measure; where it is measured from and to is changed with a reason."""
    found = measure_or_404(scope, plan_id, measure_id)
    form = MeasureForm(request.POST or None, scope=scope, initial=from_row(MeasureForm, found, values_of(found)))
    return written(
        request,
        scope,
        form,
        lambda: actions.change_measure(scope=scope, measure=found, **form.whole()),
        template="plans/write_measure.html",
        context={**around(scope, found.theme.plan), "theme": found.theme, "measure": found},
        back=lambda made: _back(scope, found),
    )


@require_POST
@room(Permission.WORK_ON_PLANS)
def take_out(request: HttpRequest, scope, plan_id: int, measure_id: int) -> HttpResponse:
    """Take a measure out, for a reason."""
    found = measure_or_404(scope, plan_id, measure_id)
    problem = told(actions.take_out_measure, scope=scope, measure=found, why=request.POST.get("why", "")[:1000])
    if problem:
        return page(request, scope, found, [("why-out", problem)])
    return redirect(_back(scope, found))


@require_POST
@room(Permission.WORK_ON_PLANS)
def put_back(request: HttpRequest, scope, plan_id: int, measure_id: int) -> HttpResponse:
    """Put back a measure that was taken out, for a reason."""
    found = measure_or_404(scope, plan_id, measure_id)
    problem = told(actions.put_back_measure, scope=scope, measure=found, why=request.POST.get("why", "")[:1000])
    if problem:
        return page(request, scope, found, [("why-back", problem)])
    return redirect(_back(scope, found))
