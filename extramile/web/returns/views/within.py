"""What a page of a load begins with: the load, or 404."""

from typing import Any

from django.http import Http404

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
