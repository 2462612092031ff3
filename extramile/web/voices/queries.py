"""Reading surveys and sessions. What stands in the forum's own space is seen by the forum until it is released."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.voices.actions import secret_hash
from extramile.web.voices.models import Answer, Draft, LoopEntry, Question, Session, Space, Survey


def visible(scope: Scope) -> Q:
    """Return what this person may know of: the partnership's things, the forum's own if they are in it, what it released."""
    shared = Q(space=Space.PARTNERSHIP) | Q(released_on__isnull=False)
    return Q(partnership=scope.partnership) & (Q() if scope.can(Permission.USE_FORUM_SPACE) else shared)


def open_to(scope: Scope) -> Q:
    """Return the spaces in which this person may read what single people said: releasing a survey never releases that."""
    own = Q() if scope.can(Permission.USE_FORUM_SPACE) else Q(space=Space.PARTNERSHIP)
    return Q(partnership=scope.partnership) & own


def inside(scope: Scope, thing: Any) -> bool:
    """Say whether this person works in the space of the thing."""
    return bool(thing.space == Space.PARTNERSHIP or scope.can(Permission.USE_FORUM_SPACE))


def surveys(scope: Scope) -> QuerySet[Survey]:
    """Return the surveys that this person may know of, with how many answered."""
    return Survey.objects.filter(visible(scope)).annotate(answered=Count("responses")).order_by("-made_at")


def survey(scope: Scope, survey_id: int) -> Survey | None:
    """Return a survey that this person may know of, or None."""
    return surveys(scope).filter(pk=survey_id).first()


def question(scope: Scope, survey_id: int, question_id: int) -> Question | None:
    """Return a question of such a survey, or None."""
    return Question.objects.filter(
        survey__in=Survey.objects.filter(visible(scope)), survey=survey_id, pk=question_id
    ).first()


def text_answers(scope: Scope, survey: Survey) -> QuerySet[Answer]:
    """Return what people wrote in a survey, for those who may read single answers."""
    scope.check(Permission.READ_ANSWERS)
    return (
        Answer.objects.filter(question__survey__in=Survey.objects.filter(open_to(scope)), question__survey=survey)
        .filter(question__kind__in=["short", "long"])
        .select_related("question")
        .order_by("question__position", "id")
    )


def text_answer(scope: Scope, answer_id: Any) -> Answer | None:
    """Return one of them, or None."""
    scope.check(Permission.READ_ANSWERS)
    return (
        Answer.objects.filter(pk=answer_id, question__survey__in=Survey.objects.filter(open_to(scope)))
        .exclude(text="")
        .select_related("question", "question__survey")
        .first()
    )


def sessions(scope: Scope) -> QuerySet[Session]:
    """Return the sessions that this person may know of."""
    return Session.objects.filter(visible(scope))


def loop(scope: Scope) -> QuerySet[LoopEntry]:
    """Return what was said and what became of it."""
    return LoopEntry.objects.filter(visible(scope))


# Public pages: no scope, because whoever asks is nobody in particular.


def public_survey(code: str) -> Survey | None:
    """Return the survey behind a public link; a draft has no public page."""
    return Survey.objects.select_related("partnership").filter(code=code).exclude(state=Survey.State.DRAFT).first()


def window(survey: Survey) -> str:
    """Return "before", "open" or "after": where today lies."""
    today = timezone.localdate()
    if survey.state == Survey.State.CLOSED or (survey.closes and today > survey.closes):
        return "after"
    return "before" if survey.opens and today < survey.opens else "open"


def draft(survey: Survey, secret: str) -> Draft | None:
    """Return what was begun under a secret link, or None."""
    return Draft.objects.filter(survey=survey, secret_hash=secret_hash(secret)).first()
