"""The queue of a load, and one problem."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from extramile.web.design.numbers import whole_number
from extramile.web.evidence import store
from extramile.web.library.presenters.paging import page_number, pager, query_string
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns.actions import taking
from extramile.web.returns.presenters import children
from extramile.web.returns.presenters import loads as load_words
from extramile.web.returns.presenters import queue as words
from extramile.web.returns.queries import loads, queue
from extramile.web.returns.views.within import around, checked_in, unopened, within
from extramile.web.returns.views.working import DONE, act, ticked, undo_of, undone

EACH_PAGE = 25
FILTERS = ("rule", "state", "owner", "late", "new")


def wanted_in(given: Any, key: str = "") -> queue.Wanted:
    """Return the filters that an address asks for; what is none of ours does not narrow. `key` comes with a form alone."""
    rule, state, owner = (given.get(name, "") for name in FILTERS[:3])
    known = owner in {queue.ME, queue.NOBODY} or whole_number(owner) is not None
    state = state if state in {"open", "accepted", "explained"} else ""
    late, new = (given.get(name, "") == "on" for name in FILTERS[3:])
    key = key.replace("\0", "")[:60]
    return queue.Wanted(rule[:80], state, owner if known else "", late, new, key)


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.SEE_RETURNS)
def problems(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """The problems of a load, filtered, a page of them; what is ticked is assigned, settled or commented.

    A child is looked for by a form, so that no address names it.
    """
    return _list(request, scope, checked_in(scope, load_id))


def _list(request: HttpRequest, scope, found) -> HttpResponse:
    wanted, today = wanted_in(request.GET, request.POST.get("key", "")), timezone.localdate()
    path = reverse("returns:queue", args=[scope.name, found.pk])
    errors: list[tuple[str, str]] = []
    try:
        data = loads.snapshot(found)
        standing = queue.places(scope, found, data, wanted, today)
        given = {name: request.GET.get(name, "") for name in FILTERS}
        here_again = path + query_string({**given, "page": request.GET.get("page", "")})
        if request.method == "POST" and "look" not in request.POST:
            errors = act(request, scope, found, lambda: standing.cut(0, len(standing)))
            if not errors:
                return redirect(here_again + DONE)
        turning = pager(
            total=len(standing),
            number=page_number(request.GET.get("page", "")),
            # What was looked for is shown whole: the next page would be another address, which must not name it.
            size=max(len(standing), 1) if wanted.key else EACH_PAGE,
            path=path,
            given=given,
        )
        shown = standing.cut(turning.first - 1 if turning.total else 0, turning.last)
        rows = taking.read_problems(scope=scope, load=found, data=data, places=shown, page="problems")
        context = {
            "rows": words.problem_rows(scope, found, rows, today),
            "filters": words.filters(scope, found, data, wanted),
        }
    except store.DamagedError as error:
        return unopened(request, error)
    # What is ticked may be all of the list, on its other pages too.
    severities, settled = queue.severities(found, standing.rules), queue.has_settled(found, standing)
    context["groups"] = words.by_rule(context["rows"], loads.empty_columns(found))
    context |= {
        **around(scope, found, "returns:queue"),
        "load_title": load_words.title(found),
        "pager": turning,
        "here_again": here_again,
        "undo": undo_of(request, found),
        "errors": errors,
        "ticked": ticked(request, found),
        "bench": words.bench(scope, found, request.POST, severities=severities, many=turning.total, settled=settled),
    }
    return render(request, "returns/queue.html", context, status=422 if errors else 200)


@require_safe
@room(Permission.SEE_RETURNS)
def gone(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """The problems of the load before that are gone, by rule, out of its snapshot. That they were read stands in its trail.

    Those of children who are not in this load are apart: nobody mended them.
    """
    found, away = checked_in(scope, load_id), request.GET.get("away") == "on"
    before, rows, turning, parts = found.compared_with, None, None, None
    try:
        here = loads.snapshot(found)
        parts = loads.gone_places(here, before)
        if parts is not None:
            standing = parts.away if away else parts.gone
            asked, given = page_number(request.GET.get("page", "")), {"away": "on" if away else ""}
            turning = pager(total=len(standing), number=asked, size=EACH_PAGE, path=request.path, given=given)
            shown, data = standing[max(turning.first - 1, 0) : turning.last], loads.snapshot(before)
            read = taking.read_problems(scope=scope, load=before, data=data, places=shown, page="gone")
            rows = words.problem_rows(scope, before, read, timezone.localdate())
    except store.DamagedError as error:
        return unopened(request, error)
    context = {**within(scope, found, "returns:load"), "before": before, "rows": rows, "pager": turning, "away": away}
    context |= {"parts": parts, "children": children.said(found, lambda: here), "groups": words.by_rule(rows or [])}
    return render(request, "returns/gone.html", context)


@require_POST
@room(Permission.WORK_ON_RETURNS)
def set_back(request: HttpRequest, scope, load_id: int) -> HttpResponse:
    """Set back what one assignment changed: whose the problems were, and until when."""
    found = checked_in(scope, load_id)
    messages.info(request, undone(request, scope, found))
    return redirect(reverse("returns:queue", args=[scope.name, found.pk]) + DONE)


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.SEE_RETURNS)
def problem(request: HttpRequest, scope, load_id: int, rule: str, place: int) -> HttpResponse:
    """One problem with all that was done about it."""
    found = checked_in(scope, load_id)
    errors: list[tuple[str, str]] = []
    try:
        data = loads.snapshot(found)
        rows = loads.rows_at(data, [(rule, place)])
        if not rows and request.method == "POST":
            # It went while somebody wrote of it: the list says so, and keeps what was written.
            return _list(request, scope, found)
        if not rows:
            raise Http404
        if request.method == "POST":
            errors = act(request, scope, found, lambda: list(rows))
            if not errors:
                return redirect(request.path + DONE)
        rows = taking.read_problems(scope=scope, load=found, data=data, places=[(rule, place)], page="problem")
        record = loads.record(found, data, rule, rows[rule, place])
    except store.DamagedError as error:
        return unopened(request, error)
    row = words.problem_rows(scope, found, rows, timezone.localdate())[0]
    item = queue.items_at(found, rows).get((rule, place))
    context = {
        **around(scope, found, "returns:queue"),
        "load_title": load_words.title(found),
        "row": row,
        "undo": undo_of(request, found),
        "page": words.problem_page(scope.name, found, row, item, record),
        "errors": errors,
        "bench": words.bench(
            scope, found, request.POST, severities={row["severity"]}, many=0, settled=bool(item and item.settled_at)
        ),
    }
    return render(request, "returns/problem.html", context, status=422 if errors else 200)
