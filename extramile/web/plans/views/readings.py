"""Readings of a measure: typed in, or taken from a published indicator, from evidence, from a survey."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.evidence.forms import indicator_titles, own_area
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans import returned
from extramile.web.plans.actions import measuring as actions
from extramile.web.plans.measuring_forms import ReadingForm
from extramile.web.plans.presenters import measuring as words
from extramile.web.plans.queries import offering
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.asking import Asked, asked_of
from extramile.web.plans.views import measures
from extramile.web.plans.views.within import around, measure_or_404


@require_POST
@room(Permission.WORK_ON_PLANS)
def enter(request: HttpRequest, scope, plan_id: int, measure_id: int) -> HttpResponse:
    """Enter a figure for a day; a second one of a day replaces the first, with a reason."""
    found = measure_or_404(scope, plan_id, measure_id)
    form = ReadingForm(request.POST, measure=found)
    errors = errors_of(form)
    if form.is_valid():
        problem = told(actions.read, scope=scope, measure=found, **form.cleaned_data)
        if not problem:
            return redirect(f"{_back(scope, found)}#readings")
        errors = [("id_said" if "Say why" in problem else "id_value", problem)]
    typed = {name: form[name].value() for name in form.fields}
    return measures.page(request, scope, found, errors, typed)


def _back(scope, found: Any) -> str:
    return reverse("plans:measure", args=[scope.name, found.theme.plan_id, found.pk])


@room(Permission.WORK_ON_PLANS)
def offered(request: HttpRequest, scope, plan_id: int, measure_id: int) -> HttpResponse:
    """Choose a source, see what it has since the baseline, and take over what is right."""
    found = measure_or_404(scope, plan_id, measure_id)
    asked = asked_of(request.POST if request.method == "POST" else request.GET)
    problem, offer = asked.offer(scope, found)
    if request.method == "POST" and offer is not None:
        days = _days(request.POST.getlist("day"))
        why = request.POST.get("why", "")[:1000]
        revision = whole_number(request.POST.get("seen", "")) or 0
        more = {"offer": offer, "days": days, "why": why, "seen": revision}
        problem = told(actions.take_readings, scope=scope, measure=found, **more)
        if not problem:
            return redirect(f"{_back(scope, found)}#readings")
    return _choosing(request, scope, found, asked=asked, offer=offer, problem=problem)


def _days(typed: list[str]) -> set[date]:
    found = set()
    for each in typed:
        try:
            found.add(date.fromisoformat(each))
        except ValueError:
            continue
    return found


def _choosing(
    request: HttpRequest, scope, found: Any, *, asked: Asked, offer: offering.Offer | None, problem: str
) -> HttpResponse:
    standing = queries.standing(list(found.readings.all()))
    questions = offering.questions(scope)
    chosen = next((each for _, each in questions if str(each.pk) == asked.question), None)
    context = {
        **around(scope, found.theme.plan),
        "measure": found,
        "asked": asked,
        "indicators": indicator_titles(),
        "own_area": own_area(scope),
        "questions": [(each.pk, f"{survey.title}: {each.words}") for survey, each in questions],
        "answers": offering.answers_to(chosen) if chosen else [],
        "returned": returned.measures(scope),
        "items": [(each.pk, each.title) for each in offering.frozen_evidence(scope)],
        "offer": words.offer(found, offer, standing) if offer else None,
        "ticked": request.POST.getlist("day"),
        "why": request.POST.get("why", ""),
        "errors": [("offer" if offer else asked.field, problem)] if problem else [],
    }
    return render(request, "plans/offered.html", context, status=422 if problem else 200)
