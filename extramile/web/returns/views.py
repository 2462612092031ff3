"""Pages of returns: loading one, what its check came to, a rule with its rows, taking away, deleting."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from extramile.web.design.downloads import as_csv
from extramile.web.design.errors import told
from extramile.web.evidence import store
from extramile.web.evidence.views.reading import attachment, damaged
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns import actions, downloading, queries
from extramile.web.returns import presenters as words


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.SEE_RETURNS)
def home(request: HttpRequest, scope) -> HttpResponse:
    """Load a return; those that were loaded."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        files = [(each.name, each.read()) for each in request.FILES.getlist("files")]
        problem = told(actions.load_files, scope=scope, files=files) if files else "Choose a file"
        if not problem:
            return redirect("jobs:job", job_id=queries.loads(scope)[0].job)
        errors = [("id_files", problem)]
    rows = [words.load_row(scope.name, each) for each in queries.loads(scope)[:50]]
    context = {"here": "returns", "scope": scope, "errors": errors, "rows": rows, "days": actions.DAYS_KEPT}
    return render(request, "returns/home.html", context, status=422 if errors else 200)


def _found(scope, load_id: int):
    found = queries.load(scope, load_id)
    if found is None:
        raise Http404
    return found


@require_safe
@room(Permission.SEE_RETURNS)
def load(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """What a load came to."""
    found = _found(scope, load_id)
    context = {"here": "returns", "scope": scope, "load": found, "title": words.title(found)}
    try:
        if found.state == "checked":
            context["summary"] = words.summary(scope.name, found)
            return render(request, "returns/load.html", context)
        context["refusal"] = queries.refusal(found) if found.state == "refused" else ""
    except store.DamagedError as error:
        return damaged(request, error)
    context["broke_off"] = queries.broke_off(found)
    return render(request, "returns/unread.html", context)


@require_safe
@room(Permission.SEE_RETURNS)
def rule(request: HttpRequest, scope, load_id: int, rule: str) -> HttpResponse:
    """A rule, and the rows in which it failed, out of the snapshot."""
    found = _found(scope, load_id)
    count = queries.count_of(found, rule) if found.state == "checked" else None
    if count is None:
        raise Http404
    try:
        page = words.rule_page(scope.name, found, count, request.GET.get("page", ""))
    except store.DamagedError as error:
        return damaged(request, error)
    context = {"here": "returns", "scope": scope, "load": found, "load_title": words.title(found), "rule": rule}
    return render(request, "returns/rule.html", {**context, "page": page})


@require_POST
@room(Permission.SEE_RETURNS)
def take(request: HttpRequest, scope, load_id: int, form: str) -> HttpResponse:
    """All problems as CSV, or the workbook with its cells marked. Sent for, not linked: it stands in the trail."""
    found = _found(scope, load_id)
    if found.state != "checked" or form not in words.FILES:
        raise Http404
    name, media_type = words.FILES[form]
    try:
        if form == "csv":
            return as_csv(f"{name}-{found.pk}", words.COLUMNS, downloading.taken_rows(scope=scope, load=found))
        data = downloading.taken_workbook(scope=scope, load=found)
    except store.DamagedError as error:
        return damaged(request, error)
    return attachment(data, f"{name}-{found.pk}.xlsx", media_type)


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.LOAD_RETURNS)
def delete(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """Delete a load for good, after asking."""
    found = _found(scope, load_id)
    if found.state == "deleted":
        raise Http404
    if request.method == "POST":
        actions.delete_load(scope=scope, load=found)
        return redirect("returns:load", slug=scope.name, load_id=found.pk)
    context = {"here": "returns", "scope": scope, "load": found, "title": words.title(found)}
    return render(request, "returns/delete.html", context)
