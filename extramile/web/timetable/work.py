"""Jobs of the timetable: telling people what changed, and where their calendar is."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from extramile.web.inspections.models import Participant
from extramile.web.jobs.work import Running, work
from extramile.web.timetable.actions.telling import take_untold
from extramile.web.timetable.models import CalendarMail, Change
from extramile.web.timetable.queries.calendars import address, newest_mail
from extramile.web.timetable.queries.untold import address_of


@work("timetable.tell")
def tell(running: Running, participant_id: int, at_once: bool = False) -> str:
    """Tell somebody what changed for them, in one mail; a job that comes too early leaves it to a later one."""
    person = _participant(participant_id)
    if person is None or not address_of(person):
        return ""
    ids = take_untold(person.pk, running.job.pk, at_once=at_once, now=timezone.now())
    if not ids:
        return ""
    rows = Change.objects.filter(pk__in=ids).order_by("session__starts", "at", "pk")
    partnership = person.inspection.partnership
    context = {
        "person": person,
        "inspection": person.inspection,
        "partnership": partnership,
        "sentences": [each.words for each in rows],
        "link": settings.SITE_ADDRESS
        + reverse("inspections:inspection", args=[partnership.slug, person.inspection_id]),
    }
    text = render_to_string("timetable/mail/changes.txt", context)
    running.send_mail(f"Changes in your timetable: {partnership.name}", text, address_of(person))
    with running.commit():
        Change.objects.filter(pk__in=ids).update(told_at=timezone.now())
    return ""


@work("timetable.send_calendar")
def send_calendar(running: Running, participant_id: int) -> str:
    """Send somebody the address of their calendar; nothing if it was taken back meanwhile, or a newer mail is on its way."""
    person = _participant(participant_id)
    mail = newest_mail(participant_id)
    if person is None or not person.nonce or person.left_at or mail is None or mail.job != running.job.pk:
        return ""
    context = {"person": person, "inspection": person.inspection, "partnership": person.inspection.partnership}
    text = render_to_string("timetable/mail/calendar.txt", {**context, "link": address(person)})
    running.send_mail(f"Your calendar: {person.inspection.title}", text, person.email)
    with running.commit():
        CalendarMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
    return ""


def _participant(participant_id: int) -> Participant | None:
    rows = Participant.objects.select_related("inspection__partnership", "member__person")
    return rows.filter(pk=participant_id).first()
