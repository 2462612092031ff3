"""How evidence hangs on a claim: the one place here that reads the evidence library (`actions.linking` is the one that writes)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from extramile.web.evidence import queries as evidence
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.queries.evaluations import OLD_MONTHS, months_before

KIND = "claim"
HEALTH = frozenset({"icb", "nhs"})


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence as a claim sees it."""

    id: int
    title: str
    href: str
    old: bool
    is_voice: bool
    from_health: bool


def _proof(scope: Scope, item: Any, today: date, oldest: date) -> Proof:
    spoken_of = item.period_to or item.dated
    return Proof(
        id=item.pk,
        title=item.title,
        href=reverse("evidence:item", args=[scope.name, item.pk]),
        # Old by its own last day, or because it speaks of more than a year ago.
        old=item.old_from <= today or bool(spoken_of and spoken_of < oldest),
        is_voice=item.kind == "voice",
        from_health=item.organisation.kind in HEALTH,
    )


def proofs(scope: Scope, claim_ids: Iterable[int] | None = None) -> dict[int, list[Proof]]:
    """Return the evidence of claims that this person may see, in one question: of all, or of those named."""
    today = timezone.localdate()
    oldest = months_before(today, OLD_MONTHS)
    found = evidence.evidence_of(scope, KIND, claim_ids)
    return {int(key): [_proof(scope, item, today, oldest) for item in items] for key, items in found.items()}


def choices(scope: Scope, pack_id: str, criterion: str, words: str = "") -> list[Any]:
    """Return evidence to choose from: what was found by words, or what speaks to the criterion."""
    filters = evidence.Filters(words=words) if words else evidence.Filters(criterion=f"{pack_id}:{criterion}")
    return list(evidence.items(scope, filters)[:50])
