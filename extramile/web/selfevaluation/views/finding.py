"""What every page here finds first: the self-evaluation, a claim in it; 404 for what is not this partnership's."""

from typing import Any

from django.http import Http404

from extramile.web.selfevaluation.queries import evaluations as queries


def evaluation_or_404(scope, evaluation_id: int) -> Any:
    """Return the self-evaluation of this address."""
    found = queries.evaluation(scope, evaluation_id)
    if found is None:
        raise Http404
    return found


def claim_or_404(scope, evaluation_id: int, claim_id: int) -> Any:
    """Return the claim of this address."""
    found = queries.claim(scope, evaluation_or_404(scope, evaluation_id), claim_id)
    if found is None:
        raise Http404
    return found


def criterion_or_404(found, criterion_id: str) -> Any:
    """Return the criterion of this address."""
    criterion = queries.criterion_of(found, criterion_id)
    if criterion is None:
        raise Http404
    return criterion


def around(scope, found) -> dict[str, Any]:
    """Return what every page within a self-evaluation is given."""
    return {"here": "know", "scope": scope, "evaluation": found, "pack": queries.framework_of(found)}
