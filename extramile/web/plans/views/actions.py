"""Actions of a plan: all of them to be searched, one with what became of it, a new one, changes, steps, milestones."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import doing as actions
from extramile.web.plans.doing_forms import ActionForm, MilestoneForm, SearchForm
from extramile.web.plans.fields import values_of
from extramile.web.plans.presenters import board, changes, overview
from extramile.web.plans.presenters import doing as words
from extramile.web.plans.queries import content
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.views.within import action_or_404, around, plan_or_404, theme_or_404
from extramile.web.plans.views.writing import from_row, written


@room(Permission.SEE_PLANS)
def actions_of(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Every action of a plan, to be searched."""
    plan = plan_or_404(scope, plan_id)
    form, today = SearchForm(request.GET), timezone.localdate()
    wanted = form.wanted()
    rows = [overview.action(content.action_now(each, today)) for each in queries.actions_of(scope, plan, **wanted)]
    context = {**around(scope, plan), "rows": rows, "form": form, "wanted": wanted, "narrowed": any(wanted.values())}
    return render(request, "plans/actions.html", context)


@room(Permission.SEE_PLANS)
def action(request: HttpRequest, scope, plan_id: int, action_id: int) -> HttpResponse:
    """One action: who does it, how far it is, its milestones, and every change of it."""
    return _page(request, scope, *action_or_404(scope, plan_id, action_id))


def _page(
    request: HttpRequest, scope, plan: Any, found: Any, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    today = timezone.localdate()
    places = list(queries.themes_of(scope, found))
    context = {
        **around(scope, plan),
        "action": found,
        "item": words.action(content.action_now(found, today)),
        "milestones": [words.milestone(each, today) for each in found.milestones.all()],
        "needs": [words.needed(each, today) for each in queries.needs_of(scope, found)],
        "places": [words.place(each, plan) for each in places],
        "others": [(each.pk, words.place_words(each)) for each in queries.themes_to_serve(scope, found)],
        "decisions": board.log(queries.decisions_on(plan, found), today),
        "steps": words.steps(found, leads=scope.can(Permission.LEAD_PLANS)),
        "history": changes.history(scope, queries.history_of_action(scope, found, plan)),
        "errors": errors or [],
    }
    return render(request, "plans/action.html", context, status=422 if errors else 200)


def _back(scope, plan: Any, found: Any) -> str:
    return reverse("plans:action", args=[scope.name, plan.pk, found.pk])


@room(Permission.WORK_ON_PLANS)
def add(request: HttpRequest, scope, plan_id: int, theme_id: int) -> HttpResponse:
    """Add an action to a theme."""
    theme = theme_or_404(scope, plan_id, theme_id)
    form = ActionForm(request.POST or None, scope=scope, action=None)
    return written(
        request,
        scope,
        form,
        lambda: actions.add_action(scope=scope, theme=theme, given=form.given()),
        template="plans/write_action.html",
        context={**around(scope, theme.plan), "theme": theme, "action": None},
        back=lambda made: _back(scope, theme.plan, made),
    )


@room(Permission.WORK_ON_PLANS)
def change(request: HttpRequest, scope, plan_id: int, action_id: int) -> HttpResponse:
    """Change an action, with the reason why."""
    plan, found = action_or_404(scope, plan_id, action_id)
    initial = from_row(ActionForm, found, values_of(found))
    form = ActionForm(request.POST or None, scope=scope, action=found, initial=initial)
    return written(
        request,
        scope,
        form,
        lambda: actions.change_action(scope=scope, action=found, **form.whole()),
        template="plans/write_action.html",
        context={**around(scope, plan), "theme": None, "action": found},
        back=lambda made: _back(scope, plan, made),
    )


@require_POST
@room(Permission.WORK_ON_PLANS)
def step(request: HttpRequest, scope, plan_id: int, action_id: int) -> HttpResponse:
    """Say how far an action is."""
    plan, found = action_or_404(scope, plan_id, action_id)
    do = request.POST.get("step", "")
    why = request.POST.get("why", "")[:1000]
    if do == words.SAY:
        problem = told(actions.say, scope=scope, action=found, how=why)
    else:
        problem = told(actions.step, scope=scope, action=found, do=do, why=why)
    if problem:
        folded = any(each["id"] == do for each in words.steps(found, leads=True))
        return _page(request, scope, plan, found, [(f"why-{do}" if folded else "what", problem)])
    return redirect(_back(scope, plan, found))


@require_POST
@room(Permission.WORK_ON_PLANS)
def serve(request: HttpRequest, scope, plan_id: int, action_id: int) -> HttpResponse:
    """Let an action serve another theme too, or a theme no more."""
    plan, found = action_or_404(scope, plan_id, action_id)
    theme = queries.theme(scope, whole_number(request.POST.get("theme", "")) or 0)
    if theme is None:
        return _page(request, scope, plan, found, [("id_theme", "Choose a theme from the list.")])
    if request.POST.get("do") == "no-more":
        why = request.POST.get("why", "")[:1000]
        problem, field = told(actions.serve_no_more, scope=scope, action=found, theme=theme, why=why), theme.pk
        errors = [(f"why-theme-{field}", problem)] if problem else []
    else:
        problem = told(actions.serve, scope=scope, action=found, theme=theme, why=request.POST.get("why", "")[:1000])
        errors = [("id_why", problem)] if problem else []
    if errors:
        return _page(request, scope, plan, found, errors)
    # Where it stands no more in this plan, its page is another plan's.
    stands = queries.action_in(scope, plan, found.pk) is not None
    return redirect(_back(scope, plan, found) if stands else reverse("plans:plan", args=[scope.name, plan.pk]))


@room(Permission.WORK_ON_PLANS)
def add_milestone(request: HttpRequest, scope, plan_id: int, action_id: int) -> HttpResponse:
    """Add a milestone: after so many months of the plan, or on a day."""
    plan, found = action_or_404(scope, plan_id, action_id)
    form = MilestoneForm(request.POST or None, new=True)
    return written(
        request,
        scope,
        form,
        lambda: actions.add_milestone(scope=scope, action=found, **form.added()),
        template="plans/write_milestone.html",
        context={**around(scope, plan), "action": found, "milestone": None},
        back=lambda made: _back(scope, plan, found),
    )


@room(Permission.WORK_ON_PLANS)
def milestone(request: HttpRequest, scope, plan_id: int, action_id: int, milestone_id: int) -> HttpResponse:
    """Change a milestone, or say what is so now."""
    plan, found = action_or_404(scope, plan_id, action_id)
    row = next((each for each in found.milestones.all() if each.pk == milestone_id), None)
    if row is None:
        raise Http404
    form = MilestoneForm(request.POST or None, new=False, initial=from_row(MilestoneForm, row, values_of(row)))
    return written(
        request,
        scope,
        form,
        lambda: actions.change_milestone(scope=scope, milestone=row, **form.whole()),
        template="plans/write_milestone.html",
        context={**around(scope, plan), "action": found, "milestone": row},
        back=lambda made: _back(scope, plan, found),
    )
