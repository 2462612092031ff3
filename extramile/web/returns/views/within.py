"""What a page of a load begins with: the load, or 404, and the ways around it."""

from typing import Any

from django.http import Http404

from extramile.web.returns.presenters import loads as words
from extramile.web.returns.queries import loads as queries


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
        "where": where,
    }
