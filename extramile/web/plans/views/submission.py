"""Whether a plan is fit to be sent, its submissions with what was answered, and what a re-visit said of each weakness."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from extramile.web.design.errors import errors_of, told
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import freezing as actions
from extramile.web.plans.parts import kind_of
from extramile.web.plans.presenters import plans as plan_words
from extramile.web.plans.presenters import results as result_words
from extramile.web.plans.presenters import submitting as words
from extramile.web.plans.queries import asked, content, results
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.submission_forms import ResultForm, SubmitForm
from extramile.web.plans.views.within import around, plan_or_404

SUBMITS = ("writing", "returned")


@room(Permission.SEE_PLANS)
def checks(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Every check of a plan with its answer, what it rests on, and where to mend what stands in the way."""
    plan = plan_or_404(scope, plan_id)
    rows = words.checks(content.now(scope, plan, timezone.localdate()), scope.name)
    kind = kind_of(plan)
    context = {
        **around(scope, plan),
        "rows": rows,
        "summary": words.summary(rows),
        "judged_by": kind.judged_by,
        "asks": bool(kind.checks),
        "kind": kind.name,
    }
    return render(request, "plans/checks.html", context)


@room(Permission.SEE_PLANS)
def submission(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """What was submitted when, and what was answered; posted, a submission is noted."""
    plan = plan_or_404(scope, plan_id)
    errors: list[tuple[str, str]] = []
    form = SubmitForm(request.POST or None, initial={"on": plan_words.day(timezone.localdate())})
    if request.method == "POST":
        scope.check(Permission.LEAD_PLANS)
        errors = errors_of(form)
        if form.is_valid():
            problem = told(actions.submit, scope=scope, plan=plan, **form.cleaned_data)
            if not problem:
                return redirect("plans:submission", slug=scope.name, plan_id=plan.pk)
            errors = [("id_words", problem)]
    return _submission(request, scope, plan, form, errors)


def _submission(request: HttpRequest, scope, plan: Any, form: Any, errors: list[tuple[str, str]]) -> HttpResponse:
    today = timezone.localdate()
    due = asked.due_of_plan(scope, plan)
    rules = [] if due else asked.rules_of(scope, plan.pack, kind_of(plan))
    rows = words.checks(content.now(scope, plan, today), scope.name)
    sent = [words.version(each, today) for each in queries.snapshots(plan) if each.kind == "submission"]
    context = {
        **around(scope, plan),
        "state": plan_words.plan_state(plan.state),
        "summary": words.summary(rows),
        "dues": plan_words.dues(plan, due, rules, today),
        "asked_by": kind_of(plan).asked_by,
        "judged_by": kind_of(plan).judged_by,
        "sent": sent,
        "submits": scope.can(Permission.LEAD_PLANS) and plan.state in SUBMITS,
        "form": form,
        "values": {name: form[name].value() for name in form.fields},
        "errors": errors,
    }
    return render(request, "plans/submission.html", context, status=422 if errors else 200)


@room(Permission.SEE_PLANS)
def revisit(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """What a re-visit said of each area of weakness; posted, a result is taken from its findings or typed."""
    plan = plan_or_404(scope, plan_id)
    rows = results.weaknesses(scope, plan)
    offered = results.offered(scope, plan)
    form = ResultForm(request.POST or None, places=[each.place for each in rows], offered=offered)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        scope.check(Permission.LEAD_PLANS)
        errors = errors_of(form)
        if form.is_valid():
            problem = _noted(scope, form)
            if not problem:
                return redirect("plans:revisit", slug=scope.name, plan_id=plan.pk)
            errors = [("id_finding", problem)]
    shown = result_words.rows(plan, rows, scope.name)
    context = {
        **around(scope, plan),
        "rows": shown,
        "summary": result_words.summary(shown),
        "form": form,
        "offers": bool(offered),
        "values": {name: form[name].value() for name in form.fields},
        "errors": errors,
    }
    return render(request, "plans/results.html", context, status=422 if errors else 200)


def _noted(scope, form: ResultForm) -> str:
    said = form.cleaned_data
    place = form.places[said["finding"]]
    if said["said_in"]:
        return told(actions.take_result, scope=scope, place=place, said_in=form.offered[said["said_in"]])
    given = {name: said[name] for name in ("on", "enough", "result", "source", "words")}
    return told(actions.note_result, scope=scope, place=place, **given)
