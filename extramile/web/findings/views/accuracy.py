"""The check of facts: points about a draft, what became of each, and the table to send."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.findings.actions import accuracy as actions
from extramile.web.findings.knowing_forms import AnswerForm, PointForm
from extramile.web.findings.meeting import ChangedMeanwhileError
from extramile.web.findings.presenters import accuracy as words
from extramile.web.findings.presenters import meeting
from extramile.web.findings.queries import accuracy as queries
from extramile.web.findings.views.within import around, readable_drafts, writable
from extramile.web.inspections import embargo
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission


def _opened(scope, found: Any) -> None:
    embargo.opened(scope, found, "check of facts", found.pk, f"Check of facts of inspection {found.pk}")


@room()
def points(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every point, and when comments are due."""
    found = readable_drafts(scope, inspection_id)
    _opened(scope, found)
    context = {
        **around(scope, found),
        "lines": [words.line(each) for each in queries.points(scope, found)],
        "number_open": queries.open_points(scope, found),
        "due": words.due_line(queries.due(scope, found)),
    }
    return render(request, "findings/points.html", context)


@room()
def points_csv(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The points as a table to send."""
    found = readable_drafts(scope, inspection_id)
    _opened(scope, found)
    rows = [words.row(each) for each in queries.points(scope, found)]
    return as_csv(f"accuracy-{scope.name}-{found.pk}", words.COLUMNS, rows)


@room(Permission.WRITE_FINDINGS)
def add_point(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Make a point; the finding that it is about may stand in the address."""
    found = writable(scope, inspection_id)
    initial = {"finding_id": request.GET.get("finding", "")}
    form = PointForm(request.POST or None, scope=scope, inspection=found, initial=initial)
    return _written(request, scope, found, form, None)


@room(Permission.WRITE_FINDINGS)
def change_point(request: HttpRequest, scope, inspection_id: int, number: int) -> HttpResponse:
    """Change a point that is open."""
    found = writable(scope, inspection_id)
    point = _point_or_404(scope, found, number)
    initial = {**actions.said_in(point), "seen": point.revision}
    form = PointForm(request.POST or None, scope=scope, inspection=found, initial=initial)
    return _written(request, scope, found, form, point)


def _point_or_404(scope, found: Any, number: int) -> Any:
    point = queries.point(scope, found, number)
    if point is None:
        raise Http404
    return point


def _written(request: HttpRequest, scope, found: Any, form: PointForm, point: Any) -> HttpResponse:
    """Answer the form of a point, new or changed: save it, or show what somebody else changed."""
    errors: list[tuple[str, str]] = []
    met: list[Any] = []
    values = {name: form[name].value() for name in form.fields}
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            said = dict(form.cleaned_data)
            seen = said.pop("seen") or 0
            try:
                problem = (
                    told(actions.change_point, scope=scope, point=point, seen=seen, **said)
                    if point
                    else told(actions.make_point, scope=scope, inspection=found, **said)
                )
            except ChangedMeanwhileError as meanwhile:
                problem = str(meanwhile)
                met = meeting.met(meanwhile.met, words.shown_with(queries.findings_of(scope, found)))
                values |= {**meanwhile.proposal, "seen": meanwhile.revision}
            if not problem:
                return redirect("knowing:points", slug=scope.name, inspection_id=found.pk)
            errors = [("met" if met else "id_says", problem)]
    context = {**around(scope, found), "form": form, "values": values, "point": point, "met": met, "errors": errors}
    return render(request, "findings/write_point.html", context, status=422 if errors else 200)


@room()
def point(request: HttpRequest, scope, inspection_id: int, number: int) -> HttpResponse:
    """One point, and what became of it."""
    found = readable_drafts(scope, inspection_id)
    return _page(request, scope, found, _point_or_404(scope, found, number))


def _page(
    request: HttpRequest, scope, found: Any, point: Any, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    _opened(scope, found)
    context = around(scope, found)
    steps = words.steps(point) if context["writes"] else []
    values = {name: request.POST.get(name, "") for name in ("step", "answer", "on")}
    context |= {"item": words.line(point), "point": point, "steps": steps, "values": values, "errors": errors or []}
    texts = queries.texts(scope, point)
    context["history"] = words.history(texts, words.shown_with(queries.findings_of(scope, found)))
    return render(request, "findings/point.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.WRITE_FINDINGS)
def answer_point(request: HttpRequest, scope, inspection_id: int, number: int) -> HttpResponse:
    """Note what became of a point."""
    found = writable(scope, inspection_id)
    point = _point_or_404(scope, found, number)
    form = AnswerForm(request.POST)
    errors = errors_of(form)
    if form.is_valid():
        problem = told(actions.take_step, scope=scope, point=point, **form.cleaned_data)
        if not problem:
            return redirect("knowing:point", slug=scope.name, inspection_id=found.pk, number=number)
        errors = [("id_answer", problem)]
    return _page(request, scope, found, point, errors)
