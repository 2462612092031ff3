"""The way to tracked cases within an inspection, and which papers fall due."""

from django.urls import reverse

from extramile.web.enquiries.actions.cases import name_of
from extramile.web.enquiries.case_values import PAPERS
from extramile.web.enquiries.queries import cases as queries
from extramile.web.inspections.around import Falling, falling_due, way
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope

way(42, "enquiries:cases", "Cases", lambda scope, inspection: queries.may_see(scope))


@falling_due
def papers(scope: Scope, inspection: Inspection) -> list[Falling]:
    """Return the papers that are owed and have a time."""
    href = reverse("enquiries:cases", args=[scope.name, inspection.pk])
    return [
        Falling(
            words=f"{PAPERS.get(each.kind, each.kind)} for {name_of(each.case)}",
            href=f"{href}#paper-{each.pk}",
            due=each.due,
            who=each.organisation.name,
            mine=each.organisation_id == scope.organisation.pk,
        )
        for each in queries.owed(scope, inspection)
        if each.due
    ]
