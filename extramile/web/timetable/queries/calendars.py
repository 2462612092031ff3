"""The calendar of somebody who has a part in an inspection, by an address that is a secret and can be taken back."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from extramile.web.inspections.models import Inspection, Participant
from extramile.web.jobs.models import Job
from extramile.web.partnerships.queries import scope_of
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Answer, CalendarMail, Going


def token(person: Participant) -> str:
    """Return the secret part of a calendar's address. It is kept nowhere: a new nonce makes another one."""
    return salted_hmac("extramile.calendar", f"{person.pk}:{person.nonce}", algorithm="sha256").hexdigest()


def address(person: Participant) -> str:
    """Return the whole address, or "" where there is none: it was never made, or taken back."""
    if not person.nonce:
        return ""
    return settings.SITE_ADDRESS + reverse("timetable:feed", args=[person.pk, token(person)])


def newest_mail(participant_id: int) -> CalendarMail | None:
    """Return the mail with which somebody was last sent an address, or None."""
    return CalendarMail.objects.filter(participant=participant_id).order_by("at", "pk").last()


def last_sent(person: Participant) -> tuple[CalendarMail | None, Job | None]:
    """Return the mail with which somebody was last sent an address, and the job that sends it."""
    mail = newest_mail(person.pk)
    return mail, Job.objects.filter(pk=mail.job).first() if mail else None


def by_link(participant_id: int, given: str) -> Participant | None:
    """Return whose calendar an address leads to.

    Nobody's once it was taken back, once they have left the inspection or it has ended, or once their role here has ended.
    """
    rows = Participant.objects.filter(pk=participant_id, left_at=None, inspection__ended_at=None).exclude(nonce="")
    person = rows.select_related("inspection__partnership", "member__person").first()
    if person is None or not constant_time_compare(token(person), given):
        return None
    if person.member and scope_of(person.member.person, person.inspection.partnership.slug) is None:
        return None
    return person


def own(scope: Scope, found: Inspection) -> Participant | None:
    """Return what this member is in an inspection, or None if they have no part."""
    return Participant.objects.filter(inspection=found, member=scope.member, left_at=None).first()


def goings(person: Participant) -> QuerySet[Going]:
    """Return where somebody goes, what was called off included; not what they declined."""
    rows = Going.objects.filter(participant=person).exclude(answer=Answer.DECLINED)
    return rows.select_related("session__place").order_by("session__starts")
