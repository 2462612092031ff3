"""What every page of an inspection finds first: the inspection, or 404, and what stands around it. Apps above use it too."""

from typing import Any

from django.http import Http404

from extramile.web.inspections import embargo
from extramile.web.inspections.around import ways_by_part
from extramile.web.inspections.queries import inspections as queries


def inspection_or_404(scope, inspection_id: int) -> Any:
    """Return the inspection of this address."""
    found = queries.inspection(scope, inspection_id)
    if found is None:
        raise Http404
    return found


def around(scope, found) -> dict[str, Any]:
    """Return what every page within an inspection is given."""
    return {
        "here": "inspect",
        "scope": scope,
        "inspection": found,
        "pack": queries.framework_of(found),
        "parts": ways_by_part(scope, found),
        "under_embargo": embargo.holds(found),
    }
