"""The timetable as people read it: by day, by person, one session; and what it can be made of."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from extramile.web.audit.queries import history_of
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Participant, Side
from extramile.web.inspections.queries.people import may_see_names
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Answer, Place, Session
from extramile.web.timetable.queries.calendars import own
from extramile.web.timetable.queries.clashing import Misfits, clashes_of, told_apart
from extramile.web.timetable.queries.rosters import with_rosters

# Meetings at which inspectors speak in confidence: what they say is kept as a note, under embargo.
IN_CONFIDENCE = frozenset({"keep-in-touch", "feedback-meeting"})


def sessions(found: Inspection, *, words: str = "", kind: str = "", person: int | None = None) -> QuerySet[Session]:
    """Return the sessions, those called off included: with these words, of this kind, to which this person goes."""
    rows = with_rosters(found)
    for word in words.split()[:10]:
        rows = rows.filter(Q(title__icontains=word) | Q(place__name__icontains=word) | Q(asks_to_see__icontains=word))
    if kind:
        rows = rows.filter(type=kind)
    if person is not None:
        declined = Q(goings__answer=Answer.DECLINED, goings__participant=person)
        rows = rows.filter(goings__participant=person).exclude(pk__in=rows.filter(declined).values("pk"))
    return rows


def of_day(found: Inspection, day: date) -> QuerySet[Session]:
    """Return the sessions that begin on a day here."""
    begins = timezone.make_aware(datetime.combine(day, time()))
    ends = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    return with_rosters(found).filter(starts__gte=begins, starts__lt=ends)


def days(found: Inspection) -> list[date]:
    """Return the days on which something is held, in order."""
    rows = Session.objects.filter(inspection=found, called_off_at=None).values_list("starts", flat=True)
    return sorted({timezone.localtime(each).date() for each in rows})


def without_attendance(found: Inspection, now: datetime) -> QuerySet[Session]:
    """Return the sessions that are over, had people asked to them, and of whom it is not known who came."""
    rows = Session.objects.filter(inspection=found, called_off_at=None, ends__lt=now)
    asked = Q(goings__answer__in=[Answer.INVITED, Answer.ACCEPTED], goings__came=None) | Q(
        roster__attended=None, roster__pk__gt=0
    )
    known = Q(goings__came__isnull=False) | Q(roster__attended__isnull=False)
    return rows.filter(asked).exclude(pk__in=rows.filter(known).values("pk")).distinct()


def own_part(scope: Scope, found: Inspection) -> Participant | None:
    """Return what this member is in the inspection, or None."""
    return own(scope, found)


def misfits(scope: Scope, found: Inspection) -> Misfits:
    """Return what does not fit; people are named to those only who may see names."""
    return told_apart(found, clashes_of(found, names=may_see_names(scope, found)), timezone.now())


def places(scope: Scope, now: Session | None = None) -> list[Place]:
    """Return the places that are in use, and the one where a session is now."""
    in_use = Q(retired_at=None) | Q(pk=now.place_id if now else None)
    return list(Place.objects.filter(in_use, partnership=scope.partnership))


def choosable(found: Inspection, now: Session | None = None) -> list[Participant]:
    """Return who can be asked to a session, and who is in it already."""
    here = Q(left_at=None) | (Q(goings__session=now) if now else Q(pk=None))
    return list(found.participants.filter(here).distinct())


def may_read_debrief(scope: Scope, found: Session) -> bool:
    """Whether this person reads what was said afterwards: those who make the timetable, and who of the area was asked to it.

    It is the area's own note: those who inspect never see it. What stands with a meeting at which inspectors speak in
    confidence is for those who are let in to such words.
    """
    if found.type in IN_CONFIDENCE:
        return not scope.roles <= {Role.INSPECTOR} and embargo.is_let_in(scope, found.inspection)
    if scope.can(Permission.EDIT_TIMETABLE):
        return True
    return found.goings.filter(participant__member=scope.member, participant__side=Side.LOCAL).exists()


def history(scope: Scope, found: Session) -> list[Any]:
    """Return what was done to a session, newest first."""
    return list(reversed(history_of(scope.name, "session", found.pk)))
