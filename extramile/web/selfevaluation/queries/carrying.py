"""Carrying a self-evaluation over: what would move where, what has several homes, what is left."""

from typing import Any

from extramile.core.frameworks import Carried, Moved, Pack, carry
from extramile.web.frameworks.queries import crosswalk_between, known_packs
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim, Evaluation
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
