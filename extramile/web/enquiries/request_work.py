"""Mails to schools and settings that are asked by a link. The link exists in the mail alone."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from extramile.web.enquiries import reminders
from extramile.web.enquiries.actions.settings import RECEIPT, SEND
from extramile.web.enquiries.models import AskedSetting
from extramile.web.enquiries.queries import asked as queries
from extramile.web.jobs.actions import start
from extramile.web.jobs.work import Running, work


def _asked(asked_id: int) -> AskedSetting:
    return AskedSetting.objects.select_related("asked_by", "request__inspection__partnership").get(pk=asked_id)


def _text(name: str, asked: AskedSetting) -> str:
    path = reverse("enquiries:answer-by-link", args=[asked.pk, queries.token(asked)])
    context = {
        "asked": asked,
        "partnership": asked.request.inspection.partnership,
        "link": settings.SITE_ADDRESS + path,
        "open": queries.is_open(asked),
    }
    return render_to_string(f"enquiries/mail/{name}.txt", context)


@work(SEND)
def send_asked(running: Running, asked_id: int) -> str:
    """Send what a setting is asked, or a reminder of it; whoever answered meanwhile gets none."""
    asked = _asked(asked_id)
    if queries.waits(asked):
        subject = (
            f"{'A reminder: a' if asked.reminded_at else 'A'} request from {asked.request.inspection.partnership.name}"
        )
        running.send_mail(subject, _text("asked", asked), asked.email)
    return ""


@work(RECEIPT)
def send_receipt(running: Running, asked_id: int) -> str:
    """Send the receipt of an answer."""
    asked = _asked(asked_id)
    running.send_mail(f"Your answer was received: {asked.receipt}", _text("receipt", asked), asked.email)
    return ""


@work("enquiries.remind", each_day="Reminding schools and settings")
def remind(running: Running) -> str:
    """Remind those who are waited for, on the days that `reminders` names."""
    today = timezone.localdate()
    with running.commit():
        for asked in reminders.waiting_on(today).select_for_update(of=("self",)):
            if reminders.is_due(asked, today) and queries.waits(asked):
                asked.reminded_at = timezone.now()
                asked.save(update_fields=["reminded_at"])
                slug = asked.request.inspection.partnership.slug
                start(name=SEND, title="Sending a reminder", by=None, scope=slug, asked_id=asked.pk)
    return ""
