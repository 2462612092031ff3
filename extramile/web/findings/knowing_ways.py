"""The ways of the report and of what stands beside it, within an inspection, and what falls due of it."""

from django.urls import reverse

from extramile.web.findings.queries import accuracy, knowledge
from extramile.web.findings.queries.access import may_write, sees_drafts
from extramile.web.inspections import embargo
from extramile.web.inspections.around import Falling, falling_due, way
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope

way(62, "knowing:report", "Letter or report", embargo.may_read_findings)
way(63, "knowing:points", "Check of facts", sees_drafts)
way(64, "knowing:outside", "From the published report", may_write)
way(66, "knowing:knowledge", "How well we knew ourselves", knowledge.may_see)
way(67, "knowing:praise", "Going the extra mile", embargo.may_read_findings)


@falling_due
def comments(scope: Scope, inspection: Inspection) -> list[Falling]:
    """Return that comments on the facts of the draft are due, as long as a point is open."""
    number = accuracy.open_points(scope, inspection)
    due = accuracy.due(scope, inspection) if number else None
    if due is None or due.day is None or not embargo.holds(inspection):
        return []
    words = f"Comments on the facts of the draft: {number} {'point is' if number == 1 else 'points are'} open"
    href = reverse("knowing:points", args=[scope.name, inspection.pk])
    return [Falling(words, href, due.day, mine=may_write(scope, inspection))]
