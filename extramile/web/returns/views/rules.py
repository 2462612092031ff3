"""A rule, and the rows in which it failed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from extramile.web.evidence import store
from extramile.web.evidence.views.reading import damaged
from extramile.web.partnerships.doors import room
from extramile.web.partnerships.permissions import Permission
from extramile.web.returns.presenters import loads, rules
from extramile.web.returns.queries import loads as queries
from extramile.web.returns.views.within import found_in


@require_safe
@room(Permission.SEE_RETURNS)
def rule(request: HttpRequest, scope, load_id: int, rule: str) -> HttpResponse:
    """A rule, and the rows in which it failed, out of the snapshot."""
    found = found_in(scope, load_id)
    count = queries.count_of(found, rule) if found.state == "checked" else None
    if count is None:
        raise Http404
    try:
        page = rules.rule_page(scope.name, found, count, request.GET.get("page", ""))
    except store.DamagedError as error:
        return damaged(request, error)
    context = {"here": "returns", "scope": scope, "load": found, "load_title": loads.title(found), "rule": rule}
    return render(request, "returns/rule.html", {**context, "page": page})
