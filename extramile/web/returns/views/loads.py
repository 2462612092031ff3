"""Loading a return, what its check came to, deleting it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from extramile.web.design.errors import told
from extramile.web.evidence import store
from extramile.web.evidence.doing import sent_too_much
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns import snapshots
from extramile.web.returns.actions import loading
from extramile.web.returns.presenters import loads as words
from extramile.web.returns.presenters import queue, worklist
from extramile.web.returns.queries import loads as queries
from extramile.web.returns.views.within import LOAD_AGAIN, found_in, unopened, within

MOST_LISTED = 50
TOO_MUCH = (
    "The files have more than 50 MB together. Pack XML and CSV into a zip, in which they become about a tenth, and load the zip. "
    "Workbooks and Parquet hardly become smaller in one: save their tables as CSV, and pack those."
)


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.SEE_RETURNS)
def home(request: HttpRequest, scope) -> HttpResponse:
    """Load a return; those that were loaded."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        files = [(each.name, each.read()) for each in request.FILES.getlist("files")]
        missing = TOO_MUCH if sent_too_much(request) else "Choose a file"
        problem = told(loading.load_files, scope=scope, files=files) if files else missing
        if not problem:
            return redirect("jobs:job", job_id=queries.loads(scope)[0].job)
        errors = [("id_files", problem)]
    rows, over = queries.listed(scope, timezone.now())
    context = {"here": "returns", "scope": scope, "errors": errors, "days": loading.DAYS_KEPT}
    context["rows"] = words.listed_rows(scope.name, list(rows[:MOST_LISTED]))
    context["over"] = [words.load_row(scope.name, each) for each in over[:MOST_LISTED]]
    context |= {"held": loading.DAYS_HELD, "mine": queue.mine_rows(scope, timezone.localdate())}
    context["register"] = words.register_words()
    context["work"] = worklist.newest(scope)
    return render(request, "returns/home.html", context, status=422 if errors else 200)


@require_safe
@room(Permission.SEE_RETURNS)
def load(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """What a load came to."""
    return load_page(request, scope, found_in(scope, load_id))


def load_page(request: HttpRequest, scope, found, errors=()) -> HttpResponse:
    """Return the page of a load, with what is wrong with what somebody said of it."""
    context = {**within(scope, found, "returns:load"), "title": words.title(found), "errors": list(errors)}
    context |= {"broke_off": queries.broke_off(found), "given": request.POST, "outdated": ""}
    status = 422 if errors else 200
    try:
        context["asked"] = words.asked(found)
        if found.state == "checked":
            context["summary"] = words.summary(scope.name, found, timezone.localdate())
            return render(request, "returns/load.html", context, status=status)
        context["refusal"] = queries.refused(found)["refusal"] if found.state == "refused" else ""
    except snapshots.OutdatedError as error:
        context["outdated"] = f"{error} {LOAD_AGAIN}"
    except store.DamagedError as error:
        return unopened(request, error)
    return render(request, "returns/unread.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.LOAD_RETURNS)
def delete(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """Delete a load for good, after asking."""
    found = found_in(scope, load_id)
    if found.state == "deleted":
        raise Http404
    problem, why = "", request.POST.get("why", "")
    if request.method == "POST":
        problem = told(loading.delete_load, scope=scope, load=found, why=why)
        if not problem:
            messages.success(
                request, f"{words.title(found)}, load {found.pk}, is deleted, with all that it held of children."
            )
            return redirect("returns:home", slug=scope.name)
    context = {"here": "returns", "scope": scope, "load": found, "title": words.title(found), "given": why}
    context |= {"errors": [("id_why", problem)] if problem else [], "released": words.released_rows(scope.name, found)}
    return render(request, "returns/delete.html", context, status=422 if problem else 200)
