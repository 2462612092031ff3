"""The coverage map: where nothing is said, nothing proves it, or nobody of health, of social care, of the families speaks."""

from dataclasses import dataclass

from django.utils import timezone

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Audience, Evaluation, HeardTheme, Polarity, Service
from extramile.web.selfevaluation.queries.evaluations import OLD_MONTHS, claims, framework_of, months_before
from extramile.web.selfevaluation.queries.proof import HEALTH, rests
from extramile.web.selfevaluation.queries.versions import quotes

FIELDS = ("pk", "criterion", "polarity", "service", "last_confirmed", "organisation__kind")


@dataclass(slots=True)
class Covered:
    """One criterion: how much is said, and what it lacks."""

    id: str
    name: str
    unverified: bool
    strengths: int = 0
    gaps: int = 0
    without_proof: int = 0
    # Of claims with proof whose figures were taken back; where none other stands they are without proof as well.
    with_proof_back: int = 0
    with_old_proof: int = 0
    stale: int = 0
    voice: bool = False
    health: bool = False
    social_care: bool = False


def coverage(scope: Scope, found: Evaluation) -> list[Covered]:
    """Return each criterion of the framework with what it lacks; six questions to the database, however much there is."""
    standing = claims(scope, found).select_related(None).order_by()
    proven = rests(scope, standing)
    heard = set(quotes(scope, found).exclude(audience=Audience.PRACTITIONERS).values_list("claim_id", flat=True))
    heard |= set(HeardTheme.objects.filter(claim__in=standing.values("pk")).values_list("claim_id", flat=True))
    oldest = months_before(timezone.localdate(), OLD_MONTHS)
    map_of = {
        each.id: Covered(each.id, f"{each.id} {each.short}", each.unverified)
        for each in framework_of(found).all_criteria()
    }
    for claim, criterion, polarity, service, confirmed, body in standing.values_list(*FIELDS):
        # A criterion that a later edition of the framework no longer has keeps its claims, but no place in the map.
        if (it := map_of.get(criterion)) is None:
            continue
        rest = proven.get(claim)
        it.strengths += polarity == Polarity.STRENGTH
        it.gaps += polarity == Polarity.GAP
        it.without_proof += rest is None or not rest.stands
        it.with_proof_back += rest is not None and rest.back
        it.with_old_proof += rest is not None and rest.stands and not rest.fresh
        it.stale += confirmed < oldest
        it.voice |= claim in heard or (rest is not None and rest.voice)
        it.health |= service == Service.HEALTH or body in HEALTH or (rest is not None and rest.health)
        it.social_care |= service == Service.SOCIAL_CARE
    return list(map_of.values())
