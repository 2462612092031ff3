"""A rule, and the rows in which it failed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from extramile.web.evidence import store
from extramile.web.library.presenters.paging import page_number, pager
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns.actions import taking
from extramile.web.returns.presenters import loads, queue, rules
from extramile.web.returns.queries import loads as queries
from extramile.web.returns.queries import queue as standing
from extramile.web.returns.views.queue import EACH_PAGE
from extramile.web.returns.views.within import around, checked_in, unopened
from extramile.web.returns.views.working import DONE, act, ticked, undo_of


@require_http_methods(["GET", "HEAD", "POST"])
@room(Permission.SEE_RETURNS)
def rule(request: HttpRequest, scope, load_id: int, rule: str) -> HttpResponse:
    """A rule, and the rows in which it failed, out of the snapshot; what is ticked is assigned, settled or commented."""
    found = checked_in(scope, load_id)
    count = queries.count_of(found, rule)
    if count is None:
        raise Http404
    errors: list[tuple[str, str]] = []
    try:
        data = queries.snapshot(found)
        about = queries.about_rule(data, rule)
        if request.method == "POST":
            errors = act(request, scope, found, lambda: [(rule, place) for place in range(about.many)])
            if not errors:
                return redirect(request.get_full_path() + DONE)
        asked = page_number(request.GET.get("page", ""))
        turning = pager(total=about.many, number=asked, size=EACH_PAGE, path=request.path, given={})
        shown = [(rule, place) for place in range(turning.first - 1, turning.last)] if about.many else []
        read = taking.read_problems(scope=scope, load=found, data=data, places=shown, page="rule")
        rows = queue.problem_rows(scope, found, read, timezone.localdate())
    except store.DamagedError as error:
        return unopened(request, error)
    settled = rule in standing.settled(found)
    context = {
        **around(scope, found, "returns:load"),
        "load_title": loads.title(found),
        "rule": rule,
        "once": queries.empty_columns(found).get(rule, ""),
        "page": rules.rule_page(found, count, about.reason, about.many),
        "rows": rows,
        "groups": queue.by_rule(rows),
        "pager": turning,
        "errors": errors,
        "ticked": ticked(request, found),
        "undo": undo_of(request, found),
        "bench": queue.bench(scope, found, request.POST, severities={count.severity}, many=about.many, settled=settled),
    }
    return render(request, "returns/rule.html", context, status=422 if errors else 200)
