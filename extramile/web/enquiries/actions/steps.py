"""The steps of a request, by the table of the core: who may take one, what it needs, and what it leaves behind."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from extramile.core.inspecting import REQUEST
from extramile.core.vocabulary import InputError
from extramile.core.workflow import Step
from extramile.web.enquiries.actions.entering import note
from extramile.web.enquiries.actions.working import grown, locked_for
from extramile.web.enquiries.models import Request
from extramile.web.enquiries.queries import requests as queries
from extramile.web.enquiries.queries.steps import CHECKS, LEADS, needs_words
from extramile.web.enquiries.request_values import said
from extramile.web.inspections.actions.telling import required
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

ASKING = {
    "ask-back": "Write the question.",
    "clarified": "Write what is meant.",
    "return": "Say why it goes back.",
    "ask-again": "Write what is asked.",
    "decline": "Say why it is declined.",
    "withdraw": "Say who no longer asks, and why.",
    "reopen": "Say why it is opened again.",
}


@transaction.atomic
def take_step(
    *,
    scope: Scope,
    request: Request,
    step: str,
    words: str = "",
    at: datetime | None = None,
    way: str = "",
    seen: str | None = None,
) -> Request:
    """Take a step with a request. Sending has `at` and `way`; others have words where the table asks for some.

    Who checks an answer says in `seen` which they read (`queries.answer_read`): nobody lets go what they did not read.
    """
    checks, leads = step in CHECKS, step in LEADS
    found = locked_for(scope, request, works=not checks and not leads)
    before = found.state
    after = REQUEST.take(before, step)
    taken = REQUEST.steps[step]
    if leads:
        scope.check(Permission.LEAD_INSPECTION)
    if checks:
        _check_is_another(scope, found)
        _check_read(found, seen)
    words = required(words, ASKING[step]) if needs_words(taken) else words.strip()
    if step == "send":
        words = _sent(found, at, way)
    elif step in ("hand-in", "no-check"):
        _check_answer(found, taken)
        if step == "hand-in" and found.answered_by_id is None:
            # Evidence alone is an answer too: who gives it to be checked answers for it.
            found.answered_by = scope.person
    elif step == "pass":
        found.checked_by, found.checked_at = scope.person, timezone.now()
        found.checked_revision = found.answer_revision
        words = f"Text {found.answer_revision} of the answer was read"
    elif step == "take-in-hand" and found.owner is None:
        found.owner = scope.member
    if after == "in-hand":
        # What is worked on again is checked again.
        found.checked_by = found.checked_at = found.checked_revision = None
    found.state = after
    grown(found)
    note(scope, found, step, words, before={"state": before}, after={"state": after})
    return found


def _check_is_another(scope: Scope, found: Request) -> None:
    scope.check(Permission.CHECK_ANSWERS)
    if not queries.may_check(scope, found):
        others = [each.person.name for each in queries.checkers(scope, found)[:3]]
        raise InputError(
            "You wrote some of this answer: somebody else checks it.",
            next_step=f"Ask {' or '.join(others)}." if others else "A lead can give somebody the role that checks.",
        )


def _check_read(found: Request, seen: str | None) -> None:
    if seen is None:
        raise InputError("The page does not say which answer you read.", next_step="Load it again, then decide.")
    if seen != queries.answer_read(found):
        raise InputError("This answer was changed while you read it.", next_step="Read it again, then decide.")


def _check_answer(found: Request, step: Step) -> None:
    if not found.answer and not queries.proofs_exist(found):
        raise InputError("There is no answer yet.", next_step="Write one, or let evidence go with it.")
    if found.has_personal_data is None:
        raise InputError("Say first whether the answer holds personal data.")
    personal = found.has_personal_data or queries.rests_on_personal(found)
    if step.id == "no-check" and personal:
        raise InputError("The answer holds personal data.", next_step="Give it to be checked by somebody else.")


def _sent(found: Request, at: datetime | None, way: str) -> str:
    if at is None:
        raise InputError("Enter when it was sent.")
    if at > timezone.now():
        raise InputError("It cannot have been sent in the future.", next_step="Look at the day and the hour.")
    if at < found.asked_at:
        raise InputError("It cannot have been sent before it was asked.", next_step="Look at the day and the hour.")
    if found.checked_by_id is None and queries.rests_on_personal(found):
        raise InputError(
            "Evidence that goes with this answer was marked personal since.",
            next_step="Take the answer back and give it to be checked.",
        )
    if queries.replaced_since_checked(found):
        raise InputError(
            "Evidence that goes with this answer was replaced after it was checked.",
            next_step="Take the answer back and give it to be checked.",
        )
    way = required(way, "Enter by what way it was sent.")
    if len(way) > Request._meta.get_field("sent_by_way").max_length:
        raise InputError("The way is too long: a few words are enough.")
    # How long an answer took runs to the first sending; the steps keep every one.
    found.sent_at, found.sent_by_way = found.sent_at or at, way
    return f"{said(at)}, by {way}"
