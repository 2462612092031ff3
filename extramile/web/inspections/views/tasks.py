"""The checklist, one line of it, and changing several at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import errors_of, told
from extramile.web.design.numbers import whole_number
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.presenters import item_row
from extramile.web.inspections.actions import tasks as actions
from extramile.web.inspections.presenters import tasks as words
from extramile.web.inspections.queries import tasks as queries
from extramile.web.inspections.task_forms import AddTaskForm, FindForm, SeveralForm, TaskForm, seen_values
from extramile.web.inspections.views.within import around, inspection_or_404
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

FOUND = 50


def _leads(scope: Scope, found: Any) -> bool:
    return scope.can(Permission.LEAD_INSPECTION) and not found.ended_at


def _task_or_404(scope: Scope, found: Any, task_id: int) -> Any:
    queries.check_sees(scope)
    task = queries.task(scope, found, task_id)
    if task is None:
        raise Http404
    return task


@room()
def checklist(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Every line of the checklist, or those that are wanted."""
    return _list(request, scope, inspection_id)


def _list(
    request: HttpRequest,
    scope: Scope,
    inspection_id: int,
    several: SeveralForm | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    found = inspection_or_404(scope, inspection_id)
    queries.check_sees(scope)
    form = FindForm(request.GET, scope=scope)
    wanted = form.wanted()
    rows = queries.tasks(scope, found, wanted)
    settled, number, late = queries.progress(scope, found)
    context = {
        **around(scope, found),
        "form": form,
        "wanted": wanted,
        "bodies": [("", "Every organisation"), *((each.pk, each.name) for each in queries.bodies(scope))],
        "groups": words.groups(rows, queries.proofs(scope, found)),
        "settled": settled,
        "number": number,
        "late": late,
        "query": request.GET.urlencode(),
        "several": (several or SeveralForm(scope=scope)) if _leads(scope, found) else None,
        "ticked": set(request.POST.getlist("line")),
        "errors": errors or [],
    }
    return render(request, "inspections/checklist.html", context, status=422 if errors else 200)


@room()
def checklist_csv(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """The checklist as a table to take away, as it was searched."""
    found = inspection_or_404(scope, inspection_id)
    queries.check_sees(scope)
    rows = queries.tasks(scope, found, FindForm(request.GET, scope=scope).wanted())
    proofs = queries.proofs(scope, found)
    table = [words.columns(each, proofs.get(each.pk, [])) for each in rows]
    return as_csv(f"checklist-{scope.name}-{found.pk}", words.COLUMNS, table)


@require_POST
@room(Permission.LEAD_INSPECTION)
def change_several(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Change the lines that are ticked."""
    found = inspection_or_404(scope, inspection_id)
    form = SeveralForm(request.POST, scope=scope)
    errors = errors_of(form)
    if form.is_valid():
        ids = [key for each in request.POST.getlist("line") if (key := whole_number(each)) is not None]
        given, step = form.given(), form.cleaned_data["step"]
        problem = told(actions.change_several, scope=scope, inspection=found, ids=ids, given=given, step=step)
        if not problem:
            messages.info(request, f"{len(ids)} {'line is' if len(ids) == 1 else 'lines are'} changed.")
            address = reverse("inspections:checklist", args=[scope.name, found.pk])
            return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)
        errors = [("several", problem)]
    return _list(request, scope, inspection_id, form, errors)


@room(Permission.LEAD_INSPECTION)
def add(request: HttpRequest, scope, inspection_id: int) -> HttpResponse:
    """Add a line of the area's own."""
    found = inspection_or_404(scope, inspection_id)
    form = AddTaskForm(request.POST or None, scope=scope, leads=True)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = errors_of(form)
        if form.is_valid():
            said = dict(form.cleaned_data)
            named = said.pop("words")
            problem = told(actions.add_task, scope=scope, inspection=found, words=named, given=said)
            if not problem:
                messages.info(request, "The line is on the checklist.")
                return redirect("inspections:checklist", slug=scope.name, inspection_id=found.pk)
            errors = [("id_words", problem)]
    context = {**around(scope, found), "form": form, **_choices(scope), "errors": errors}
    return render(request, "inspections/add_task.html", context, status=422 if errors else 200)


def _choices(scope: Scope) -> dict[str, Any]:
    people = [(each.pk, f"{each.person.name}, {each.organisation.name}") for each in queries.owners(scope)]
    return {
        "bodies": [("", "Nobody yet"), *((each.pk, each.name) for each in queries.bodies(scope))],
        "people": [("", "Nobody yet"), *people],
    }


@room()
def task(request: HttpRequest, scope, inspection_id: int, task_id: int) -> HttpResponse:
    """One line: who has it, when it is due, what answers it, what became of it."""
    found = inspection_or_404(scope, inspection_id)
    line = _task_or_404(scope, found, task_id)
    leads = _leads(scope, found)
    works = queries.may_work(scope, line) and not found.ended_at
    values: dict[str, Any] = seen_values(line)
    errors: list[tuple[str, str]] = []
    met: list[Any] = []
    if request.method == "POST":
        form = TaskForm(request.POST, scope=scope, leads=leads)
        errors, values = errors_of(form), {**values, **request.POST.dict()}
        if form.is_valid():
            try:
                problem = _save(request, scope, line, form, leads=leads)
            except actions.ChangedMeanwhileError as changed:
                line = changed.task
                met, problem = words.met(changed.met), str(changed)
                values = {**seen_values(line), **{n: getattr(v, "pk", v) or "" for n, v in changed.proposal.items()}}
            if not problem:
                messages.info(request, "The line is saved.")
                return redirect("inspections:task", slug=scope.name, inspection_id=found.pk, task_id=line.pk)
            errors = [("met" if met else "id_note", problem)]
    return _page(request, scope, found, line, {"values": values, "errors": errors, "met": met, "works": works})


def _save(request: HttpRequest, scope: Scope, line: Any, form: TaskForm, *, leads: bool) -> str:
    base = TaskForm(request.POST, prefix="seen", scope=scope, leads=leads)
    seen = request.POST.get("revision", "")
    return told(
        actions.change_task,
        scope=scope,
        task=line,
        values=form.cleaned_data,
        seen=whole_number(seen) or 0,
        base=base.cleaned_data if base.is_valid() else None,
    )


def _page(request: HttpRequest, scope: Scope, found: Any, line: Any, more: dict[str, Any]) -> HttpResponse:
    proofs = queries.proofs(scope, found).get(line.pk, [])
    works = queries.may_work(scope, line) and not found.ended_at
    context = {
        **around(scope, found),
        **_choices(scope),
        "line": line,
        "row": words.row(line, words.timezone.localdate(), len(proofs)),
        "seen": seen_values(line),
        "values": seen_values(line),
        "proofs": proofs,
        "steps": words.steps(line) if works else (),
        "works": works,
        "leads": _leads(scope, found),
        "errors": [],
        "met": [],
        **more,
    }
    return render(request, "inspections/task.html", context, status=422 if context["errors"] else 200)


@require_POST
@room()
def step(request: HttpRequest, scope, inspection_id: int, task_id: int) -> HttpResponse:
    """Take a step with a line."""
    found = inspection_or_404(scope, inspection_id)
    line = _task_or_404(scope, found, task_id)
    asked, why = request.POST.get("step", "")[:20], request.POST.get("why", "")[:500]
    problem = told(actions.take_step, scope=scope, task=line, step=asked, why=why)
    if problem:
        return _page(request, scope, found, line, {"errors": [("id_why" if asked == "spare" else "steps", problem)]})
    return redirect("inspections:task", slug=scope.name, inspection_id=found.pk, task_id=line.pk)


@room()
def task_evidence(request: HttpRequest, scope, inspection_id: int, task_id: int) -> HttpResponse:
    """Choose evidence that answers a line."""
    found = inspection_or_404(scope, inspection_id)
    line = _task_or_404(scope, found, task_id)
    if not queries.may_work(scope, line):
        scope.check(Permission.LEAD_INSPECTION)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        number = whole_number(request.POST.get("item", "")) or 0
        action = actions.unlink_evidence if request.POST.get("do") == "unlink" else actions.link_evidence
        problem = told(action, scope=scope, task=line, item_id=number)
        if not problem:
            return redirect("inspections:task", slug=scope.name, inspection_id=found.pk, task_id=line.pk)
        errors = [("id_words", problem)]
    typed = request.GET.get("words", "")[:200].strip()
    linked = {each.pk for each in queries.proofs(scope, found).get(line.pk, [])}
    ids = evidence.items(scope, evidence.Filters(words=typed)).values_list("pk", flat=True)[:FOUND]
    today = localdate()
    items = [item_row(each, today) for each in evidence.offered(scope, ids, linked)]
    context = {**around(scope, found), "line": line, "items": items, "typed": typed, "errors": errors, "most": FOUND}
    return render(request, "inspections/task_evidence.html", context, status=422 if errors else 200)
