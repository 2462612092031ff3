"""What waits for a person: questions put to them, versions that their organisation has not signed."""

from django.db.models import F, QuerySet

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Asked, Evaluation, EvaluationState, SignOff, Version


def questions_for(scope: Scope) -> QuerySet[Asked]:
    """Return the questions that this member was asked and has not answered."""
    return (
        Asked.objects.filter(
            member=scope.member,
            answered_at=None,
            withdrawn_at=None,
            question__evaluation__partnership=scope.partnership,
            question__evaluation__state=EvaluationState.WRITING,
        )
        .select_related("question", "question__evaluation", "question__asked_by")
        .order_by("question__due")
    )


def unsigned(scope: Scope) -> list[Evaluation]:
    """Return the self-evaluations with a version of the present text that this organisation has not signed."""
    current = (
        Version.objects.filter(
            evaluation__partnership=scope.partnership,
            evaluation__state=EvaluationState.WRITING,
            revision=F("evaluation__revision"),
        )
        .exclude(sign_offs__in=_standing(scope))
        .select_related("evaluation")
    )
    return list({version.evaluation_id: version.evaluation for version in current}.values())


def _standing(scope: Scope) -> QuerySet:
    return SignOff.objects.filter(organisation=scope.organisation, withdrawn_at=None)
