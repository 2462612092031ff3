"""Lines of enquiry: what inspectors seem to follow, and what the area offers for it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.enquiries.actions import lines as actions
from extramile.web.enquiries.line_forms import LineForm, NewLineForm
from extramile.web.enquiries.presenters import lines as words
from extramile.web.enquiries.presenters import requests as request_words
from extramile.web.enquiries.queries import lines as queries
from extramile.web.enquiries.queries import requests as requests_of
from extramile.web.enquiries.views import choosing
from extramile.web.evidence.doing import done
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.library.presenters.paging import turned
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

PAGE_SIZE = 50
STATES = [("", "Open and closed"), ("open", "Open"), ("closed", "Closed")]


def _found(scope: Scope, inspection_id: int) -> Any:
    found = inspection_or_404(scope, inspection_id)
    requests_of.check_sees(scope)
    return found


def _line_or_404(found: Any, line_id: int) -> Any:
    line = queries.line(found, line_id)
    if line is None:
        raise Http404
    return line


def _back(scope: Scope, line: Any) -> HttpResponse:
    return redirect("enquiries:line", slug=scope.name, inspection_id=line.inspection_id, line_id=line.pk)


@room(Permission.ANSWER_REQUESTS)
def lines(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every line of enquiry, by state and criterion."""
    found = _found(scope, inspection_id)
    typed = " ".join(request.GET.get("words", "").replace("\0", "").split())[:200]
    wanted = {"words": typed, "state": request.GET.get("state", ""), "criterion": request.GET.get("criterion", "")}
    rows = queries.lines(found, **wanted)
    turning, here, _query = turned(request.GET.dict(), total=len(rows), size=PAGE_SIZE, path=request.path)
    context = {
        **around(scope, found),
        "rows": words.rows(rows[here]),
        "number": len(rows),
        "pager": turning,
        "wanted": wanted,
        "narrowed": any(wanted.values()),
        "states": STATES,
        "criteria": [("", "Every criterion"), *queries.criteria(found)],
        "may_write": not found.ended_at,
    }
    return render(request, "enquiries/lines.html", context)


@room(Permission.ANSWER_REQUESTS)
def new(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Note a line of enquiry."""
    found = _found(scope, inspection_id)
    form = NewLineForm(request.POST or None, inspection=found)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            made, problem = done(actions.begin, scope=scope, inspection=found, **form.cleaned_data)
            if made is not None:
                messages.success(request, "The line of enquiry is noted.")
                return _back(scope, made)
            errors = [("id_title", problem)]
    values = request.POST.dict() or {"raised_on": f"{timezone.localdate():%-d %B %Y}"}
    raised_by = [("", "Not known"), *((each.pk, each.name) for each in form.fields["raised_by"].queryset)]
    return _form(request, scope, found, values=values, errors=errors, line=None, people=raised_by)


def _form(request: HttpRequest, scope: Scope, found: Any, **more: Any) -> HttpResponse:
    context = {
        **around(scope, found),
        "criteria": queries.criteria(found),
        "chosen": request.POST.getlist("criteria"),
        **more,
    }
    return render(request, "enquiries/write_line.html", context, status=422 if more["errors"] else 200)


@room(Permission.ANSWER_REQUESTS)
def line(request: HttpRequest, scope, inspection_id: int, line_id: int) -> HttpResponse:
    """One line: how it reads, what was offered, what is asked on it, what happened."""
    found = _found(scope, inspection_id)
    return _page(request, scope, found, _line_or_404(found, line_id), errors=[])


def _page(
    request: HttpRequest, scope: Scope, found: Any, read: Any, *, errors: list[tuple[str, str]], why: str = ""
) -> HttpResponse:
    now = timezone.now()
    asked = requests_of.requests(scope, found, requests_of.Wanted(line=read.pk))
    turns = list(queries.turns(read))
    titles = queries.titles(scope, turns)
    context = {
        **around(scope, found),
        "line": words.one(read),
        "open": read.closed_on is None,
        "may_write": not found.ended_at and read.closed_on is None,
        "may_close": not found.ended_at and scope.can(Permission.LEAD_INSPECTION),
        "offered": queries.offered(scope, read),
        "requests": [request_words.row(each, now) for each in asked],
        "turns": [words.turn_row(each, titles) for each in turns],
        "errors": errors,
        "why": why,
    }
    return render(request, "enquiries/line.html", context, status=422 if errors else 200)


@room(Permission.ANSWER_REQUESTS)
def change(request: HttpRequest, scope, inspection_id: int, line_id: int) -> HttpResponse:
    """Say how a line reads now; what it said before is kept."""
    found = _found(scope, inspection_id)
    read = _line_or_404(found, line_id)
    form = LineForm(request.POST or None, inspection=found)
    values: dict[str, Any] = {"title": read.title, "reading": read.reading}
    errors: list[tuple[str, str]] = []
    more: dict[str, Any] = {"chosen": read.criteria}
    if request.method == "POST":
        errors, values, more = errors_of(form), request.POST.dict(), {}
        seen = request.POST.get("revision", "")
        if form.is_valid():
            number = whole_number(seen) or 0
            problem = told(actions.change, scope=scope, line=read, seen=number, **form.cleaned_data)
            if not problem:
                messages.success(request, "The line of enquiry is changed. What it said before is kept.")
                return _back(scope, read)
            errors = [("id_reading", problem)]
            read = _line_or_404(found, line_id)
    return _form(request, scope, found, values=values, errors=errors, line=read, **more)


@room(Permission.ANSWER_REQUESTS)
def evidence_of(request: HttpRequest, scope, inspection_id: int, line_id: int) -> HttpResponse:
    """Choose evidence to offer for a line."""
    found = _found(scope, inspection_id)
    read = _line_or_404(found, line_id)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        action = choosing.action_of(request, actions.offer, actions.take_back)
        problem = told(action, scope=scope, line=read, item_id=choosing.item_id(request))
        if not problem:
            return _back(scope, read)
        errors = [("id_words", problem)]
    at = [scope.name, found.pk]
    trail = [
        ("Lines of enquiry", reverse("enquiries:lines", args=at)),
        (read.title, reverse("enquiries:line", args=[*at, read.pk])),
    ]
    choice = choosing.Choice("Offer evidence", trail, "Offer it")
    return choosing.page(request, scope, found, choice, linked=queries.offered(scope, read), errors=errors)


@require_POST
@room(Permission.LEAD_INSPECTION)
def step(request: HttpRequest, scope, inspection_id: int, line_id: int) -> HttpResponse:
    """Close a line, or open it again."""
    found = _found(scope, inspection_id)
    read = _line_or_404(found, line_id)
    why = request.POST.get("why", "")
    problem = told(actions.step, scope=scope, line=read, do=request.POST.get("do", ""), why=why)
    if problem:
        return _page(request, scope, found, _line_or_404(found, line_id), errors=[("id_why", problem)], why=why)
    messages.success(request, "It is noted.")
    return _back(scope, read)
