"""What every page here finds first: the self-evaluation, a claim in it; 404 for what is not this partnership's."""

import functools
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.partnerships import doors
from extramile.web.partnerships.permissions import Permission
from extramile.web.selfevaluation.queries import evaluations as queries

NOT_HERE = {
    "heading": "There is no such page",
    "advice": "If you typed the address, check it. If you followed a link, the page may not be there for you.",
}


def room(permission: Permission = Permission.SEE_ROOMS) -> Any:
    """Stand behind the door of the partnership; that something is not there is kept by nobody on the way either.

    An inspector finds no self-evaluation today and one tomorrow: an answer that a cache kept would go on denying it.
    """

    def decorate(view: Any) -> Any:
        @functools.wraps(view)
        def there_or_not(request: HttpRequest, scope: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, scope, **kwargs)
            except Http404:
                return render(request, "design/error.html", NOT_HERE, status=404)

        return doors.room(permission)(there_or_not)

    return decorate


def evaluation_or_404(scope, evaluation_id: int) -> Any:
    """Return the self-evaluation of this address."""
    found = queries.evaluation(scope, evaluation_id)
    if found is None:
        raise Http404
    return found


def claim_or_404(scope, evaluation_id: int, claim_id: int) -> Any:
    """Return the claim of this address."""
    found = queries.claim(scope, evaluation_or_404(scope, evaluation_id), claim_id)
    if found is None:
        raise Http404
    return found


def criterion_or_404(found, criterion_id: str) -> Any:
    """Return the criterion of this address."""
    criterion = queries.criterion_of(found, criterion_id)
    if criterion is None:
        raise Http404
    return criterion


def around(scope, found) -> dict[str, Any]:
    """Return what every page within a self-evaluation is given."""
    return {
        "here": "know",
        "scope": scope,
        "evaluation": found,
        "pack": queries.framework_of(found),
        # Questions and their answers are between a lead and those who were asked.
        "asks": scope.can(Permission.LEAD_EVALUATION),
    }
