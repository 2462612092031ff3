"""The check of facts: points about a draft, what became of each, and the table to send."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.findings.actions import accuracy as actions
from extramile.web.findings.knowing_forms import AnswerForm, PointForm
from extramile.web.findings.presenters import accuracy as words
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
    names = ("kind", "place", "says", "should_say", "proof", "finding_id")
    initial = {name: getattr(point, name) for name in names}
    form = PointForm(request.POST or None, scope=scope, inspection=found, initial=initial)
    return _written(request, scope, found, form, point)


def _point_or_404(scope, found: Any, number: int) -> Any:
    point = queries.point(scope, found, number)
    if point is None:
        raise Http404
    return point


def _written(request: HttpRequest, scope, found: Any, form: PointForm, point: Any) -> HttpResponse:
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            given = {"point": point} if point else {"inspection": found}
            action = actions.change_point if point else actions.make_point
            problem = told(action, scope=scope, **given, **form.cleaned_data)
            if not problem:
                return redirect("knowing:points", slug=scope.name, inspection_id=found.pk)
            errors = [("id_says", problem)]
    values = {name: form[name].value() for name in form.fields}
    context = {**around(scope, found), "form": form, "values": values, "point": point, "errors": errors}
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
