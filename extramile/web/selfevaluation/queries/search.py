"""Searching the claims of a self-evaluation."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim, Evaluation
from extramile.web.selfevaluation.queries import evaluations

SEARCHED = ("judgement", "what_we_do", "how_we_know", "difference", "what_next", "confidence_why", "organisation__name")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words, each of which must stand somewhere in a claim, and what kind of claim."""

    words: str = ""
    polarity: str = ""
    service: str = ""
    confidence: str = ""


def claims(scope: Scope, found: Evaluation, wanted: Wanted) -> QuerySet[Claim]:
    """Return the claims that stand and are wanted, in the order of the framework, strengths first."""
    rows = evaluations.claims(scope, found)
    for word in wanted.words.split()[:10]:
        rows = rows.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in SEARCHED)))
    chosen = {"polarity": wanted.polarity, "service": wanted.service, "confidence": wanted.confidence}
    return evaluations.in_order(rows, found).filter(**{field: value for field, value in chosen.items() if value})
