"""The coverage map: where nothing is said, nothing proves it, or nobody of health, of social care, of the families speaks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Audience, Claim, Evaluation, Polarity, Service
from extramile.web.selfevaluation.queries.evaluations import claims, framework_of, freshness
from extramile.web.selfevaluation.queries.proof import HEALTH, Proof, proofs
from extramile.web.selfevaluation.queries.versions import quotes


@dataclass(frozen=True, slots=True)
class Covered:
    """One criterion: how much is said, and what it lacks."""

    id: str
    name: str
    strengths: int
    gaps: int
    without_proof: int
    with_old_proof: int
    stale: int
    voice: bool
    health: bool
    social_care: bool


def coverage(scope: Scope, found: Evaluation) -> list[Covered]:
    """Return each criterion of the framework with what it lacks; three questions to the database, however much there is."""
    by_criterion: dict[str, list[Claim]] = defaultdict(list)
    rows = list(
        claims(scope, found)
        .select_related(None)
        .select_related("organisation")
        .only("criterion", "polarity", "service", "last_confirmed", "organisation__kind", "evaluation")
    )
    for claim in rows:
        by_criterion[claim.criterion].append(claim)
    proven = proofs(scope, [claim.pk for claim in rows]) if len(rows) < 400 else proofs(scope)
    heard = set(
        quotes(scope, found).exclude(audience=Audience.PRACTITIONERS).values_list("claim_id", flat=True).distinct()
    )
    return [
        _covered(each.id, f"{each.id} {each.short}", by_criterion.get(each.id, []), proven, heard)
        for each in framework_of(found).all_criteria()
    ]


def _covered(
    criterion: str, name: str, said: Iterable[Claim], proven: dict[int, list[Proof]], heard: set[int]
) -> Covered:
    said = list(said)
    rests = {claim.pk: proven.get(claim.pk, []) for claim in said}
    every = [proof for found in rests.values() for proof in found]
    return Covered(
        id=criterion,
        name=name,
        strengths=sum(claim.polarity == Polarity.STRENGTH for claim in said),
        gaps=sum(claim.polarity == Polarity.GAP for claim in said),
        without_proof=sum(not found for found in rests.values()),
        with_old_proof=sum(bool(found) and all(proof.old for proof in found) for found in rests.values()),
        stale=sum(freshness(claim) == "old" for claim in said),
        voice=any(claim.pk in heard for claim in said) or any(proof.is_voice for proof in every),
        health=any(claim.service == Service.HEALTH or claim.organisation.kind in HEALTH for claim in said)
        or any(proof.from_health for proof in every),
        social_care=any(claim.service == Service.SOCIAL_CARE for claim in said),
    )
