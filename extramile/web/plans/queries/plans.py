"""Plans and the things in them that a person may see. A plan that answers an inspection under embargo is under it too."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from extramile.web.findings.models import Finding, FindingState
from extramile.web.inspections import embargo
from extramile.web.partnerships.models import NO_PARTNERS, Member, Organisation
from extramile.web.partnerships.permissions import MAY, Permission
from extramile.web.partnerships.queries import members_with, organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import (
    Action,
    ActionIn,
    BoardDecision,
    Change,
    FamilyWord,
    FindingIn,
    Measure,
    MeasureSource,
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


def actions_of(scope: Scope, found: Plan, words: str = "", state: str = "") -> QuerySet[Action]:
    """Return the actions that stand in a plan, by the day on which they are due; with all these words, in this state."""
    rows = actions(scope).filter(
        pk__in=Action.objects.filter(places__theme__plan=found, places__theme__out_at=None).values("pk")
    )
    for each in words.split():
        fields = ("words", "risk_words", "cost_words", "body__name", "owner__person__name")
        wanted = Q()
        for name in fields:
            wanted |= Q(**{f"{name}__icontains": each})
        rows = rows.filter(wanted)
    return rows.filter(state=state) if state else rows


def action_in(scope: Scope, found: Plan, action_id: int) -> Action | None:
    """Return an action that stands in a theme of this plan, or None. The caller has found the plan for this person."""
    return actions(scope).filter(pk=action_id, places__theme__plan=found, places__theme__out_at=None).distinct().first()


def decisions_on(found: Plan, action: Action) -> QuerySet[BoardDecision]:
    """Return what the board of a plan was asked about an action. The caller has found both for this person."""
    return decisions(found).filter(action=action)


def themes_of(scope: Scope, found: Action) -> QuerySet[ActionIn]:
    """Return where an action stands, in plans that this person may see."""
    rows = found.places.filter(theme__plan__in=plans(scope), theme__out_at=None)
    return rows.select_related("theme__plan").order_by("pk")


def themes_to_serve(scope: Scope, found: Action) -> QuerySet[Theme]:
    """Return the themes that an action could serve too: of plans that are not closed."""
    rows = Theme.objects.filter(plan__in=plans(scope).exclude(state="closed"), out_at=None)
    return rows.exclude(places__action=found).select_related("plan").order_by("plan", "position", "pk")


def needs_of(scope: Scope, found: Action) -> QuerySet[Action]:
    """Return what must be done before an action, as far as this person may see it."""
    rows = actions(scope).filter(pk__in=found.needs.values("pk"))
    return rows.prefetch_related(Prefetch("places", ActionIn.objects.select_related("theme")))


def history_of_action(scope: Scope, found: Action, plan: Plan) -> QuerySet[Change]:
    """Return what became of an action, its milestones, and what the board of the plan in which it is read was asked about it."""
    rows = Change.objects.filter(partnership=scope.partnership)
    own = Q(kind="action", thing_id=found.pk) | Q(kind="milestone", thing_id__in=found.milestones.values("pk"))
    own |= Q(kind="decision", thing_id__in=decisions_on(plan, found).order_by().values("pk"))
    return rows.filter(own).select_related("by").order_by("-at", "-pk")


def measures(scope: Scope) -> QuerySet[Measure]:
    """Return the measures of plans that this person may see, with their readings."""
    rows = Measure.objects.filter(theme__plan__in=plans(scope), out_at=None, theme__out_at=None)
    return rows.select_related("theme__plan", "owner__person").prefetch_related(
        Prefetch("readings", Reading.objects.order_by("day", "pk"))
    )


def read_from_returns(releases: Iterable[int], measure_ids: Iterable[int]) -> list[tuple[int, str, int]]:
    """Return which measures were last read from which released figures: the release, the measure of the return, the measure."""
    touching = Q(source_ref__release__in=list(releases)) | Q(pk__in=list(measure_ids))
    rows = Measure.objects.filter(touching, source=MeasureSource.RETURNS, source_ref__has_key="release")
    found = rows.order_by("pk").values_list("source_ref", "pk")
    return [(int(ref["release"]), str(ref["measure"]), pk) for ref, pk in found]


def measure(scope: Scope, measure_id: int) -> Measure | None:
    """Return a measure, or None."""
    return measures(scope).filter(pk=measure_id).first()


def measure_in(found: Plan, measure_id: int) -> Measure | None:
    """Return a measure of this plan, also one that was taken out, or None. The caller has found the plan for this person."""
    rows = Measure.objects.filter(pk=measure_id, theme__plan=found).select_related("theme", "owner__person")
    return rows.prefetch_related(Prefetch("readings", Reading.objects.select_related("by", "evidence"))).first()


def themes_out(found: Plan) -> QuerySet[Theme]:
    """Return the themes of a plan that were taken out."""
    return found.themes.exclude(out_at=None).order_by("-out_at")


def measures_out(found: Theme) -> QuerySet[Measure]:
    """Return the measures of a theme that were taken out."""
    return found.measures.exclude(out_at=None).order_by("-out_at")


def word(found: Theme, word_id: int) -> FamilyWord | None:
    """Return what families said in a theme, or None."""
    return found.words.filter(pk=word_id).first()


def words_withdrawn(found: Theme) -> QuerySet[FamilyWord]:
    """Return families' words that do not count any more."""
    return found.words.exclude(withdrawn_at=None).select_related("loop", "evidence", "by")


def texts_of(found: Plan, part: str) -> QuerySet[PartText]:
    """Return every text of a part of a plan, the oldest first."""
    return found.parts.filter(part=part).select_related("by").order_by("revision")


def decision(found: Plan, number: int) -> BoardDecision | None:
    """Return what the board of a plan was asked under a number, or None."""
    return decisions(found).filter(number=number).first()


def standing(readings: list[Reading]) -> list[Reading]:
    """Return the readings that stand: of each day the newest, also where its figures were taken back since."""
    return list({each.day: each for each in sorted(readings, key=lambda each: (each.day, each.pk))}.values())


def counting(readings: list[Reading]) -> list[Reading]:
    """Return the readings that stand and count: those whose figures were taken back since prove nothing.

    What such a reading had replaced does not come back: it was replaced for a reason.
    """
    return [each for each in standing(readings) if each.back_at is None]


def taken_back(found: Measure) -> list[Reading]:
    """Return the readings of a measure that stand and whose figures were taken back. They should have been fetched."""
    return [each for each in standing(list(found.readings.all())) if each.back_at is not None]


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


def history_of_measure(scope: Scope, found: Measure) -> QuerySet[Change]:
    """Return what became of a measure, the newest first, without its figures: they stand with who entered them."""
    return history(scope, "measure", found.pk).exclude(verb="read")


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
    return organisations(scope).exclude(kind__in=NO_PARTNERS)
