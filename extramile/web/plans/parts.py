"""The parts of a plan beside its themes: those that its kind asks for, and always how it is governed and who helped to make it."""

from extramile.core.frameworks import Pack, PlanKind
from extramile.web.frameworks.queries import known_packs, pack_of
from extramile.web.plans.models import Plan

GOVERNANCE, CO_PRODUCTION, COMMITMENT = "part-governance", "part-co-production", "part-commitment"
OWN = {
    COMMITMENT: "What we commit to",
    GOVERNANCE: "How it is governed",
    CO_PRODUCTION: "How families helped to make it",
}
# What the themes, their measures and the register of people say already.
SAID_ELSEWHERE = frozenset({"part-weaknesses", "part-measures", "part-sign-off"})


def kinds() -> list[tuple[Pack, PlanKind]]:
    """Return every kind of plan that a framework knows."""
    return [(pack, kind) for pack in known_packs() for kind in pack.plans]


def kind_of(plan: Plan) -> PlanKind:
    """Return the kind of a plan. Raises LookupError if its framework was taken away, which is a fault of the installation."""
    pack = pack_of(plan.pack)
    found = next((each for each in pack.plans if each.id == plan.kind), None) if pack else None
    if found is None:
        raise LookupError(f"there is no kind of plan {plan.pack}/{plan.kind}")
    return found


def parts_of(plan: Plan) -> dict[str, str]:
    """Return the parts of a plan with their headings, in order."""
    asked = {each.id: each.text for each in kind_of(plan).parts if each.id not in SAID_ELSEWHERE}
    return {**{name: asked.get(name, words) for name, words in OWN.items()}, **asked}
