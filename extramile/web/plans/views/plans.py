"""The list of plans, a new one, one plan, and its steps."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import planning as actions
from extramile.web.plans.fields import values_of
from extramile.web.plans.forms import BeginForm, PlanForm
from extramile.web.plans.parts import kind_of, kinds, parts_of
from extramile.web.plans.presenters import overview
from extramile.web.plans.presenters import plans as words
from extramile.web.plans.presenters import results as result_words
from extramile.web.plans.queries import asked, content, overviews, results
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.views.within import around, plan_or_404
from extramile.web.plans.views.writing import from_row, written


@room(Permission.SEE_PLANS)
def plans(request: HttpRequest, scope) -> HttpResponse:
    """Every plan of the partnership, and what outcomes ask for."""
    today, found = timezone.localdate(), list(queries.plans(scope))
    waiting = [each for each in asked.asked_for(scope, found) if each.begun is None]
    counts, ratings = overviews.counted(found), overviews.rated(found, today)
    context = {
        "here": "plan",
        "scope": scope,
        "rows": [words.row(each, counts[each.pk], ratings[each.pk]) for each in found],
        "asked": [words.asked(each, today) for each in waiting],
        "leads": scope.can(Permission.LEAD_PLANS),
    }
    return render(request, "plans/plans.html", context)


@room(Permission.LEAD_PLANS)
def new(request: HttpRequest, scope) -> HttpResponse:
    """Begin a plan: first those that an outcome asks for."""
    today = timezone.localdate()
    wanted = [words.asked(each, today) for each in asked.asked_for(scope, list(queries.plans(scope)))]
    chosen = {"what": request.GET.get("what", ""), "inspection": request.GET.get("inspection", "")}
    form = BeginForm(request.POST or None, scope=scope, initial={**chosen, "begins": words.day(today)})
    context = {
        "here": "plan",
        "scope": scope,
        "asked": wanted,
        "kinds": [words.kind(*each) for each in kinds()],
    }
    return written(
        request,
        scope,
        form,
        lambda: actions.begin(scope=scope, **form.values()),
        template="plans/new.html",
        context=context,
        back=lambda made: reverse("plans:plan", args=[scope.name, made.pk]),
    )


@room(Permission.SEE_PLANS)
def plan(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """One plan by its themes, with how each stands and what the plan's next step is."""
    return _page(request, scope, plan_or_404(scope, plan_id))


def _page(request: HttpRequest, scope, found: Any, errors: list[tuple[str, str]] | None = None) -> HttpResponse:
    today = timezone.localdate()
    now = content.now(scope, found, today)
    due = asked.due_of_plan(scope, found)
    rules = [] if due else asked.rules_of(scope, found.pack, kind_of(found))
    context = {
        **around(scope, found),
        "state": words.plan_state(found.state),
        "next": words.NEXT[found.state],
        "steps": words.steps(found) if scope.can(Permission.LEAD_PLANS) else [],
        "dues": words.dues(found, due, rules, today),
        "counted": bool(due),
        "asked_by": kind_of(found).asked_by,
        "themes": overview.themes(now, scope.name),
        "parts": overview.parts(parts_of(found), now.parts),
        "left_out": [overview.finding(each.finding, found, scope.name, each.why_not) for each in now.left_out],
        "unanswered": [overview.finding(each, found, scope.name) for each in now.unanswered],
        "decisions": overview.decisions_waiting(now),
        "out": list(queries.themes_out(found)),
        "figures": overview.figures(now),
        "results": result_words.noted(results.weaknesses(scope, found)),
        "errors": errors or [],
    }
    return render(request, "plans/plan.html", context, status=422 if errors else 200)


@room(Permission.LEAD_PLANS)
def change(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Change what a plan is called, who oversees it, when it begins."""
    found = plan_or_404(scope, plan_id)
    form = PlanForm(request.POST or None, initial=from_row(PlanForm, found, values_of(found)))
    return written(
        request,
        scope,
        form,
        lambda: actions.change_plan(scope=scope, plan=found, **form.change()),
        template="plans/change_plan.html",
        context=around(scope, found),
        back=lambda made: reverse("plans:plan", args=[scope.name, made.pk]),
    )


@require_POST
@room(Permission.LEAD_PLANS)
def step(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Take a plan a step further."""
    found = plan_or_404(scope, plan_id)
    do, why = request.POST.get("step", ""), request.POST.get("why", "")[:1000]
    problem = told(actions.step, scope=scope, plan=found, do=do, why=why)
    if problem:
        open_to_it = any(each["id"] == do for each in words.steps(found))
        return _page(request, scope, found, [(f"why-{do}" if open_to_it else "next", problem)])
    return redirect("plans:plan", slug=scope.name, plan_id=found.pk)
