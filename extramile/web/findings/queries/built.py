"""Documents that were built, for those who asked for them."""

from extramile.web.findings.models import BuiltFile
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope


def built(scope: Scope, inspection: Inspection, built_id: int) -> BuiltFile | None:
    """Return a document that this person had built, once it is."""
    rows = BuiltFile.objects.filter(pk=built_id, person=scope.person, inspection=inspection)
    return rows.exclude(content=b"").first()
