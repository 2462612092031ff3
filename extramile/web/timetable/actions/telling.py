"""What changes in a timetable is told to those whom it touches, and to nobody else.

An action that changes a session takes a `snapshot` before and after and calls `changed`. For each person touched it keeps a
`Change` and puts a job on the queue that waits a while, so that one mail tells what was changed in one go (`work.tell`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.telling import taken, tell
from extramile.web.inspections.models import Inspection, Participant
from extramile.web.jobs.actions import start
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Answer, Change, Session
from extramile.web.timetable.queries.untold import address_of, free

# A mail goes out when nothing was changed for a person for so long, or when the first change has waited for so long.
QUIET, LONGEST = timedelta(minutes=10), timedelta(minutes=40)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What those who go to a session must know of it."""

    title: str
    starts: datetime
    ends: datetime
    place: str
    link: str
    called_off: bool
    # Ids of participants; whoever declined does not go.
    going: frozenset[int]


def snapshot(session: Session) -> Snapshot:
    """Return what is to be known of a session as it stands."""
    going = session.goings.exclude(answer=Answer.DECLINED).values_list("participant_id", flat=True)
    return Snapshot(
        title=session.title,
        starts=session.starts,
        ends=session.ends,
        place=session.place.name if session.place else "",
        link=session.link,
        called_off=session.called_off_at is not None,
        going=frozenset(going),
    )


def changed(session: Session, before: Snapshot | None, after: Snapshot | None = None, *, by: Any = None) -> int:
    """Keep what each person touched must be told, in the transaction of the change. Returns how many are.

    `before` is None for a new session. Nobody is told of what is over already, nor (`by`) of what they did themselves.
    """
    after = after or snapshot(session)
    now = timezone.now()
    if after.ends <= now and (before is None or before.ends <= now):
        return 0
    told = _sentences(before, after)
    if not told:
        return 0
    people = Participant.objects.filter(pk__in=told, left_at=None)
    if getattr(by, "pk", None):
        people = people.exclude(member__person_id=by.pk)
    rows = [
        Change(session=session, participant=person, words=told[person.pk][:400], at=now)
        for person in people.select_related("inspection__partnership")
    ]
    Change.objects.bulk_create(rows)
    for row in rows:
        _later(row.participant, now)
    return len(rows)


def _sentences(before: Snapshot | None, after: Snapshot) -> dict[int, str]:
    """Return what each participant touched is told."""
    name, was_on = f"“{after.title}”", before is not None and not before.called_off
    if after.called_off:
        return dict.fromkeys(before.going, f"{name} is called off.") if before and was_on else {}
    when = f"{_time(after)}, {_where(after)}"
    if before is None or not was_on:
        words = f"{name} takes place after all: {when}." if before else f"You are asked to {name}: {when}."
        return dict.fromkeys(after.going, words)
    told = dict.fromkeys(after.going - before.going, f"You are asked to {name}: {when}.")
    told |= dict.fromkeys(before.going - after.going, f"You are no longer asked to “{before.title}”, {_time(before)}.")
    words = " ".join(_differences(before, after))
    if words:
        told |= dict.fromkeys(after.going & before.going, words)
    return told


def _differences(before: Snapshot, after: Snapshot) -> Iterable[str]:
    if (before.starts, before.ends) != (after.starts, after.ends):
        yield f"“{after.title}” is now on {_time(after)} (it was {_time(before)})."
    if before.place != after.place or (before.link != after.link and not after.place):
        yield f"“{after.title}” is now {_where(after)} (it was {_where(before)})."
    if before.title != after.title:
        yield f"“{before.title}” is now called “{after.title}”."


def _time(at: Snapshot) -> str:
    starts, ends = timezone.localtime(at.starts), timezone.localtime(at.ends)
    return f"{date_format(starts, 'l j F, H:i')} to {date_format(ends, 'H:i')}"


def _where(at: Snapshot) -> str:
    if at.place:
        return f"in {at.place}"
    return "online" if at.link else "without a place yet"


def _later(person: Participant, now: datetime) -> None:
    start(
        name="timetable.tell",
        title="Telling somebody what changed",
        by=None,
        scope=person.inspection.partnership.slug,
        not_before=now + QUIET,
        participant_id=person.pk,
    )


def take_untold(participant_id: int, job_id: Any, *, at_once: bool, now: datetime) -> list[int]:
    """Give what a person has not been told into the hands of a job; nothing while more may be changed in a moment."""
    with transaction.atomic():
        person = Participant.objects.select_for_update().filter(pk=participant_id, left_at=None).first()
        if person is None:
            return []
        rows = list(free(Change.objects.filter(participant=person), but=job_id).order_by("at", "pk"))
        if not rows or not (at_once or now - rows[-1].at >= QUIET or now - rows[0].at >= LONGEST):
            return []
        ids = [each.pk for each in rows]
        Change.objects.filter(pk__in=ids).update(job=job_id)
        return ids


@transaction.atomic
def tell_now(*, scope: Scope, inspection: Inspection, participant: Participant | None = None) -> int:
    """Let everybody who is not told yet be told now, or one person. Returns how many mails are on their way."""
    scope.check(Permission.EDIT_TIMETABLE)
    found = taken(scope, inspection)
    rows = free(Change.objects.filter(session__inspection=found, participant__left_at=None))
    if participant is not None:
        rows = rows.filter(participant=participant)
    rows = rows.select_related("participant__member__person").prefetch_related("participant__member__grants")
    people = {each.participant_id: each.participant for each in rows}
    sent = [each for each in people.values() if address_of(each)]
    for each in sent:
        start(
            name="timetable.tell",
            title="Telling somebody what changed",
            by=scope.person,
            scope=scope.name,
            participant_id=each.pk,
            at_once=True,
        )
    if not sent:
        raise InputError("There is nobody to write to.", next_step="Tell those without an address yourself.")
    tell(scope, "changes told", "inspection", found, found.title, after={"people": len(sent)})
    return len(sent)


@transaction.atomic
def told_by_hand(*, scope: Scope, inspection: Inspection, participant: Participant) -> None:
    """Note that somebody without an address was told, by telephone or at the door."""
    scope.check(Permission.EDIT_TIMETABLE)
    found = taken(scope, inspection)
    rows = free(Change.objects.filter(session__inspection=found, participant=participant))
    count = rows.update(told_at=timezone.now())
    if count:
        tell(scope, "changes told by hand", "inspection", found, found.title, after={"changes": count})
