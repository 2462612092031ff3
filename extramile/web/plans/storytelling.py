"""What is built on the findings of an inspection, for its story: plans that are carried out, and whether anything moved."""

from extramile.core.planning import ImpactStatus
from extramile.web.findings.told import Built, built
from extramile.web.inspections.models import Inspection
from extramile.web.plans.models import Action, Measure, Plan
from extramile.web.plans.queries.content import measure_now

CARRIED_OUT = ["agreed", "closed"]
MOVED = {ImpactStatus.MOVING, ImpactStatus.REACHED}


@built
def built_on(inspection: Inspection) -> Built | None:
    """Return how many plans, actions and measures stand on the findings; None as long as no plan is carried out."""
    plans = Plan.objects.filter(inspection=inspection, state__in=CARRIED_OUT)
    if not plans:
        return None
    actions = Action.objects.filter(places__theme__plan__in=plans, places__theme__out_at=None).exclude(state="stopped")
    measures = Measure.objects.filter(theme__plan__in=plans, theme__out_at=None, out_at=None)
    now = [measure_now(each).impact.status for each in measures.prefetch_related("readings")]
    return Built(
        plans=len(plans),
        actions=actions.distinct().count(),
        measures=len(now),
        moved=sum(each in MOVED for each in now),
    )
