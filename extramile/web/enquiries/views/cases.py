"""Tracked cases by number, and the papers that agencies owe for them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.enquiries.actions import cases as actions
from extramile.web.enquiries.case_forms import CaseForm, NewCaseForm, PaperForm
from extramile.web.enquiries.presenters import cases as words
from extramile.web.enquiries.queries import cases as queries
from extramile.web.enquiries.usual import usual_time
from extramile.web.evidence.doing import done
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission

Errors = list[tuple[str, str]]


def _case_or_404(found: Any, case_id: int) -> Any:
    case = queries.case(found, case_id)
    if case is None:
        raise Http404
    return case


@room(Permission.ANSWER_REQUESTS)
def cases(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every case by number, or the papers that one's own organisation owes."""
    found = inspection_or_404(scope, inspection_id)
    every = queries.sees_all(scope)
    rows = queries.papers(scope, found).filter(case__deleted_at=None).order_by("due", "case__number", "pk")
    context = {
        **around(scope, found),
        "sees_all": every,
        "cases": [words.case_row(each) for each in queries.cases(found)] if every else [],
        "papers": [words.paper_row(each, hands_on=every) for each in rows],
        "agencies": queries.by_agency(scope, found, timezone.now()) if every else [],
        "may_edit": not found.ended_at,
    }
    return render(request, "enquiries/cases.html", context)


@room(Permission.SEE_CASES)
def new(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Give a number to a case."""
    found = inspection_or_404(scope, inspection_id)
    form = NewCaseForm(request.POST or None)
    errors: Errors = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            values = dict(form.cleaned_data)
            months = values.pop("months")
            made, problem = done(actions.add, scope=scope, inspection=found, values=values, months=months)
            if made is not None:
                messages.success(
                    request, f"It is {actions.name_of(made)}. Keep who it is where you keep such lists, not here."
                )
                return redirect("enquiries:case", slug=scope.name, inspection_id=found.pk, case_id=made.pk)
            errors = [("id_age_band", problem)]
    values = request.POST.dict() or {"consent": "not-asked", "months": "1"}
    return _form(request, scope, found, form, values=values, errors=errors)


def _form(request: HttpRequest, scope, found: Any, form: Any, **more: Any) -> HttpResponse:
    choices = {name: field.choices for name, field in form.fields.items()}
    context = {**around(scope, found), "choices": choices, **more}
    return render(request, "enquiries/new_case.html", context, status=422 if more["errors"] else 200)


@room(Permission.SEE_CASES)
def case(request: HttpRequest, scope, inspection_id: int, case_id: int) -> HttpResponse:
    """One case: the choices beside its number, and its papers."""
    found = inspection_or_404(scope, inspection_id)
    read = _case_or_404(found, case_id)
    errors: Errors = []
    if request.method == "POST":
        form = CaseForm(request.POST)
        errors = errors_of(form)
        if form.is_valid():
            was = {name: request.POST[f"was-{name}"] for name in actions.FIELDS if f"was-{name}" in request.POST}
            problem = told(actions.change, scope=scope, case=read, values=form.cleaned_data, was=was)
            if not problem:
                messages.success(request, "The case is changed.")
                return redirect(request.path)
            errors = [("id_age_band", problem)]
            read = _case_or_404(found, case_id)
    return _page(request, scope, found, read, errors)


def _page(request: HttpRequest, scope, found: Any, read: Any, errors: Errors) -> HttpResponse:
    form, asked = CaseForm(), PaperForm(scope=scope)
    usual, day = words.usual_day(usual_time(scope, found), read, timezone.localdate())
    context = {
        **around(scope, found),
        "case": words.case_row(read),
        "values": {name: getattr(read, name) for name in actions.FIELDS},
        "choices": {name: field.choices for name, field in form.fields.items()},
        "papers": [words.paper_row(each, hands_on=True) for each in read.papers.all()],
        "kinds": asked.fields["kind"].choices,
        "bodies": [("", "Choose"), *((each.pk, each.name) for each in asked.fields["organisation"].queryset)],
        "sent": request.POST.dict() or {"day": day},
        "usual": usual,
        "may_edit": not found.ended_at and not read.deleted_at,
        "errors": errors,
    }
    return render(request, "enquiries/case.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.SEE_CASES)
def ask_paper(request: HttpRequest, scope, inspection_id: int, case_id: int) -> HttpResponse:
    """Ask an agency for a paper."""
    found = inspection_or_404(scope, inspection_id)
    read = _case_or_404(found, case_id)
    form = PaperForm(request.POST, scope=scope)
    errors = errors_of(form)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("organisation", "kind")}
        problem = told(actions.ask_paper, scope=scope, case=read, due=form.due(), **said)
        if not problem:
            messages.success(request, "The paper is asked for. It stands on the countdown of that organisation.")
            return redirect("enquiries:case", slug=scope.name, inspection_id=found.pk, case_id=read.pk)
        errors = [("id_organisation", problem)]
    return _page(request, scope, found, read, errors)


@require_POST
@room(Permission.ANSWER_REQUESTS)
def paper(request: HttpRequest, scope, inspection_id: int, paper_id: int) -> HttpResponse:
    """Note what became of a paper."""
    found = inspection_or_404(scope, inspection_id)
    read = queries.paper(scope, found, paper_id)
    if read is None:
        raise Http404
    problem = told(actions.step, scope=scope, paper=read, do=request.POST.get("do", ""))
    messages.info(request, problem or "It is noted.")
    return redirect("enquiries:cases", slug=scope.name, inspection_id=found.pk)
