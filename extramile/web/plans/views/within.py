"""What every page of a plan finds first: the plan and the thing in it, or 404; and that it was opened under embargo."""

from typing import Any

from django.http import Http404

from extramile.web.inspections import embargo
from extramile.web.partnerships.permissions import Permission
from extramile.web.plans.around import ways_by_part
from extramile.web.plans.presenters import plans as words
from extramile.web.plans.queries import plans as queries


def plan_or_404(scope, plan_id: int) -> Any:
    """Return the plan of this address; who opened it is noted while it is under embargo."""
    found = queries.plan(scope, plan_id)
    if found is None:
        raise Http404
    if found.inspection:
        embargo.opened(scope, found.inspection, "plan", found.pk, f"Plan {found.pk}")
    return found


def theme_or_404(scope, plan_id: int, theme_id: int) -> Any:
    """Return a theme of the plan of this address, also one that was taken out."""
    plan = plan_or_404(scope, plan_id)
    return _in(plan, queries.theme(scope, theme_id))


def _in(plan: Any, theme: Any) -> Any:
    if theme is None or theme.plan_id != plan.pk:
        raise Http404
    theme.plan = plan
    return theme


def action_or_404(scope, plan_id: int, action_id: int) -> tuple[Any, Any]:
    """Return the plan of this address and an action that stands in it."""
    plan = plan_or_404(scope, plan_id)
    found = queries.action_in(scope, plan, action_id)
    if found is None:
        raise Http404
    return plan, found


def measure_or_404(scope, plan_id: int, measure_id: int) -> Any:
    """Return a measure of the plan of this address, also one that was taken out."""
    plan = plan_or_404(scope, plan_id)
    found = queries.measure_in(plan, measure_id)
    if found is None:
        raise Http404
    found.theme.plan = plan
    return found


def around(scope, plan) -> dict[str, Any]:
    """Return what every page within a plan is given."""
    return {
        "here": "plan",
        "scope": scope,
        "plan": plan,
        # What the address of every page within it takes.
        "at": {"slug": scope.name, "plan_id": plan.pk},
        "plan_line": words.line(plan),
        "ways_by_part": ways_by_part(scope, plan),
        "writes": scope.can(Permission.WORK_ON_PLANS) and plan.state != "closed",
        "leads": scope.can(Permission.LEAD_PLANS),
        "under_embargo": plan.inspection is not None and embargo.holds(plan.inspection),
    }
