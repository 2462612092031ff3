"""Jobs of announcements: mails to those who are quoted and to who writes, publishing at a time, looking again each day."""

import logging

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from extramile.core.vocabulary import InputError
from extramile.web.accounts.models import Person
from extramile.web.announcements.actions import releasing
from extramile.web.announcements.actions.quoting import ANSWERED, RECEIPT, SEND
from extramile.web.announcements.models import Announcement, Quotation
from extramile.web.announcements.queries import quotations as queries
from extramile.web.jobs.work import Running, work

logger = logging.getLogger(__name__)
LOOKED_AT = ("checked", "scheduled", "published")


def _quotation(quotation_id: int) -> Quotation:
    rows = Quotation.objects.select_related(
        "asked_by", "member", "announcement__partnership", "announcement__inspection"
    )
    return rows.get(pk=quotation_id)


def _text(name: str, found: Quotation) -> str:
    path = reverse("announcements:quotation-by-link", args=[found.pk, queries.token(found)])
    context = {
        "quotation": found,
        "partnership": found.announcement.partnership,
        "link": settings.SITE_ADDRESS + path,
        "open": queries.is_open(found),
    }
    return render_to_string(f"announcements/mail/{name}.txt", context)


@work(SEND)
def send_quotation(running: Running, quotation_id: int) -> str:
    """Ask somebody who is quoted, or remind them; whoever answered meanwhile is not asked. The link exists in the mail alone."""
    found = _quotation(quotation_id)
    if queries.waits(found):
        said = "A reminder: your words" if found.reminded_at else "Your words"
        subject = f"{said} in an announcement of {found.announcement.partnership.name}"
        running.send_mail(subject, _text("asked", found), found.email)
    return ""


@work(RECEIPT)
def send_receipt(running: Running, quotation_id: int) -> str:
    """Send the receipt of an approval or of a refusal."""
    found = _quotation(quotation_id)
    running.send_mail(f"Received: {found.receipt}", _text("receipt", found), found.email)
    return ""


def _page(found: Announcement, name: str) -> str:
    return settings.SITE_ADDRESS + reverse(f"announcements:{name}", args=[found.partnership.slug, found.pk])


@work(ANSWERED)
def tell_answered(running: Running, quotation_id: int) -> str:
    """Tell who asked that somebody has answered, without what."""
    found = _quotation(quotation_id)
    context = {"quotation": found, "link": _page(found.announcement, "quotations")}
    text = render_to_string("announcements/mail/answered.txt", context)
    running.send_mail("Somebody you want to quote has answered", text, found.asked_by.email)
    return ""


@work(releasing.PUBLISH_LATER)
def publish_later(running: Running, announcement_id: int) -> str:
    """Publish at its time, if it still waits for it and every check passes."""
    with running.commit():
        releasing.publish_in_time(announcement_id)
    return ""


def _tell(running: Running, announcement_id: int, person_id: int, *, name: str, page: str, subject: str) -> str:
    """Write to somebody of an announcement, without its words."""
    found = Announcement.objects.select_related("partnership").get(pk=announcement_id)
    person = Person.objects.get(pk=person_id)
    context = {"person": person, "partnership": found.partnership, "link": _page(found, page)}
    running.send_mail(subject, render_to_string(f"announcements/mail/{name}.txt", context), person.email)
    return ""


@work(releasing.TELL_HELD)
def tell_held(running: Running, announcement_id: int, person_id: int) -> str:
    """Tell who waits for an announcement that a check does not pass any more."""
    subject = "An announcement must be looked at again"
    return _tell(running, announcement_id, person_id, name="held", page="checks", subject=subject)


@work(releasing.TELL_UNPUBLISHED)
def tell_unpublished(running: Running, announcement_id: int, person_id: int) -> str:
    """Tell who may publish that an announcement was not published at its time, because who set the time may no more."""
    subject = "An announcement was not published at its time"
    return _tell(running, announcement_id, person_id, name="unpublished", page="page", subject=subject)


@work(releasing.TELL_DRIFTED)
def tell_drifted(running: Running, announcement_id: int, person_id: int) -> str:
    """Tell who answers for a published announcement that the records say something else today."""
    subject = "The records say something else than an announcement"
    return _tell(running, announcement_id, person_id, name="drifted", page="page", subject=subject)


@work(
    "announcements.look_again", each_day="Looking again at announcements that have passed their checks or are published"
)
def look_again(running: Running) -> str:
    """Open the checks again where a fact has changed since they passed, and tell of it where everybody reads the old one.

    Each is looked at for itself: one that fails is reported, and keeps none of the others from being looked at.
    """
    rows = list(Announcement.objects.filter(state__in=LOOKED_AT).order_by("pk").values_list("pk", flat=True))
    failed = []
    for number, pk in enumerate(rows):
        running.progress(number, len(rows))
        try:
            releasing.look_again(pk)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one, the others are looked at
            # By its type alone: the text of an error may hold words under embargo.
            logger.error("announcement %s could not be looked at again: %s", pk, type(error).__name__)
            failed.append(str(pk))
    if failed:
        which = "announcement" if len(failed) == 1 else "announcements"
        raise InputError(f"Could not be looked at again: {which} {', '.join(failed)}. Every other was.")
    return ""
