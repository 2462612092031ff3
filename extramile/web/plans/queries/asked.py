"""Which plans the outcomes of inspections ask for, and the days by which a plan is due, as framework and area hold them."""

from dataclasses import dataclass

from extramile.core.frameworks import Deadline, Pack, PlanKind
from extramile.core.inspecting import Due
from extramile.web.findings.queries import outcome as outcomes
from extramile.web.frameworks.queries import deadlines, pack_of
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries import inspections as inspected
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Plan
from extramile.web.plans.parts import kind_of


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A kind of plan that the outcome of an inspection asks for: with the days that hang on it, and whether one was begun."""

    inspection: Inspection
    pack: Pack
    kind: PlanKind
    due: tuple[Due, ...]
    begun: Plan | None


def asked_for(scope: Scope, plans: list[Plan]) -> list[AskedFor]:
    """Return the plans that published outcomes ask for, the newest inspection first. `plans` are those that this person may see."""
    begun = {(each.inspection_id, each.pack, each.kind): each for each in plans}
    found = []
    for inspection in inspections_with_findings(scope):
        # Under embargo the kind of plan would tell the outcome on pages that are not marked so.
        if not inspection.outcome or embargo.holds(inspection) or inspection.purpose == Purpose.REHEARSAL:
            continue
        pack = inspected.framework_of(inspection)
        for each in outcomes.what_follows(scope, inspection, inspection.outcome).follows:
            if each.plan is not None:
                due = {one.deadline.id: one for one in due_of(scope, inspection, each.plan)}
                if each.due is not None:
                    due[each.due.deadline.id] = each.due
                key = (inspection.pk, pack.id, each.plan.id)
                found.append(AskedFor(inspection, pack, each.plan, tuple(due.values()), begun.get(key)))
    return found


def inspections_with_findings(scope: Scope) -> list[Inspection]:
    """Return the inspections of which this person may read the findings, the newest first."""
    return [each for each in inspected.inspections(scope) if embargo.may_read_findings(scope, each)]


def due_of(scope: Scope, inspection: Inspection, kind: PlanKind) -> tuple[Due, ...]:
    """Return the days by which a kind of plan is due after an inspection."""
    return tuple(each for each in inspected.dates(scope, inspection).due if each.deadline.id in kind.deadlines)


def due_of_plan(scope: Scope, found: Plan) -> tuple[Due, ...]:
    """Return the days by which a plan is due; none for one that no inspection of its framework asked for."""
    if found.inspection is None or found.inspection.pack != found.pack:
        return ()
    return due_of(scope, found.inspection, kind_of(found))


def rules_of(scope: Scope, pack_id: str, kind: PlanKind) -> list[Deadline]:
    """Return the rules by which a kind of plan is due, as this area holds them."""
    pack = pack_of(pack_id)
    return [each for each in deadlines(scope, pack) if each.id in kind.deadlines] if pack else []
