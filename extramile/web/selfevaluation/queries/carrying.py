"""Carrying a self-evaluation over: what would move where, what has several homes, what is left."""

from typing import Any

from extramile.core.frameworks import Carried, Moved, Pack, carry
from extramile.web.frameworks.queries import crosswalk_between, known_packs
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Challenge, Claim, Evaluation, EvaluationState, PartState
from extramile.web.selfevaluation.queries.evaluations import claims, framework_of


def targets(found: Evaluation) -> list[Pack]:
    """Return the frameworks that this one can be carried to: its own, for the next period, and those with a crosswalk."""
    own = framework_of(found)
    return [own, *(pack for pack in known_packs() if pack.id != own.id and crosswalk_between(own.id, pack.id))]


def preview(scope: Scope, found: Evaluation, target: str) -> Carried[Claim] | None:
    """Return where each claim would go, or None where nobody has written down how the criteria correspond."""
    items: list[tuple[str, Any]] = [(claim.criterion, claim) for claim in claims(scope, found)]
    if target == found.pack:
        return Carried(tuple(Moved(criterion, claim, (criterion,)) for criterion, claim in items), (), ())
    walk = crosswalk_between(found.pack, target)
    return carry(items, walk) if walk else None


def why_not_undone(found: Evaluation) -> str:
    """Return the sentence that says why a carrying over can no longer be undone, or ""."""
    if found.origin_id is None:
        return "This self-evaluation was not carried over from another."
    worked = (
        found.revision > 1
        or found.state != EvaluationState.WRITING
        or found.versions.exists()
        or found.questions.exists()
        or found.drafts.exists()
        or found.parts.exclude(state=PartState.OPEN).exists()
        or Challenge.objects.filter(claim__evaluation=found).exists()
    )
    return "People have worked in it since, so it cannot be undone. Put it aside instead." if worked else ""
