"""Questions and the people who were asked."""

from django.db.models import Prefetch, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Asked, Evaluation, EvaluationState, Question


def questions(scope: Scope, found: Evaluation) -> QuerySet[Question]:
    """Return the questions of a self-evaluation with who was asked; only for those who lead it."""
    scope.check(Permission.LEAD_EVALUATION)
    asked = Asked.objects.select_related("member").prefetch_related("quotes")
    rows = Question.objects.filter(evaluation=found, evaluation__partnership=scope.partnership)
    return rows.select_related("asked_by", "evaluation").prefetch_related(Prefetch("asked", queryset=asked))


def question(scope: Scope, found: Evaluation, question_id: int) -> Question | None:
    """Return a question, or None."""
    return questions(scope, found).filter(pk=question_id).first()


def asked(scope: Scope, found: Evaluation, asked_id: int) -> Asked | None:
    """Return one person's question and answer; for those who lead."""
    scope.check(Permission.LEAD_EVALUATION)
    rows = Asked.objects.filter(question__evaluation=found, question__evaluation__partnership=scope.partnership)
    return rows.select_related("question", "question__evaluation").filter(pk=asked_id).first()


def asked_of_member(scope: Scope, asked_id: int) -> Asked | None:
    """Return a question that was put to this member, or None."""
    rows = Asked.objects.filter(
        member=scope.member, withdrawn_at=None, question__evaluation__partnership=scope.partnership
    )
    return rows.select_related("question", "question__evaluation", "question__asked_by").filter(pk=asked_id).first()


def token(found: Asked) -> str:
    """Return the secret part of a person's link."""
    return salted_hmac("extramile.question", f"{found.pk}:{found.nonce}", algorithm="sha256").hexdigest()


def asked_by_link(asked_id: int, given: str) -> Asked | None:
    """Return the question that a link leads to, while it is open."""
    rows = Asked.objects.filter(
        pk=asked_id, member=None, withdrawn_at=None, question__evaluation__state=EvaluationState.WRITING
    )
    found = rows.select_related(
        "question", "question__asked_by", "question__evaluation", "question__evaluation__partnership"
    ).first()
    return found if found is not None and constant_time_compare(token(found), given) else None
