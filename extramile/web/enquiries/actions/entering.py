"""The one door: entering what inspectors ask, from a mail or by hand. The trail calls a request by its number."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from extramile.core.inspecting import is_in, read_mail
from extramile.core.vocabulary import InputError
from extramile.web.enquiries import request_values
from extramile.web.enquiries.models import Request, RequestStep
from extramile.web.enquiries.queries import requests as queries
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope

MOST = 40
LONGEST = 8_000
# Clocks of mail servers go a little ahead.
AHEAD = timedelta(minutes=10)


def name_of(found: Request) -> str:
    """Return how the trail and the evidence room call a request: without its words."""
    return f"Request {found.number}"


def note(
    scope: Scope, found: Request, step: str, words: str = "", *, before: Any = None, after: Any = None
) -> RequestStep:
    """Keep a step of a request, and tell the trail. What was said stays in the step."""
    kept = RequestStep.objects.create(request=found, step=step, reached=found.state, words=words, by=scope.person)
    tell(scope, f"request: {step}", queries.KIND, found, name_of(found), before=before, after=after)
    return kept


@transaction.atomic
def enter(
    *, scope: Scope, inspection: Inspection, words: Sequence[str], given: Mapping[str, Any], mail: str = ""
) -> list[Request]:
    """Enter requests that were asked together: all of them, or none.

    `given` holds asked_by, asked_at and what `request_values` names. Where they came in a mail, their words must stand in it.
    """
    queries.check_sees(scope)
    locked = taken(scope, inspection)
    if not words:
        raise InputError("No request is ticked.", next_step="Tick what was asked.")
    if len(words) > MOST:
        raise InputError(f"At most {MOST} requests can be entered at once.")
    _check_asking(locked, given)
    request_values.check(scope, locked, given, given["asked_at"])
    body = read_mail(mail).body if mail else ""
    number = locked.requests.aggregate(last=Max("number"))["last"] or 0
    made = []
    for each in words:
        exact = required(each.replace("\r\n", "\n"), "Enter the words in which it was asked.")
        if len(exact) > LONGEST:
            raise InputError(f"A request has {LONGEST:,} characters at most.", next_step="Make two of it.")
        if mail and not is_in(exact, body):
            raise InputError(
                "These words do not stand in the mail.",
                next_step="Keep the exact words. What was meant can be noted as a correction afterwards.",
            )
        number += 1
        found = Request.objects.create(
            inspection=locked, number=number, words=exact, mail=mail, made_by=scope.person, **given
        )
        made.append(found)
        note(scope, found, "enter", after=request_values.plain(request_values.values_of(found)))
    return made


def _check_asking(inspection: Inspection, given: Mapping[str, Any]) -> None:
    asker = given.get("asked_by")
    if asker is not None and not queries.visitors(inspection).filter(pk=asker.pk).exists():
        raise InputError("This person is not one of the inspectors.", next_step="Choose somebody from the list.")
    if given["asked_at"] > timezone.now() + AHEAD:
        raise InputError("It cannot have been asked in the future.", next_step="Look at the day and the hour.")
