"""Points about the facts of a draft, and the day by which they must be sent."""

from django.db.models import QuerySet

from extramile.core.inspecting import Due
from extramile.web.findings.models import AccuracyPoint, Finding, PointState, PointText
from extramile.web.findings.queries.access import sees_drafts
from extramile.web.findings.queries.findings import all_findings
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import dates
from extramile.web.partnerships.scope import Scope


def points(scope: Scope, inspection: Inspection) -> QuerySet[AccuracyPoint]:
    """Return the points of an inspection, by number, for those who see drafts: they quote one, also after publication."""
    rows = AccuracyPoint.objects.filter(inspection=inspection, inspection__partnership=scope.partnership)
    if not sees_drafts(scope, inspection):
        return rows.none()
    return rows.select_related("finding", "made_by", "inspection")


def point(scope: Scope, inspection: Inspection, number: int) -> AccuracyPoint | None:
    """Return a point by its number, or None."""
    return points(scope, inspection).filter(number=number).first()


def due(scope: Scope, inspection: Inspection) -> Due | None:
    """Return when comments on the draft are due: the rule of the pack that counts from its receipt."""
    rules = (each for each in dates(scope, inspection).due if each.deadline.anchor == "draft-received")
    return next(rules, None)


def open_points(scope: Scope, inspection: Inspection) -> int:
    """Return how many points have no answer yet."""
    return points(scope, inspection).filter(state=PointState.OPEN).count()


def texts(scope: Scope, found: AccuracyPoint) -> QuerySet[PointText]:
    """Return a point as each person saved it, and as it stood after each step, for those who see drafts."""
    rows = PointText.objects.filter(point=found).select_related("by")
    return rows if sees_drafts(scope, found.inspection) else rows.none()


def findings_of(scope: Scope, inspection: Inspection) -> QuerySet[Finding]:
    """Return the findings that a point may be about, dropped ones too."""
    return all_findings(scope, inspection)
