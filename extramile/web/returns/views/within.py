"""What a page of a load begins with: the load, or 404, and the ways around it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from extramile.web.evidence import store
from extramile.web.evidence.views.reading import damaged
from extramile.web.returns import snapshots
from extramile.web.returns.presenters import loads as words
from extramile.web.returns.queries import loads as queries

LOAD_AGAIN = (
    "Its problems are not shown: it does not hold what is read today. Load its files again; this one can be deleted."
)


def found_in(scope: Any, load_id: int) -> Any:
    """Return a load of the partnership. Raises Http404."""
    found = queries.load(scope, load_id)
    if found is None:
        raise Http404
    return found


def checked_in(scope: Any, load_id: int) -> Any:
    """Return a load of the partnership that was checked. Raises Http404."""
    found = found_in(scope, load_id)
    if found.state != "checked":
        raise Http404
    return found


def unopened(request: HttpRequest, error: store.DamagedError) -> HttpResponse:
    """Return the page for a snapshot that cannot be shown: made by an earlier version, or damaged."""
    if not isinstance(error, snapshots.OutdatedError):
        return damaged(request, error)
    context = {"heading": "Load this return again", "advice": f"{error} {LOAD_AGAIN}"}
    return render(request, "design/error.html", context, status=409)


def within(scope: Any, found: Any, where: str) -> dict[str, Any]:
    """Return what every page of a load is given, with its name for the way back; `where` is the way at which one is."""
    return {**around(scope, found, where), "load_title": f"{words.title(found)}, load {found.pk}"}


def around(scope: Any, found: Any, where: str) -> dict[str, Any]:
    """Return the load and the ways around it."""
    return {
        "here": "returns",
        "scope": scope,
        "load": found,
        "at": {"slug": scope.name, "load_id": found.pk},
        "ways": words.ways(found),
        "other": words.other_words(found),
        "where": where,
    }
