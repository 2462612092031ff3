"""What every page of findings finds first: an inspection and a finding that this person may see; and that it was opened."""

from typing import Any

from django.http import Http404

from extramile.web.findings.actions.findings import name_of
from extramile.web.findings.queries import findings as queries
from extramile.web.findings.queries.access import check_drafts, check_read, check_write, may_write, sees_drafts
from extramile.web.inspections import embargo
from extramile.web.inspections.views.within import around as around_inspection
from extramile.web.inspections.views.within import inspection_or_404


def readable(scope, inspection_id: int) -> Any:
    """Return the inspection of this address, if its findings are for this person."""
    found = inspection_or_404(scope, inspection_id)
    check_read(scope, found)
    return found


def readable_drafts(scope, inspection_id: int) -> Any:
    """Return the inspection of this address, if this person sees what leads to what is published in it."""
    found = inspection_or_404(scope, inspection_id)
    check_drafts(scope, found)
    return found


def writable(scope, inspection_id: int) -> Any:
    """Return the inspection of this address, if this person may write findings in it."""
    found = readable(scope, inspection_id)
    check_write(scope, found)
    return found


def finding_or_404(scope, inspection: Any, finding_id: int) -> Any:
    """Return the finding of this address, and note who opened it while it is under embargo."""
    found = queries.finding(scope, inspection, finding_id)
    if found is None:
        raise Http404
    embargo.opened(scope, inspection, "finding", found.pk, name_of(found))
    return found


def around(scope, inspection: Any) -> dict[str, Any]:
    """Return what every page of findings is given."""
    return {
        **around_inspection(scope, inspection),
        "writes": may_write(scope, inspection) and embargo.holds(inspection),
        "drafts": sees_drafts(scope, inspection),
    }
