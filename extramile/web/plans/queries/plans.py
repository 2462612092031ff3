"""Plans and the things in them that a person may see. A plan that answers an inspection under embargo is under it too."""

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from extramile.web.findings.models import Finding, FindingState
from extramile.web.inspections import embargo
from extramile.web.partnerships.models import Member, Organisation
from extramile.web.partnerships.permissions import MAY, Permission
from extramile.web.partnerships.queries import members_with, organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import (
    Action,
    BoardDecision,
    Change,
    FindingIn,
    Measure,
    PartText,
    Plan,
    Reading,
    Snapshot,
    Theme,
)


def plans(scope: Scope) -> QuerySet[Plan]:
    """Return the plans of the partnership that this person may see, the newest first."""
    rows = Plan.objects.filter(partnership=scope.partnership).select_related("inspection", "made_by", "partnership")
    if not scope.can(Permission.SEE_PLANS):
        return rows.none()
    return rows.exclude(inspection__in=embargo.closed(scope, findings=True))


def plan(scope: Scope, plan_id: int) -> Plan | None:
    """Return a plan, or None: then it does not exist for this person."""
    return plans(scope).filter(pk=plan_id).first()


def themes(found: Plan) -> QuerySet[Theme]:
    """Return the themes of a plan in their order, without those that were taken out."""
    return found.themes.filter(out_at=None).order_by("position", "pk")


def theme(scope: Scope, theme_id: int) -> Theme | None:
    """Return a theme of a plan that this person may see, or None."""
    return Theme.objects.filter(pk=theme_id, plan__in=plans(scope)).select_related("plan__inspection").first()


def actions(scope: Scope) -> QuerySet[Action]:
    """Return the actions that stand in a plan which this person may see, each once, by the day on which it is due."""
    seen = Action.objects.filter(places__theme__plan__in=plans(scope), places__theme__out_at=None).values("pk")
    rows = Action.objects.filter(partnership=scope.partnership, pk__in=seen)
    return rows.select_related("body", "owner__person").prefetch_related("others", "milestones")


def action(scope: Scope, action_id: int) -> Action | None:
    """Return an action, or None."""
    return actions(scope).filter(pk=action_id).first()


def measures(scope: Scope) -> QuerySet[Measure]:
    """Return the measures of plans that this person may see, with their readings."""
    rows = Measure.objects.filter(theme__plan__in=plans(scope), out_at=None, theme__out_at=None)
    return rows.select_related("theme__plan", "owner__person").prefetch_related(
        Prefetch("readings", Reading.objects.order_by("day", "pk"))
    )


def measure(scope: Scope, measure_id: int) -> Measure | None:
    """Return a measure, or None."""
    return measures(scope).filter(pk=measure_id).first()


def standing(readings: list[Reading]) -> list[Reading]:
    """Return the readings that stand: of each day the newest."""
    return list({each.day: each for each in sorted(readings, key=lambda each: (each.day, each.pk))}.values())


def decisions(found: Plan) -> QuerySet[BoardDecision]:
    """Return what the board is asked and what it decided."""
    return found.decisions.select_related("action", "made_by").order_by("number")


def snapshots(found: Plan) -> QuerySet[Snapshot]:
    """Return a plan as it stood on days, the newest first, without what they hold."""
    return found.snapshots.defer("content").select_related("by").prefetch_related("replies").order_by("-number")


def findings_to_answer(found: Plan) -> list[Finding]:
    """Return the findings of a plan's inspection that passed, in their order."""
    if found.inspection is None:
        return []
    rows = found.inspection.findings.filter(state=FindingState.MODERATED)
    return list(rows.prefetch_related("responsible").order_by("position", "pk"))


def answered(found: Plan) -> QuerySet[FindingIn]:
    """Return how the plan answers findings."""
    return found.findings.select_related("finding", "theme", "by").prefetch_related("finding__responsible", "results")


def unanswered(found: Plan) -> list[Finding]:
    """Return the findings for which a plan has neither a theme nor a reason why not."""
    done = set(found.findings.values_list("finding", flat=True))
    return [each for each in findings_to_answer(found) if each.pk not in done]


def part_texts(found: Plan) -> dict[str, PartText]:
    """Return the newest text of each part."""
    return {each.part: each for each in found.parts.select_related("by").order_by("part", "revision")}


def history(scope: Scope, kind: str, thing_id: int) -> QuerySet[Change]:
    """Return what became of one thing, the newest first. The caller has found the thing for this person."""
    rows = Change.objects.filter(partnership=scope.partnership, kind=kind, thing_id=thing_id)
    return rows.select_related("by").order_by("-at", "-pk")


def changes_since(scope: Scope, found: Plan, day: date) -> QuerySet[Change]:
    """Return what was changed in a plan from a day on, the oldest first: of itself and of every action that stands in it."""
    inside = Action.objects.filter(places__theme__plan=found).values("pk")
    rows = Change.objects.filter(partnership=scope.partnership, at__date__gte=day)
    return rows.filter(Q(plan=found) | Q(kind="action", thing_id__in=inside)).select_related("by").order_by("at", "pk")


def owners(scope: Scope) -> QuerySet[Member]:
    """Return who can own an action or a measure."""
    return members_with(scope, MAY[Permission.WORK_ON_PLANS])


def bodies(scope: Scope) -> QuerySet[Organisation]:
    """Return the organisations that can answer for an action: all but those that inspect."""
    return organisations(scope).exclude(kind="inspectorate")


def counts_of_actions(found: Plan) -> dict[str, int]:
    """Return how many actions of a plan are in each state, each action counted once."""
    rows = Action.objects.filter(places__theme__plan=found, places__theme__out_at=None)
    return dict(rows.order_by().values_list("state").annotate(many=Count("pk", distinct=True)))
