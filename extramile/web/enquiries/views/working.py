"""Working on a request: a step, who has it, a correction, the answer, its evidence."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.enquiries import request_values
from extramile.web.enquiries.actions import steps, working
from extramile.web.enquiries.queries import requests as queries
from extramile.web.enquiries.request_forms import OTHER, AnswerForm, RequestForm, StepForm, shown
from extramile.web.enquiries.views import choosing
from extramile.web.enquiries.views.requests import page, request_or_404
from extramile.web.inspections.views.within import inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


def _seen(request: HttpRequest) -> int:
    return whole_number(request.POST.get("revision", "")) or 0


def _back(scope: Scope, asked: Any) -> HttpResponse:
    return redirect("enquiries:request", slug=scope.name, inspection_id=asked.inspection_id, request_id=asked.pk)


@require_POST
@room(Permission.ANSWER_REQUESTS)
def step(request: HttpRequest, scope, inspection_id: int, request_id: int) -> HttpResponse:
    """Take a step."""
    found = inspection_or_404(scope, inspection_id)
    asked = request_or_404(scope, found, request_id)
    form = StepForm(request.POST)
    name = request.POST.get("step", "")[:20]
    errors = [(_field(name, each), words) for each, words in errors_of(form)]
    if form.is_valid():
        problem = told(steps.take_step, scope=scope, request=asked, seen=request.POST.get("read"), **form.given())
        if not problem:
            return _back(scope, asked)
        errors = [(_field(name, ""), problem)]
    sent = {each: request.POST.get(each, "")[:4000] for each in ("words", "day", "hour", "way")}
    return page(request, scope, found, asked, {"errors": errors, "step": {"name": name, **sent}})


def _field(step: str, field: str) -> str:
    """Return the id of the field that an error of a step belongs to."""
    if step == "send":
        return {"id_hour": "send-hour", "id_way": "send-way"}.get(field, "send-day")
    return f"words-{step}" if step in steps.ASKING else "steps"


@require_POST
@room(Permission.ANSWER_REQUESTS)
def change(request: HttpRequest, scope, inspection_id: int, request_id: int) -> HttpResponse:
    """Say who has a request, when it is due, what it belongs to."""
    found = inspection_or_404(scope, inspection_id)
    asked = request_or_404(scope, found, request_id)
    form = RequestForm(request.POST, scope=scope, inspection=found, asked_at=asked.asked_at)
    errors, met = errors_of(form), ()
    values: dict[str, Any] = {each: form[each].value() for each in form.fields}
    if form.is_valid():
        base = RequestForm(request.POST, prefix="seen", scope=scope, inspection=found)
        problem = ""
        try:
            problem = told(
                working.change,
                scope=scope,
                request=asked,
                values=form.values(),
                seen=_seen(request),
                base=base.values() if base.is_valid() else None,
            )
        except working.ChangedMeanwhileError as changed:
            met, problem, asked = changed.met, str(changed), changed.request
            proposal = changed.proposal
            values = {each: getattr(value, "pk", value) or "" for each, value in proposal.items()}
            due = timezone.localtime(proposal["due"]) if proposal["due"] else None
            values |= {
                "due_when": OTHER if due else "none",
                "due_day": f"{due:%-d %B %Y}" if due else "",
                "due_hour": f"{due:%H:%M}" if due else "",
            }
        if not problem:
            messages.info(request, "The request is saved.")
            return _back(scope, asked)
        errors = [("met" if met else "id_owner", problem)]
    said = [(each.label, request_values.said(each.theirs), request_values.said(each.mine), each.both) for each in met]
    more = {"errors": errors, "values": values, "met": said, "asked": asked, "seen": shown(asked), "changing": True}
    return page(request, scope, found, asked, more)


@require_POST
@room(Permission.ANSWER_REQUESTS)
def correct(request: HttpRequest, scope, inspection_id: int, request_id: int) -> HttpResponse:
    """Note what was really asked."""
    found = inspection_or_404(scope, inspection_id)
    asked = request_or_404(scope, found, request_id)
    words = request.POST.get("correction", "")[:4000]
    problem = told(working.correct, scope=scope, request=asked, words=words)
    if problem:
        return page(request, scope, found, asked, {"errors": [("id_correction", problem)], "correction": words})
    return _back(scope, asked)


@require_POST
@room(Permission.ANSWER_REQUESTS)
def answer(request: HttpRequest, scope, inspection_id: int, request_id: int) -> HttpResponse:
    """Save the answer."""
    found = inspection_or_404(scope, inspection_id)
    asked = request_or_404(scope, found, request_id)
    form = AnswerForm(request.POST)
    errors, theirs = errors_of(form), ""
    if form.is_valid():
        problem = ""
        try:
            problem = told(
                working.write_answer,
                scope=scope,
                request=asked,
                seen=_seen(request),
                base=request.POST.get("seen-answer"),
                **form.values(),
            )
        except working.ChangedMeanwhileError as changed:
            problem, asked, theirs = str(changed), changed.request, changed.request.answer
        if not problem:
            messages.info(request, "The answer is saved.")
            return _back(scope, asked)
        errors = [("answer-met" if theirs else "id_answer", problem)]
    mine = {"answer": request.POST.get("answer", ""), "personal": request.POST.get("personal", "")}
    return page(request, scope, found, asked, {"errors": errors, "answer": mine, "answer_met": theirs, "asked": asked})


@room(Permission.ANSWER_REQUESTS)
def evidence_of(request: HttpRequest, scope, inspection_id: int, request_id: int) -> HttpResponse:
    """Choose evidence that goes with the answer."""
    found = inspection_or_404(scope, inspection_id)
    asked = request_or_404(scope, found, request_id)
    if not queries.may_work(scope, asked):
        scope.check(Permission.LEAD_INSPECTION)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        action = choosing.action_of(request, working.link_evidence, working.unlink_evidence)
        problem = told(action, scope=scope, request=asked, item_id=choosing.item_id(request))
        if not problem:
            return _back(scope, asked)
        errors = [("id_words", problem)]
    at = [scope.name, found.pk]
    trail = [
        ("Requests", reverse("enquiries:requests", args=at)),
        (f"Request {asked.number}", reverse("enquiries:request", args=[*at, asked.pk])),
    ]
    choice = choosing.Choice("Let evidence go with it", trail, "Let it go with the answer")
    return choosing.page(request, scope, found, choice, linked=queries.proofs(scope, asked), errors=errors)
