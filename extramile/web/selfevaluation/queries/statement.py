"""The position statement: references to claims."""

from django.db.models import QuerySet

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim, Evaluation, StatementLine
from extramile.web.selfevaluation.queries.evaluations import claims, in_order


def lines(scope: Scope, found: Evaluation) -> QuerySet[StatementLine]:
    """Return the chosen claims in their order."""
    rows = StatementLine.objects.filter(evaluation=found, evaluation__partnership=scope.partnership)
    return rows.filter(claim__taken_out_at=None).select_related(
        "evaluation", "claim", "claim__organisation", "chosen_by"
    )


def choosable(scope: Scope, found: Evaluation) -> QuerySet[Claim]:
    """Return (id, criterion, judgement, polarity) of each claim: a list of hundreds to choose from needs no more."""
    rows = in_order(claims(scope, found), found).select_related(None)
    return rows.values_list("pk", "criterion", "judgement", "polarity")


def line(scope: Scope, found: Evaluation, line_id: int) -> StatementLine | None:
    """Return a chosen claim, or None."""
    return lines(scope, found).filter(pk=line_id).first()
