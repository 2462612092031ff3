"""The door of every closed page: who comes in stands somewhere, or the page does not exist for them."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.core.vocabulary import listed
from extramile.web.partnerships.permissions import NotAllowedError, Permission
from extramile.web.partnerships.queries import holders_of, scope_of
from extramile.web.partnerships.scope import Scope

View = Callable[..., HttpResponse]


def room(permission: Permission = Permission.SEE_ROOMS) -> Callable[[View], View]:
    """Let a view be called with a Scope: for members of the partnership in the address who have the permission.

    Somebody without a role there gets 404: another partnership's page does not exist for them. A member who may not gets 403
    with the sentence that says who can; so does one whom an action of the view refuses.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        @login_required
        def answer(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            scope = scope_of(request.user, slug)
            if scope is None:
                raise Http404
            # For the header of the page, which says where one is.
            request.scope = scope
            try:
                scope.check(permission)
                response = view(request, scope, **kwargs)
            except NotAllowedError as refusal:
                response = refused(request, refusal, scope)
            # What is behind this door is kept by nobody on the way.
            response.headers["Cache-Control"] = "private, no-store"
            return response

        answer.permission = permission
        return answer

    return decorate


def refused(request: HttpRequest, refusal: NotAllowedError, scope: Scope) -> HttpResponse:
    """Return the page of a refusal: the sentence that says who can, and to whom gives roles those who do and how to ask them."""
    holders = holders_of(scope, refusal.permission) if scope.can(Permission.MANAGE_PEOPLE) else None
    who = "" if holders is None else _holders([name for name, _ in holders])
    context = {"heading": "This is not yours to do", "advice": f"{refusal} {who}".strip(), "ask": holders or []}
    return render(request, "design/error.html", context, status=403)


def _holders(names: Sequence[str]) -> str:
    if not names:
        return "Nobody here has such a role today; it is given under People."
    return f"Here that is {listed(names)}."
