"""Documents that were built for a person."""

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Built, Evaluation


def built(scope: Scope, found: Evaluation, built_id: int) -> Built | None:
    """Return a document that this person had built, once it is there."""
    rows = Built.objects.filter(pk=built_id, person=scope.person, evaluation=found, revision__gt=0)
    return rows.first()
