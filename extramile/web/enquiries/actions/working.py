"""Working on a request: who has it, what was really meant, the answer and its evidence.

The exact words are never changed: a correction is a step. The second of two people who save at once is shown what the first did.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from extramile.core.vocabulary import InputError
from extramile.web.enquiries import request_values
from extramile.web.enquiries.actions.entering import name_of, note
from extramile.web.enquiries.models import Request
from extramile.web.enquiries.queries import requests as queries
from extramile.web.evidence import actions as evidence_actions
from extramile.web.evidence import queries as evidence
from extramile.web.inspections.actions.telling import required, taken
from extramile.web.inspections.task_values import Met, meet, together
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

LONGEST_ANSWER = 20_000


class ChangedMeanwhileError(Exception):
    """Somebody saved this request after the person had read it. Nothing was overwritten; `met` says what changed."""

    def __init__(self, found: Request, met: tuple[Met, ...], proposal: dict[str, Any]) -> None:
        self.request, self.met, self.proposal = found, met, proposal
        super().__init__("Somebody changed this request while you wrote. See what they changed, then save again.")


def locked_for(scope: Scope, found: Request, *, works: bool = True) -> Request:
    """Return a request locked, for somebody who works on it. Raises NotAllowedError or InputError."""
    queries.check_sees(scope)
    inspection = taken(scope, found.inspection)
    locked = Request.objects.select_for_update(of=("self",)).get(pk=found.pk, inspection=inspection)
    if works and not queries.may_work(scope, locked):
        scope.check(Permission.LEAD_INSPECTION)
    return locked


def grown(found: Request) -> None:
    """Save a changed request, so that whoever saw the last revision is told."""
    found.revision += 1
    found.save()


def answer_grown(found: Request) -> None:
    """Save a request whose answer, or what goes with it, became another: whoever checks it names the one that they read."""
    found.answer_revision += 1
    grown(found)


def check_in_hand(found: Request) -> None:
    """Raise InputError unless an answer is being written."""
    if found.state != "in-hand":
        raise InputError("The answer cannot be changed now.", next_step="Take the request in hand first.")


@transaction.atomic
def change(
    *, scope: Scope, request: Request, values: Mapping[str, Any], seen: int, base: Mapping[str, Any] | None = None
) -> Request:
    """Save who has a request, when it is due and what it belongs to, if nobody changed it since the revision `seen`."""
    found = locked_for(scope, request)
    theirs = request_values.values_of(found)
    mine = {name: value for name, value in values.items() if name in request_values.NAMES}
    if seen != found.revision:
        read = {**theirs, **(base or {})}
        met = meet(read, theirs, mine, request_values.LABELS)
        if any(each.mine != each.theirs for each in met):
            raise ChangedMeanwhileError(found, met, together(read, theirs, mine))
    changed = {name: value for name, value in mine.items() if value != theirs[name]}
    if not changed:
        return found
    request_values.check(scope, found.inspection, changed, found.asked_at)
    for name, value in changed.items():
        setattr(found, name, value)
    grown(found)
    words = "\n".join(
        f"{request_values.LABELS[name]}: {request_values.said(theirs[name])} → {request_values.said(value)}"
        for name, value in changed.items()
    )
    before = request_values.plain({name: theirs[name] for name in changed})
    note(scope, found, "change", words, before=before, after=request_values.plain(changed))
    return found


@transaction.atomic
def correct(*, scope: Scope, request: Request, words: str) -> None:
    """Note what was really asked, beside the exact words."""
    found = locked_for(scope, request)
    note(scope, found, "correct", required(words, "Write what was meant."))
    grown(found)


@transaction.atomic
def write_answer(
    *, scope: Scope, request: Request, words: str, personal: bool | None, seen: int, base: str | None = None
) -> Request:
    """Save the answer, and whether it holds personal data, if nobody changed the answer since the revision `seen`.

    `base` is the answer that this person had read.
    """
    found = locked_for(scope, request)
    check_in_hand(found)
    words = words.replace("\r\n", "\n").strip()
    if len(words) > LONGEST_ANSWER:
        raise InputError(
            f"The answer has {LONGEST_ANSWER:,} characters at most.", next_step="Give the rest as evidence."
        )
    read = found.answer if base is None else base.replace("\r\n", "\n").strip()
    if seen != found.revision and found.answer not in (read, words):
        met = Met("answer", "Answer", found.answer, words, both=True)
        raise ChangedMeanwhileError(found, (met,), {"answer": words, "personal": personal})
    if personal is False:
        _check_nothing_personal(found)
    if (words, personal) == (found.answer, found.has_personal_data):
        return found
    wrote = words != found.answer
    found.answer, found.has_personal_data = words, personal
    if wrote:
        found.answered_by = scope.person
    answer_grown(found)
    note(scope, found, "answer" if wrote else "say", words if wrote else "", after={"personal data": personal})
    return found


def _check_nothing_personal(found: Request) -> None:
    if queries.rests_on_personal(found):
        raise InputError(
            "Evidence that goes with this answer is marked personal.",
            next_step="Say that it holds personal data, or take that evidence away.",
        )


@transaction.atomic
def link_evidence(*, scope: Scope, request: Request, item_id: int) -> None:
    """Let evidence go with the answer. Personal evidence makes the answer one with personal data."""
    found = locked_for(scope, request)
    check_in_hand(found)
    item = evidence.item(scope, item_id)
    if item is None:
        raise InputError("There is no such evidence.", next_step="Choose from the list.")
    evidence_actions.check_stands(scope=scope, item_id=item.pk)
    href = reverse("enquiries:request", args=[scope.name, found.inspection_id, found.pk])
    evidence_actions.attach(
        scope=scope, item=item, kind=queries.KIND, thing_id=found.pk, words=name_of(found), href=href
    )
    if queries.rests_on_personal(found):
        found.has_personal_data = True
    answer_grown(found)
    note(scope, found, "evidence", f"Evidence {item.pk} goes with it", after={"evidence": item.pk})


@transaction.atomic
def unlink_evidence(*, scope: Scope, request: Request, item_id: int) -> None:
    """Say that evidence no longer goes with the answer."""
    found = locked_for(scope, request)
    check_in_hand(found)
    item = evidence.item(scope, item_id)
    if item is None:
        return
    evidence_actions.detach(scope=scope, item=item, kind=queries.KIND, thing_id=found.pk)
    answer_grown(found)
    note(scope, found, "evidence", f"Evidence {item.pk} goes with it no longer", before={"evidence": item.pk})
