"""Asking people one question each, their answers, and where the answers go."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.jobs.actions import start
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions.claims import check_writable
from extramile.web.selfevaluation.actions.telling import required, taken, tell, text_changed
from extramile.web.selfevaluation.models import Asked, Audience, Claim, Evaluation, EvaluationState, Question, Quote
from extramile.web.selfevaluation.queries.evaluations import criterion_of

MOST_PEOPLE = 100


class Outsider:
    """Somebody without an account who answers by their link, as the audit trail calls them."""

    pk = None

    def __init__(self, name: str) -> None:
        self.name = name


def people_in(lines: str) -> list[tuple[str, str]]:
    """Return (name, address) of each line "Name, address" or "address". Raises InputError naming the line by its number."""
    found = []
    for number, line in enumerate(lines.splitlines(), start=1):
        if not line.strip():
            continue
        name, _, address = line.strip().rpartition(",")
        address = address.strip().strip("<>")
        try:
            validate_email(address)
        except ValidationError:
            # The line itself stays out of the sentence: sentences may be kept where an address must not be.
            raise InputError(
                f"Line {number} has no e-mail address at its end.", next_step="Write one person a line: name, address."
            ) from None
        found.append((name.strip() or address, address))
    return found


@transaction.atomic
def ask(
    *,
    scope: Scope,
    evaluation: Evaluation,
    criterion: str,
    words: str,
    due: date,
    members: Iterable[Any] = (),
    others: str = "",
    audience: str = Audience.PRACTITIONERS,
) -> Question:
    """Ask named people a question: members find it under “Today”, and everybody gets a mail."""
    scope.check(Permission.LEAD_EVALUATION)
    found = taken(scope, evaluation)
    if found.state != EvaluationState.WRITING:
        raise InputError("This self-evaluation is no longer being written.")
    if criterion_of(found, criterion) is None:
        raise InputError("The framework has no such criterion.")
    if due < timezone.localdate():
        raise InputError("The day lies in the past.")
    members, outsiders = list(members), people_in(others)
    if not members and not outsiders:
        raise InputError("Choose at least one person.", next_step="Tick a member, or enter an address.")
    if len(members) + len(outsiders) > MOST_PEOPLE:
        raise InputError(f"A question goes to {MOST_PEOPLE} people at most.", next_step="A survey reaches more.")
    question = Question.objects.create(
        evaluation=found,
        criterion=criterion,
        words=required(words, "Enter the question."),
        due=due,
        asked_by=scope.person,
    )
    rows = {
        member.person.email.casefold(): Asked(
            question=question,
            member=member,
            name=member.person.name,
            post=", ".join(each for each in (member.post, member.organisation.name) if each),
            email=member.person.email,
            nonce=get_random_string(24),
        )
        for member in members
        if member.partnership_id == scope.partnership.pk and member.left_at is None
    }
    for name, address in outsiders:
        asked = Asked(question=question, name=name, email=address, audience=audience, nonce=get_random_string(24))
        rows.setdefault(address.casefold(), asked)
    made = Asked.objects.bulk_create(rows.values())
    after = {"criterion": criterion, "due": due, "people": len(made)}
    tell(scope, "question asked", "question", question, question.words, after=after)
    for asked in made:
        _send(scope, asked)
    return question


def _send(scope: Scope, asked: Asked) -> None:
    start(
        name="selfevaluation.send_question",
        title="Sending a question",
        by=scope.person,
        scope=scope.name,
        asked_id=asked.pk,
    )


@transaction.atomic
def remind(*, scope: Scope, question: Question) -> int:
    """Send a reminder to everybody who has not answered; not twice a day. Returns how many."""
    scope.check(Permission.LEAD_EVALUATION)
    taken(scope, question.evaluation)
    today = timezone.localdate()
    waiting = [
        each
        for each in question.asked.select_for_update().filter(answered_at=None, withdrawn_at=None)
        if each.reminded_at is None or timezone.localtime(each.reminded_at).date() < today
    ]
    if not waiting:
        raise InputError("Everybody has answered or was reminded today.")
    for asked in waiting:
        asked.reminded_at = timezone.now()
        asked.save(update_fields=["reminded_at"])
        _send(scope, asked)
    tell(scope, "people reminded", "question", question, question.words, after={"people": len(waiting)})
    return len(waiting)


@transaction.atomic
def withdraw_asked(*, scope: Scope, asked: Asked) -> None:
    """Ask somebody no longer: their link ends."""
    scope.check(Permission.LEAD_EVALUATION)
    taken(scope, asked.question.evaluation)
    if asked.answered_at:
        raise InputError("They have answered already.")
    asked.withdrawn_at = timezone.now()
    asked.save(update_fields=["withdrawn_at"])
    tell(scope, "person asked no longer", "question", asked.question, asked.question.words, before={"id": asked.pk})


@transaction.atomic
def answer(*, asked: Asked, words: str, scope: Scope | None = None) -> Asked:
    """Answer a question: a member within the room, somebody else by their link. Until it is placed it can be changed."""
    if scope is not None and (asked.member_id != scope.member.pk):
        raise InputError("This question was put to somebody else.")
    asked = (
        Asked.objects.select_for_update(of=("self",))
        .select_related("question__evaluation__partnership")
        .get(pk=asked.pk)
    )
    evaluation = asked.question.evaluation
    if asked.withdrawn_at or evaluation.state != EvaluationState.WRITING:
        raise InputError("This question is no longer open.")
    if asked.quotes.exists():
        raise InputError("Your answer was used already.", next_step="Tell the person who asked you what should change.")
    asked.answer, asked.answered_at = required(words, "Write your answer."), timezone.now()
    asked.save(update_fields=["answer", "answered_at"])
    record(
        by=scope.person if scope else Outsider(asked.name),
        verb="question answered",
        kind="question",
        thing_id=asked.question_id,
        thing=asked.question.words,
        scope=evaluation.partnership.slug,
    )
    return asked


@transaction.atomic
def place_answer(*, scope: Scope, asked: Asked, claim: Claim, words: str) -> Quote:
    """Put an answer, or some of its words, beside a claim: with who said it and when."""
    scope.check(Permission.LEAD_EVALUATION)
    found = taken(scope, claim.evaluation)
    check_writable(scope, found, claim.criterion)
    if asked.answered_at is None or asked.question.evaluation_id != found.pk:
        raise InputError("There is no answer to place here.")
    kept = required(words, "Keep at least some of their words.")
    # It is their word: it may be shortened (with an ellipsis), never rewritten.
    pieces = [" ".join(piece.split()) for piece in kept.replace("[…]", "…").split("…")]
    whole, place = " ".join(asked.answer.split()), 0
    for piece in pieces:
        place = whole.find(piece, place)
        if place < 0:
            raise InputError(
                "These are not the words of the answer.", next_step="Shorten it and put … where words are left out."
            )
        place += len(piece)
    if Quote.objects.filter(claim=claim, answer=asked).exists():
        raise InputError("This answer stands beside that claim already.")
    quote = Quote.objects.create(
        claim=claim,
        words=kept,
        who=f"{asked.name}, {asked.post}" if asked.post else asked.name,
        audience=asked.audience,
        said_on=timezone.localtime(asked.answered_at).date(),
        source=f"Answer to: {asked.question.words}"[:200],
        answer=asked,
        placed_by=scope.person,
    )
    tell(scope, "answer placed", "claim", claim, claim.judgement, after={"question": asked.question_id})
    text_changed(scope, found, f"an answer was put beside a claim for {claim.criterion}")
    return quote
