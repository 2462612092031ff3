"""Jobs of announcements: mails to those who are quoted and to who writes, publishing at a time, looking again each day."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from extramile.web.accounts.models import Person
from extramile.web.announcements.actions import releasing
from extramile.web.announcements.actions.quoting import ANSWERED, RECEIPT, SEND
from extramile.web.announcements.models import Announcement, Quotation
from extramile.web.announcements.queries import quotations as queries
from extramile.web.jobs.work import Running, work


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


@work(releasing.TELL_HELD)
def tell_held(running: Running, announcement_id: int, person_id: int) -> str:
    """Tell who waits for an announcement that a check does not pass any more, without its words."""
    found = Announcement.objects.select_related("partnership").get(pk=announcement_id)
    person = Person.objects.get(pk=person_id)
    context = {"person": person, "partnership": found.partnership, "link": _page(found, "checks")}
    text = render_to_string("announcements/mail/held.txt", context)
    running.send_mail("An announcement must be looked at again", text, person.email)
    return ""


@work("announcements.look_again", each_day="Looking again at announcements that have passed their checks")
def look_again(running: Running) -> str:
    """Open the checks again where a fact has changed since they passed."""
    with running.commit():
        rows = Announcement.objects.filter(state__in=["checked", "scheduled"]).order_by("pk")
        for pk in rows.values_list("pk", flat=True):
            releasing.look_again(pk)
    return ""
