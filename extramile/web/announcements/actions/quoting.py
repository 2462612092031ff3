"""Whom an announcement quotes: proposing words, asking the person, and what they alone can do by their link."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from extramile.core.announcing import PROPOSABLE, QUOTATION
from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions.telling import locked, move, required, taken, tell
from extramile.web.announcements.actions.writing import check_being_written
from extramile.web.announcements.models import Announcement, Quotation, QuotationText
from extramile.web.announcements.queries import quotations as queries
from extramile.web.jobs.actions import start
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions.questions import Outsider

MOST, LONGEST = 12, 900
OPEN_FOR = timedelta(days=21)
# Letters that nobody mistakes for another when they read them out.
PLAIN = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
SEND, RECEIPT, ANSWERED = "announcements.send_quotation", "announcements.send_receipt", "announcements.tell_answered"


def _said(words: str) -> str:
    said = required(words, "Enter the words.").replace("\r\n", "\n")
    if len(said) > LONGEST:
        raise InputError(f"Words quoted have {LONGEST} characters at most.", next_step="Say it shorter.")
    return said


def _keep(found: Quotation, step: str, by: Any, note: str = "") -> None:
    QuotationText.objects.create(quotation=found, step=step, words=found.words, note=note, by=by)


def _mail(job: str, title: str, found: Quotation, by: Any) -> None:
    slug = found.announcement.partnership.slug
    start(name=job, title=title, by=by, scope=slug, quotation_id=found.pk)


def _writable(scope: Scope, found: Quotation) -> tuple[Announcement, Quotation]:
    """Return announcement and quotation locked, in this order as everybody takes them, for somebody who may write."""
    announcement = taken(scope, found.announcement, Permission.WRITE_ANNOUNCEMENTS)
    check_being_written(announcement)
    mine = Quotation.objects.select_for_update(of=("self",)).get(pk=found.pk, announcement=announcement)
    mine.announcement = announcement
    return announcement, mine


@transaction.atomic
def quote(*, scope: Scope, announcement: Announcement, values: Mapping[str, Any]) -> Quotation:
    """Propose words of a person. Nothing is sent yet."""
    found = taken(scope, announcement, Permission.WRITE_ANNOUNCEMENTS)
    check_being_written(found)
    number = found.quotations.count()
    if number >= MOST:
        raise InputError(f"At most {MOST} people are quoted in one announcement.")
    member = values.get("member")
    if (
        member is not None
        and not Member.objects.filter(pk=member.pk, partnership=scope.partnership, left_at=None).exists()
    ):
        raise InputError("There is no such member.", next_step="Choose one from the list.")
    made = Quotation.objects.create(
        announcement=found,
        role=required(values["role"], "Enter the role: it stands under the words."),
        name=required(values["name"], "Enter who is quoted."),
        organisation=values.get("organisation", "").strip(),
        email=values["email"],
        member=member,
        words=_said(values["words"]),
        position=number + 1,
        nonce=get_random_string(24),
        asked_by=scope.person,
    )
    _keep(made, "propose", scope.person)
    tell(found, "quotation proposed", scope.person, after={"quotation": made.pk})
    return made


@transaction.atomic
def propose(*, scope: Scope, quotation: Quotation, words: str, seen: int) -> Quotation:
    """Propose other words, as long as the person has not made any their own."""
    announcement, found = _writable(scope, quotation)
    if found.state not in PROPOSABLE:
        raise InputError(
            "These words are the person's own: nobody else can change them.", next_step="They can, by their link."
        )
    if seen != found.revision:
        raise InputError("These words were changed while you wrote.", next_step="Read them again, then change them.")
    found.words = _said(words)
    found.revision += 1
    found.save(update_fields=["words", "revision"])
    _keep(found, "propose", scope.person)
    tell(announcement, "quotation proposed", scope.person, after={"quotation": found.pk})
    return found


@transaction.atomic
def ask(*, scope: Scope, quotation: Quotation) -> Quotation:
    """Send the words to the person, by a link of their own."""
    announcement, found = _writable(scope, quotation)
    found.state = QUOTATION.take(found.state, "ask")
    if not queries.can_be_asked(found):
        raise InputError(
            "The inspection is under embargo, and this person is not in its circle.",
            next_step="A lead can let them in; or send it after publication.",
        )
    found.asked_at, found.until = timezone.now(), timezone.localdate() + OPEN_FOR
    found.save(update_fields=["state", "asked_at", "until"])
    _keep(found, "ask", scope.person)
    tell(announcement, "quotation sent", scope.person, after={"quotation": found.pk})
    _mail(SEND, "Asking somebody who is quoted", found, scope.person)
    return found


@transaction.atomic
def remind(*, scope: Scope, quotation: Quotation) -> None:
    """Send the link again, not twice a day; one that has ended is open again."""
    announcement, found = _writable(scope, quotation)
    if found.state != "asked":
        raise InputError("Nothing is waited for from this person.")
    today = timezone.localdate()
    if timezone.localdate(found.reminded_at or found.asked_at) == today and found.until and found.until >= today:
        raise InputError("They were written to today already.", next_step="Remind them tomorrow.")
    if not queries.can_be_asked(found):
        raise InputError("The inspection is under embargo, and this person is not in its circle any more.")
    found.reminded_at, found.until = timezone.now(), max(found.until or today, today + timedelta(days=7))
    found.save(update_fields=["reminded_at", "until"])
    tell(announcement, "quotation: reminded", scope.person, after={"quotation": found.pk})
    _mail(SEND, "Reminding somebody who is quoted", found, scope.person)


def take_off(found: Quotation, why: str, by: Any) -> None:
    """Take a locked quotation out, before or after publication, and keep who did it and why."""
    found.state, found.note = QUOTATION.take(found.state, "take-out"), why[:500]
    found.save(update_fields=["state", "note"])
    _keep(found, "take-out", by, found.note)


@transaction.atomic
def take_out(*, scope: Scope, quotation: Quotation, why: str) -> None:
    """Take a quotation out: its link ends, and what was said in it stays here."""
    announcement, found = _writable(scope, quotation)
    take_off(found, required(why, "Enter why it is taken out."), scope.person)
    tell(announcement, "quotation taken out", scope.person, after={"quotation": found.pk})


def _theirs(quotation: Quotation, seen: int) -> tuple[Announcement, Quotation]:
    """Return announcement and quotation locked, for the person who is quoted."""
    announcement = locked(quotation.announcement_id)
    found = Quotation.objects.select_for_update(of=("self",)).select_related("member", "asked_by").get(pk=quotation.pk)
    found.announcement = announcement
    if not queries.is_open(found):
        raise InputError("This can be changed no longer.", next_step="Ask the person who asked you.")
    if seen != found.revision:
        raise InputError(
            "Other words were proposed while you read.", next_step="They are below. Read them, then decide."
        )
    return announcement, found


def _answered(announcement: Announcement, found: Quotation, step: str) -> None:
    found.answered_at = timezone.now()
    found.receipt = found.receipt or "-".join(get_random_string(4, PLAIN) for _ in range(2))
    found.revision += 1
    found.save()
    _keep(found, step, None, found.note)
    # Their name stays out of the trail's words; who they are stands with the quotation.
    tell(announcement, f"quotation: {step}", Outsider(found.role), after={"quotation": found.pk})
    if announcement.state in ("checked", "scheduled"):
        move(announcement, "reopen", by=None, words="Somebody who is quoted changed their words.")
        announcement.save()
    _mail(RECEIPT, "Sending a receipt", found, None)
    _mail(ANSWERED, "Telling that somebody who is quoted has answered", found, None)


@transaction.atomic
def approve(*, quotation: Quotation, words: str, seen: int) -> Quotation:
    """Make these words one's own. Until the link ends they can be changed again, by the same person alone."""
    announcement, found = _theirs(quotation, seen)
    said = _said(words)
    if found.state == "approved" and said == found.words:
        return found
    found.state = QUOTATION.take(found.state, "approve")
    found.words, found.note = said, ""
    _answered(announcement, found, "approve")
    return found


@transaction.atomic
def decline(*, quotation: Quotation, note: str, seen: int) -> Quotation:
    """Not be quoted; why is theirs to say or not."""
    announcement, found = _theirs(quotation, seen)
    found.state = QUOTATION.take(found.state, "decline")
    found.note = note.strip()[:500]
    _answered(announcement, found, "decline")
    return found
