"""Questions and answers in words."""

from dataclasses import dataclass

from django.utils import timezone

from extramile.web.selfevaluation.models import Asked, Question
from extramile.web.selfevaluation.presenters.evaluations import day


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody who was asked."""

    id: int
    name: str
    post: str
    state: str
    tone: str
    answered: bool
    answer: str
    waiting: bool


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question and who was asked."""

    id: int
    words: str
    criterion: str
    due: str
    late: bool
    by: str
    answered: int
    people: list[AskedRow]
    waiting: int


def asked_row(found: Asked) -> AskedRow:
    """Return somebody who was asked, and whether they answered."""
    if found.withdrawn_at:
        state, tone = "asked no longer", "quiet"
    elif found.answered_at and found.quotes.all():
        state, tone = f"answered {day(found.answered_at)}, placed", "strength"
    elif found.answered_at:
        state, tone = f"answered {day(found.answered_at)}", "info"
    elif found.reminded_at:
        state, tone = f"reminded {day(found.reminded_at)}", "develop"
    else:
        state, tone = "asked", "quiet"
    waiting = not found.answered_at and not found.withdrawn_at
    return AskedRow(found.pk, found.name, found.post, state, tone, bool(found.answered_at), found.answer, waiting)


def question_row(found: Question) -> QuestionRow:
    """Return a question with its people."""
    people = [asked_row(each) for each in found.asked.all()]
    waiting = sum(each.waiting for each in people)
    return QuestionRow(
        id=found.pk,
        words=found.words,
        criterion=found.criterion,
        due=day(found.due),
        late=waiting > 0 and found.due < timezone.localdate(),
        by=f"asked {day(found.asked_at)} by {found.asked_by.name}",
        answered=sum(each.answered for each in people),
        people=people,
        waiting=waiting,
    )
