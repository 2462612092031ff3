"""What the board of a plan is asked, and what it decided."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import deciding as actions
from extramile.web.plans.forms import AskForm, DecideForm
from extramile.web.plans.presenters import board as words
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.views.within import around, plan_or_404


@room(Permission.SEE_PLANS)
def decisions(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Every question to the board with what it decided; posted, the board is asked something."""
    plan = plan_or_404(scope, plan_id)
    if request.method != "POST":
        return _page(request, scope, plan, [])
    scope.check(Permission.WORK_ON_PLANS)
    form = AskForm(request.POST, actions=queries.actions_of(scope, plan))
    errors = errors_of(form)
    if form.is_valid():
        problem = told(actions.ask, scope=scope, plan=plan, **form.values())
        if not problem:
            return redirect("plans:decisions", slug=scope.name, plan_id=plan.pk)
        errors = [("id_asked", problem)]
    return _page(request, scope, plan, errors, form=form)


def _page(
    request: HttpRequest,
    scope,
    plan: Any,
    errors: list[tuple[str, str]],
    *,
    form: AskForm | None = None,
    number: int = 0,
) -> HttpResponse:
    form = form or AskForm(None, actions=queries.actions_of(scope, plan))
    today = timezone.localdate()
    context = {
        **around(scope, plan),
        "rows": [words.row(each, today) for each in queries.decisions(plan)],
        "form": form,
        "values": {name: form[name].value() for name in form.fields},
        "typed": {"number": number, **{name: request.POST.get(name, "") for name in ("decided", "on", "why")}},
        "today": words.day(today),
        "errors": errors,
    }
    return render(request, "plans/decisions.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.WORK_ON_PLANS)
def decision(request: HttpRequest, scope, plan_id: int, number: int) -> HttpResponse:
    """Note what the board decided, or that it need not decide any more."""
    plan = plan_or_404(scope, plan_id)
    found = queries.decision(plan, number)
    if found is None:
        raise Http404
    if request.POST.get("do") == "drop":
        problem = told(actions.drop, scope=scope, decision=found, why=request.POST.get("why", "")[:1000])
        errors = [(f"why-{number}", problem)] if problem else []
    else:
        form = DecideForm(request.POST)
        errors = [(field.replace("id_", "") + f"-{number}", said) for field, said in errors_of(form)]
        if form.is_valid():
            problem = told(actions.decide, scope=scope, decision=found, **form.cleaned_data)
            errors = [(f"decided-{number}", problem)] if problem else []
    if errors:
        return _page(request, scope, plan, errors, number=number)
    return redirect("plans:decisions", slug=scope.name, plan_id=plan.pk)
