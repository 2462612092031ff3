"""Documents that were built, for those who asked for them."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from extramile.web.findings.models import BuiltFile
from extramile.web.findings.queries import knowledge
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope

# A file leaves what it was built from behind: who was put out of a circle, what was corrected since.
KEPT = timedelta(days=1)


def outlived() -> QuerySet[BuiltFile]:
    """Return the documents that were kept for long enough."""
    return BuiltFile.objects.filter(at__lt=timezone.now() - KEPT)


def may_have(scope: Scope, inspection: Inspection, name: str) -> bool:
    """Say whether this person may have a document built: what they may read as a page."""
    if name == "self-knowledge":
        return knowledge.may_see(scope, inspection)
    return embargo.may_read_findings(scope, inspection)


def built(scope: Scope, inspection: Inspection, built_id: int) -> BuiltFile | None:
    """Return a document that this person had built, once it is."""
    rows = BuiltFile.objects.filter(pk=built_id, person=scope.person, inspection=inspection)
    return rows.exclude(content=b"").exclude(pk__in=outlived()).first()
