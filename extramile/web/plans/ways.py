"""The ways of this app within a plan, and to plans from the inspection that they answer."""

from django.urls import reverse

from extramile.web.inspections.around import Notice, came_of_it
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.around import way
from extramile.web.plans.queries import plans as queries

way(0, "plans:plan", "By theme")
way(1, "plans:by-owner", "By owner")
way(2, "plans:by-body", "By body")
way(3, "plans:by-date", "By date")
way(4, "plans:exceptions", "Exceptions")
way(10, "plans:actions", "Actions")
way(12, "plans:many", "Change many", lambda scope, plan: scope.can(Permission.WORK_ON_PLANS) and plan.state != "closed")
way(14, "plans:sheets", "Excel", lambda scope, plan: scope.can(Permission.WORK_ON_PLANS))
way(20, "plans:findings", "Findings")
way(30, "plans:decisions", "Decisions")
way(40, "plans:packs", "Board packs")
way(50, "plans:checks", "Fit to be sent?")
way(60, "plans:submission", "Submission")
way(70, "plans:versions", "Versions")
way(80, "plans:revisit", "Re-visit", lambda scope, plan: plan.inspection is not None)


@came_of_it
def plans_of_it(scope: Scope, inspection: Inspection) -> list[Notice]:
    """Return the plans that answer an inspection, as far as a person sees them."""
    if not scope.can(Permission.SEE_PLANS):
        return []
    rows = queries.plans(scope).filter(inspection=inspection)
    return [Notice(f"Plan: {each.title}", reverse("plans:plan", args=[scope.name, each.pk])) for each in rows]
