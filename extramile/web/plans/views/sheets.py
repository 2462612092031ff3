"""Changing many actions: a workbook out and back in, or the same change of those that are ticked; seen first, then taken over."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from extramile.web.design.errors import errors_of, told
from extramile.web.evidence.doing import sent_too_much
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.actions import sheeting as actions
from extramile.web.plans.doing_forms import SearchForm
from extramile.web.plans.presenters import sheets as words
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries import sheets as held
from extramile.web.plans.sheet_forms import ManyForm, by_theme
from extramile.web.plans.views.within import around, plan_or_404

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOO_MUCH = f"The workbook is larger than {actions.MOST_BYTES // 1024**2} MB. Take out pictures and empty rows."
MEANWHILE = (
    "Somebody changed one of these actions while you looked. Nothing was taken over. "
    "See what is different now, then press again."
)


@room(Permission.SEE_PLANS)
def download(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """The actions of a plan as a workbook."""
    plan = plan_or_404(scope, plan_id)
    rows = held.actions_for_sheet(scope, plan)
    under_embargo = around(scope, plan)["under_embargo"]
    content = words.workbook(scope, plan, rows, held.themes_by_action(plan), under_embargo)
    response = HttpResponse(content, content_type=EXCEL)
    response.headers["Content-Disposition"] = f'attachment; filename="actions-{scope.name}-{plan.pk}.xlsx"'
    return response


@room(Permission.WORK_ON_PLANS)
def sheets(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """Take the workbook, send it back, and see what was sent back before."""
    plan = plan_or_404(scope, plan_id)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        upload = request.FILES.get("sheet")
        if upload is None:
            # What is much too large is not among the files at all.
            errors = [("id_sheet", TOO_MUCH if sent_too_much(request) else "Choose the workbook that you filled in")]
        else:
            made: list[Any] = []
            # Never more than could be used.
            content = upload.read(actions.MOST_BYTES + 1)
            problem = told(lambda: made.append(actions.hold_sheet(scope=scope, plan=plan, content=content)))
            if not problem:
                return redirect("plans:sheet", slug=scope.name, plan_id=plan.pk, sheet_id=made[0].pk)
            errors = [("id_sheet", problem)]
    context = {
        **around(scope, plan),
        "rows": [words.in_a_line(each) for each in held.sheets(scope, plan)[:20]],
        "errors": errors,
    }
    return render(request, "plans/sheets.html", context, status=422 if errors else 200)


def _sheet_or_404(scope, plan_id: int, sheet_id: int) -> tuple[Any, Any]:
    plan = plan_or_404(scope, plan_id)
    found = held.sheet(scope, plan, sheet_id)
    if found is None:
        raise Http404
    return plan, found


@room(Permission.WORK_ON_PLANS)
def sheet(request: HttpRequest, scope, plan_id: int, sheet_id: int) -> HttpResponse:
    """What a sheet would change, row by row, or what it changed."""
    return _page(request, scope, *_sheet_or_404(scope, plan_id, sheet_id))


def _page(
    request: HttpRequest, scope, plan: Any, found: Any, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    context = {
        **around(scope, plan),
        "sheet": words.held(scope, found),
        "typed": request.POST.get("why", ""),
        "errors": errors or [],
    }
    return render(request, "plans/sheet.html", context, status=422 if errors else 200)


@require_POST
@room(Permission.WORK_ON_PLANS)
def take(request: HttpRequest, scope, plan_id: int, sheet_id: int) -> HttpResponse:
    """Take over all that a sheet would change."""
    plan, found = _sheet_or_404(scope, plan_id, sheet_id)
    done: list[bool] = []
    problem = told(lambda: done.append(actions.take_over(scope=scope, sheet=found)))
    if problem or not done[0]:
        _, found = _sheet_or_404(scope, plan_id, sheet_id)
        return _page(request, scope, plan, found, [("differences", problem or MEANWHILE)])
    return redirect("plans:sheet", slug=scope.name, plan_id=plan.pk, sheet_id=found.pk)


@require_POST
@room(Permission.WORK_ON_PLANS)
def set_back(request: HttpRequest, scope, plan_id: int, sheet_id: int) -> HttpResponse:
    """Hold the way back of what was taken over, to be seen first as well."""
    plan, found = _sheet_or_404(scope, plan_id, sheet_id)
    made: list[Any] = []
    why = request.POST.get("why", "")[:400]
    problem = told(lambda: made.append(actions.set_back(scope=scope, sheet=found, why=why)))
    if problem:
        return _page(request, scope, plan, found, [("why-back", problem)])
    return redirect("plans:sheet", slug=scope.name, plan_id=plan.pk, sheet_id=made[0].pk)


@room(Permission.WORK_ON_PLANS)
def many(request: HttpRequest, scope, plan_id: int) -> HttpResponse:
    """The same change of many actions: of those that are ticked, or of all that were found."""
    plan = plan_or_404(scope, plan_id)
    search = SearchForm(request.GET)
    wanted = search.wanted()
    shown = list(queries.actions_of(scope, plan, **wanted))
    form = ManyForm(request.POST or None, scope=scope, shown=shown)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            made: list[Any] = []
            problem = told(lambda: made.append(actions.hold_ticked(scope=scope, plan=plan, **form.wanted())))
            if not problem:
                return redirect("plans:sheet", slug=scope.name, plan_id=plan.pk, sheet_id=made[0].pk)
            errors = [("id_actions", problem)]
    context = {
        **around(scope, plan),
        "form": form,
        "search": search,
        "wanted": wanted,
        "narrowed": any(wanted.values()),
        "groups": by_theme(scope, plan, shown),
        "many": len(shown),
        "values": {name: form[name].value() for name in form.fields},
        "errors": errors,
    }
    return render(request, "plans/many.html", context, status=422 if errors else 200)
