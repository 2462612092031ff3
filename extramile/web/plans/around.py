"""What stands around every page of one plan: the ways within it. Apps above add theirs, when they are ready."""

from collections.abc import Callable
from dataclasses import dataclass

from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Way:
    """A page that one can go to within a plan: the name of its address, which takes `slug` and `plan_id`."""

    name: str
    words: str


Allowed = Callable[[Scope, Plan], bool]
_WAYS: list[tuple[int, Way, Allowed]] = []
# What the ways of a plan are for, by the first place of each.
PARTS = ((0, "See it"), (10, "Work on it"), (40, "Show it"))


def way(order: int, name: str, words: str, allowed: Allowed = lambda scope, plan: True) -> None:
    """Register a way. `order` is its place; only those for whom `allowed` holds see it."""
    _WAYS.append((order, Way(name, words), allowed))


def ways_by_part(scope: Scope, plan: Plan) -> list[tuple[str, list[Way]]]:
    """Return the ways that a person has within a plan, by what they are for."""
    found: dict[str, list[Way]] = {}
    for order, way, allowed in sorted(_WAYS, key=lambda each: each[0]):
        if allowed(scope, plan):
            part = [title for first, title in PARTS if first <= order][-1]
            found.setdefault(part, []).append(way)
    return list(found.items())
