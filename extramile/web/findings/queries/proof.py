"""What evidence a finding rests on: the one place here that reads the evidence library (`actions.linking` writes)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Kind
from extramile.web.partnerships.scope import Scope

KIND = "finding"


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence as a finding sees it."""

    id: int
    title: str
    href: str
    # Its figures were taken back since: it proves nothing any more.
    back: bool = False


def proofs(scope: Scope, finding_ids: Iterable[int]) -> dict[int, list[Proof]]:
    """Return the evidence of findings that this person may see."""
    found: dict[int, list[Proof]] = {}
    uses = evidence.uses_of(scope, KIND, finding_ids).filter(item__withdrawn_at=None).select_related(None)
    rows = list(uses.values_list("thing_id", "item_id", "item__title", "item__kind"))
    frozen = {item for _, item, _, kind in rows if kind == Kind.SNAPSHOT}
    back = evidence.taken_back(scope, frozen) if frozen else frozenset()
    for finding, item, title, _ in rows:
        proof = Proof(item, title, reverse("evidence:item", args=[scope.name, item]), item in back)
        found.setdefault(int(finding), []).append(proof)
    return found


def choices(scope: Scope, pack_id: str, criteria: Iterable[str], words: str = "") -> list[int]:
    """Return evidence to choose from by its ids: what was found by words, or what speaks to one of the criteria."""
    if words:
        return list(evidence.items(scope, evidence.Filters(words=words)).values_list("pk", flat=True)[:50])
    found: list[int] = []
    for each in criteria:
        rows = evidence.items(scope, evidence.Filters(criterion=f"{pack_id}:{each}"))
        found += rows.values_list("pk", flat=True)[:50]
    return list(dict.fromkeys(found))[:50]
