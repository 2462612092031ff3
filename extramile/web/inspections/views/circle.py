"""The circle: who may read what is under embargo, and who did."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import told
from extramile.web.design.numbers import whole_number
from extramile.web.inspections.actions import circle as actions
from extramile.web.inspections.presenters import circle as words
from extramile.web.inspections.queries import circle as queries
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


@room()
def circle(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Who may read and why, who was let in before, and what was opened by whom."""
    return _circle(request, scope, inspection_or_404(scope, inspection_id))


def _circle(
    request: HttpRequest, scope: Scope, found: Any, errors: list[tuple[str, str]] | None = None, put_out: int = 0
) -> HttpResponse:
    queries.check_sees(scope, found)
    rows = list(queries.circle(found))
    by_id = whole_number(request.GET.get("who", ""))
    audits = scope.can(Permission.READ_AUDIT)
    readings = queries.readings(scope, found, by_id) if audits else None
    context = {
        **around(scope, found),
        "leads": [words.by_role(each) for each in queries.by_role(scope)],
        "inside": [words.let_in(each) for each in rows if not each.put_out_at],
        "before": [words.let_in(each) for each in rows if each.put_out_at],
        "may_change": queries.may_change(scope, found),
        "outside": words.choices(queries.outside(scope, found)),
        "audits": audits,
        "number": readings.count() if readings is not None else 0,
        "shown": queries.SHOWN,
        "readings": [words.reading(each) for each in readings[: queries.SHOWN]] if readings is not None else [],
        "readers": [("", "Everybody"), *queries.readers(scope, found)] if audits else [],
        "who": by_id or "",
        "given": request.POST,
        "put_out": put_out,
        "errors": errors or [],
    }
    return render(request, "inspections/circle.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.LEAD_INSPECTION)
def let_in(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Let somebody in."""
    found = inspection_or_404(scope, inspection_id)
    chosen: Any = queries.member_of(scope, whole_number(request.POST.get("member", "")))
    if chosen is None:
        return _circle(request, scope, found, [("id_member", "Choose somebody from the list.")])
    problem = told(actions.let_in, scope=scope, inspection=found, member=chosen, why=request.POST.get("why", ""))
    if problem:
        return _circle(request, scope, found, [("id_why", problem)])
    messages.info(request, f"{chosen.person.name} may read what is under embargo.")
    return redirect("inspections:circle", slug=scope.name, inspection_id=found.pk)


@require_POST
@room(Permission.LEAD_INSPECTION)
def put_out(request: HttpRequest, scope, inspection_id: int, row_id: int) -> HttpResponse:
    """Put somebody out."""
    found = inspection_or_404(scope, inspection_id)
    row: Any = queries.in_circle(found, row_id)
    if row is None:
        raise Http404
    problem = told(actions.put_out, scope=scope, inspection=found, row=row, why=request.POST.get("why", ""))
    if problem:
        return _circle(request, scope, found, [(f"id_why_{row_id}", problem)], put_out=row_id)
    messages.info(request, f"{row.member.person.name} no longer reads what is under embargo.")
    return redirect("inspections:circle", slug=scope.name, inspection_id=found.pk)


@room(Permission.READ_AUDIT)
def readings_csv(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every reading as a table to take away, as it was searched."""
    found = inspection_or_404(scope, inspection_id)
    rows = queries.readings(scope, found, whole_number(request.GET.get("who", "")))
    name = f"readings-{scope.name}-{found.pk}"
    return as_csv(name, words.COLUMNS, (words.reading(each) for each in rows.iterator(chunk_size=2000)))
