"""Praise: all of it for those who write findings, and what is shared for everybody, after publication."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from extramile.web.findings.models import PraiseConsent, Recognition
from extramile.web.findings.queries.access import may_write
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class Praise:
    """Praise as it may be told: without a name where they want none."""

    words: str
    said_by: str
    who: str
    organisation: str
    shared_at: datetime


def recognitions(scope: Scope, inspection: Inspection) -> QuerySet[Recognition]:
    """Return all praise of an inspection, for those who write findings."""
    rows = Recognition.objects.filter(inspection=inspection, inspection__partnership=scope.partnership)
    if not may_write(scope, inspection):
        return rows.none()
    return rows.select_related("inspection", "session", "organisation", "made_by")


def recognition(scope: Scope, inspection: Inspection, recognition_id: int) -> Recognition | None:
    """Return praise of this inspection, or None."""
    return recognitions(scope, inspection).filter(pk=recognition_id).first()


def shared(inspection: Inspection) -> list[Praise]:
    """Return what may be told of an inspection, also in an announcement: nothing before publication, no name unasked."""
    if embargo.holds(inspection):
        return []
    rows = Recognition.objects.filter(inspection=inspection, shared_at__isnull=False).select_related("organisation")
    return [
        Praise(
            each.words,
            each.said_by,
            each.who if each.consent == PraiseConsent.GIVEN else "",
            each.organisation.name if each.organisation and each.consent == PraiseConsent.GIVEN else "",
            each.shared_at,
        )
        for each in rows.filter(consent__in=[PraiseConsent.GIVEN, PraiseConsent.UNNAMED])
    ]


def unnamed(inspection: Inspection) -> list[str]:
    """Return who was praised and has not agreed to be named: so that nobody names them elsewhere. For checks, not for pages."""
    rows = Recognition.objects.filter(inspection=inspection).exclude(consent=PraiseConsent.GIVEN)
    return sorted(set(rows.values_list("who", flat=True)))
