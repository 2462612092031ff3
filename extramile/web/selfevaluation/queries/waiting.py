"""What waits for a person: questions, versions that their organisation has not signed, claims whose proof was taken back."""

from django.db.models import F, QuerySet

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Asked, Claim, Evaluation, EvaluationState, SignOff, Version
from extramile.web.selfevaluation.queries import proof


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


def resting_on_what_is_back(scope: Scope) -> list[Claim]:
    """Return the claims with proof that was taken back that this person wrote, or may mend for all because they lead."""
    back = proof.resting_on_what_is_back(scope)
    if not back:
        return []
    rows = Claim.objects.filter(pk__in=back, taken_out_at=None, evaluation__partnership=scope.partnership)
    rows = rows.exclude(evaluation__state=EvaluationState.SUPERSEDED)
    return list(rows if scope.can(Permission.LEAD_EVALUATION) else rows.filter(author=scope.person.pk))


def _standing(scope: Scope) -> QuerySet:
    return SignOff.objects.filter(organisation=scope.organisation, withdrawn_at=None)
