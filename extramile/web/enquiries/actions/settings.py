"""Asking a school or setting without an account, by a link of its own; what it sends, and where that goes.

A file is kept as restricted evidence in the name of who asked, until somebody has looked at it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from extramile.core.inspecting import REQUEST_OVER
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.enquiries.actions.entering import name_of, note
from extramile.web.enquiries.actions.working import answer_grown, check_in_hand, grown, link_evidence, locked_for
from extramile.web.enquiries.models import AskedSetting, Request, RequestStep
from extramile.web.enquiries.queries import asked as queries
from extramile.web.enquiries.queries.requests import KIND, bodies
from extramile.web.evidence import actions as evidence
from extramile.web.evidence.visibility import Sensitivity
from extramile.web.inspections.actions.telling import required
from extramile.web.jobs.actions import start
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.queries import scope_of
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions.questions import Outsider

MOST_ASKED = 60
LONGEST = 8_000
# Letters that nobody mistakes for another when they read them out.
PLAIN = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
SEND, RECEIPT = "enquiries.send_asked", "enquiries.send_receipt"


@transaction.atomic
def ask(*, scope: Scope, request: Request, values: Mapping[str, Any]) -> AskedSetting:
    """Ask a school or setting its part of a request; a mail with the link goes out."""
    found = locked_for(scope, request)
    if found.state in REQUEST_OVER or found.state in ("in-check", "ready"):
        raise InputError("Nothing more is collected for this request.", next_step="Open it or take it back first.")
    if found.asked_settings.count() >= MOST_ASKED:
        raise InputError(f"At most {MOST_ASKED} can be asked for one request.", next_step="Use a survey.")
    if values["due"] <= timezone.now():
        raise InputError("It cannot be due in the past.", next_step="Look at the day and the hour.")
    if found.asked_settings.filter(email__iexact=values["email"]).exists():
        raise InputError("This address was asked already for this request.", next_step="Remind them.")
    body = values.get("organisation")
    if body is not None and not bodies(scope).filter(pk=body.pk).exists():
        raise InputError("There is no such organisation.", next_step="Choose one from the list.")
    asked = AskedSetting.objects.create(
        request=found,
        organisation=body,
        setting=required(values["setting"], "Enter the school or setting."),
        name=required(values["name"], "Enter who is asked."),
        email=values["email"],
        words=required(values["words"], "Write what they are asked for.").replace("\r\n", "\n"),
        due=values["due"],
        nonce=get_random_string(24),
        asked_by=scope.person,
    )
    grown(found)
    note(scope, found, "asked", f"{asked.setting}: {asked.words}", after={"asked": asked.pk})
    _mail(SEND, "Sending a request to a setting", asked, by=scope.person)
    return asked


def _mail(job: str, title: str, asked: AskedSetting, by: Any) -> None:
    slug = asked.request.inspection.partnership.slug
    start(name=job, title=title, by=by, scope=slug, asked_id=asked.pk)


@transaction.atomic
def remind(*, scope: Scope, asked: AskedSetting) -> None:
    """Send the link again, not twice a day."""
    locked_for(scope, asked.request)
    found = AskedSetting.objects.select_for_update(of=("self",)).get(pk=asked.pk, request=asked.request)
    if not queries.waits(found):
        raise InputError("They have answered, or are asked no longer.")
    if timezone.localdate(found.reminded_at or found.asked_at) == timezone.localdate() and found.reminded_at:
        raise InputError("They were reminded today already.")
    found.reminded_at = timezone.now()
    found.save(update_fields=["reminded_at"])
    note(scope, found.request, "reminded", found.setting, after={"asked": found.pk})
    _mail(SEND, "Sending a reminder", found, by=scope.person)


@transaction.atomic
def withdraw(*, scope: Scope, asked: AskedSetting) -> None:
    """Ask a setting no longer: its link ends."""
    locked_for(scope, asked.request)
    found = AskedSetting.objects.select_for_update(of=("self",)).get(pk=asked.pk, request=asked.request)
    if found.answered_at:
        raise InputError("They have answered already.")
    if found.withdrawn_at is None:
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        note(scope, found.request, "asked-no-longer", found.setting, after={"asked": found.pk})


def _keeper(asked: AskedSetting) -> Scope:
    """Return in whose name a file is kept: who asked, else a lead, for people leave."""
    slug = asked.request.inspection.partnership.slug
    leads = Member.objects.filter(partnership__slug=slug, left_at=None, grants__role=Role.LEAD)
    for person in (asked.asked_by, *(each.person for each in leads.select_related("person"))):
        scope = scope_of(person, slug)
        if scope is not None and scope.can(Permission.ADD_EVIDENCE) and scope.can(Permission.SEE_RESTRICTED):
            return scope
    raise InputError("The file cannot be taken at present.", next_step="Send it to the person who asked you.")


@transaction.atomic
def answer(*, asked: AskedSetting, words: str, file_name: str = "", data: bytes | None = None) -> AskedSetting:
    """Take what a setting sends by its link. Until it is due they can send again, with the same receipt."""
    # The request first, as everybody who works on it takes it, then what was asked.
    request = Request.objects.select_for_update(of=("self",)).get(pk=asked.request_id)
    found = (
        AskedSetting.objects.select_for_update(of=("self",))
        .select_related("asked_by", "request__inspection__partnership")
        .get(pk=asked.pk)
    )
    if not queries.is_open(found):
        raise InputError("This request is no longer open.", next_step="Ask the person who asked you.")
    words = words.replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise InputError(f"The answer has {LONGEST:,} characters at most.", next_step="Send the rest as a file.")
    if not words and data is None and not found.item:
        raise InputError("Write your answer, or choose a file.")
    if data is not None:
        _keep(found, file_name, data)
    found.answer, found.answered_at = words, timezone.now()
    found.receipt = found.receipt or "-".join(get_random_string(4, PLAIN) for _ in range(2))
    found.save(update_fields=["answer", "answered_at", "receipt", "item"])
    said = f"{found.setting}, receipt {found.receipt}"
    RequestStep.objects.create(request=request, step="came", reached=request.state, words=said, by=None)
    record(
        by=Outsider(found.setting),
        verb="request: came",
        kind=KIND,
        thing_id=request.pk,
        thing=name_of(request),
        scope=found.request.inspection.partnership.slug,
        after={"asked": found.pk, "file": data is not None},
    )
    _mail(RECEIPT, "Sending a receipt", found, by=None)
    return found


def _keep(found: AskedSetting, file_name: str, data: bytes) -> None:
    keeper = _keeper(found)
    why = f"Sent by {found.setting} by their link"
    before = queries.came_item(keeper, found)
    if before is not None and before.withdrawn_at is None:
        evidence.replace_file(scope=keeper, item=before, file_name=file_name, data=data, why=why)
        return
    about = evidence.About(f"{name_of(found.request)}, {found.setting}: {file_name}"[:200], Sensitivity.RESTRICTED)
    kept = evidence.add_file(scope=keeper, about=about, file_name=file_name, data=data, why=why)
    found.item = kept.pk


@transaction.atomic
def take(*, scope: Scope, asked: AskedSetting) -> None:
    """Put what a setting sent into the answer to the request: its words after those that stand there, its file beside them.

    Whether the answer holds personal data must then be said anew.
    """
    request = locked_for(scope, asked.request)
    check_in_hand(request)
    found = AskedSetting.objects.select_for_update(of=("self",)).get(pk=asked.pk, request=request)
    if found.answered_at is None or found.taken_at:
        raise InputError("There is nothing new to put into the answer.")
    if found.answer:
        request.answer = f"{request.answer}\n\n{found.setting}:\n{found.answer}".strip()
        request.answered_by = scope.person
    request.has_personal_data = None
    answer_grown(request)
    found.taken_at = timezone.now()
    found.save(update_fields=["taken_at"])
    note(scope, request, "answer", request.answer, after={"asked": found.pk})
    item = queries.came_item(scope, found)
    if found.item and item is None:
        raise InputError("You may not see the file that came with it.", next_step="Ask a lead to look at it.")
    if item is not None:
        link_evidence(scope=scope, request=request, item_id=item.pk)
