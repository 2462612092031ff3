"""What the board of a plan is asked, and what it decided."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import deciding as actions
from extramile.web.plans.fields import values_of
from extramile.web.plans.forms import AskForm, DecideForm
from extramile.web.plans.presenters import board as words
from extramile.web.plans.presenters import changes as change_words
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.submission_forms import RewordForm
from extramile.web.plans.views.within import around, plan_or_404
from extramile.web.plans.views.writing import from_row, written


@room(Permission.SEE_PLANS)
def decisions(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Every question to the board with what it decided; posted, the board is asked something."""
    plan = plan_or_404(scope, plan_id)
    if request.method != "POST":
        return _page(request, scope, plan, [])
    scope.check(Permission.RUN_BOARDS)
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
        "runs": scope.can(Permission.RUN_BOARDS) and plan.state != "closed",
        "refused": scope.refused(Permission.RUN_BOARDS),
        "rows": words.log(queries.decisions(plan), today),
        "form": form,
        "values": {name: form[name].value() for name in form.fields},
        "typed": {"number": number, **{name: request.POST.get(name, "") for name in ("decided", "on", "by", "why")}},
        "today": words.day(today),
        "errors": errors,
    }
    return render(request, "plans/decisions.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.RUN_BOARDS)
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
        errors = [(_at(field, number), said) for field, said in errors_of(form)]
        if form.is_valid():
            problem = told(actions.decide, scope=scope, decision=found, **form.cleaned_data)
            errors = [(f"decided-{number}", problem)] if problem else []
    if errors:
        return _page(request, scope, plan, errors, number=number)
    return redirect("plans:decisions", slug=scope.name, plan_id=plan.pk)


def _at(field: str, number: int) -> str:
    # "why" is taken by the reason why it need not be decided any more.
    name = field.removeprefix("id_")
    return f"{'because' if name == 'why' else name}-{number}"


@room(Permission.RUN_BOARDS)
def reword(request: HttpRequest, scope, plan_id: int, number: int) -> HttpResponse:
    """Put a question to the board in other words, with every wording before it."""
    plan = plan_or_404(scope, plan_id)
    found = queries.decision(plan, number)
    if found is None:
        raise Http404
    initial = from_row(RewordForm, found, values_of(found))
    form = RewordForm(request.POST or None, initial=initial, actions=queries.actions_of(scope, plan))
    context = {
        **around(scope, plan),
        "decision": words.row(found, timezone.localdate()),
        "history": change_words.history(scope, queries.history(scope, "decision", found.pk)),
    }
    return written(
        request,
        scope,
        form,
        lambda: actions.reword(scope=scope, decision=found, **form.values()),
        template="plans/reword.html",
        context=context,
        back=lambda made: f"{reverse('plans:decisions', args=[scope.name, plan.pk])}#decision-{number}",
    )
