"""Making and changing sessions. What two people change at once meets here, and neither loses a word.

A page carries what its reader saw (`was`) beside what they say now. Only what they changed is written. Where somebody else had
changed the same thing to something else meanwhile, nothing is written and they are shown both.
"""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, get_args

from django.db import transaction
from django.utils import timezone

from extramile.core.frameworks import ActivityType
from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.actions.telling import changed, snapshot
from extramile.web.timetable.models import Going, Place, Session
from extramile.web.timetable.queries.timetable import IN_CONFIDENCE

# A session is longer than this only by a slip of the pen.
LONGEST_HOURS = 14
LONGEST_DEBRIEF = 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a session. `place` and `going` are ids: of a place, and of those who have a part."""

    type: str
    title: str
    starts: datetime
    ends: datetime
    place: int | None = None
    link: str = ""
    asks_to_see: str = ""
    expected: int = 0
    needs: tuple[str, ...] = ()
    arranged: tuple[str, ...] = ()
    staff_group: bool = False
    with_pupils: bool = False
    going: frozenset[int] = frozenset()


PLAIN = tuple(each.name for each in fields(Said) if each.name not in {"place", "going", "needs", "arranged"})


@dataclass(frozen=True, slots=True)
class Met:
    """One thing that two people changed at once: what it was, what the other made of it, what this person wanted."""

    name: str
    was: Any
    theirs: Any
    mine: Any


class ChangedMeanwhileError(Exception):
    """Somebody changed the same thing of a session after the person had read it. Nothing was written.

    No InputError: a sentence alone is no answer to it. The page must show both (`met`), and what stands now (`theirs`).
    """

    def __init__(self, session: Session, met: tuple[Met, ...], theirs: Said) -> None:
        self.session, self.met, self.theirs = session, met, theirs
        super().__init__("Somebody changed this session meanwhile. See what they changed, then save again.")


def said_of(session: Session) -> Said:
    """Return what stands of a session."""
    return Said(
        **{name: getattr(session, name) for name in PLAIN},
        place=session.place_id,
        needs=tuple(session.needs),
        arranged=tuple(session.arranged),
        going=frozenset(each.participant_id for each in session.goings.all()),
    )


def _taken(scope: Scope, session: Session) -> Session:
    scope.check(Permission.EDIT_TIMETABLE)
    taken(scope, session.inspection)
    rows = Session.objects.select_for_update(of=("self",)).select_related("inspection", "place")
    return rows.get(pk=session.pk, inspection__partnership=scope.partnership)


def _checked(found: Inspection, said: Said, before: Said | None = None) -> Said:
    """Return what was said, tidied. Raises InputError with what to do."""
    if said.type not in get_args(ActivityType):
        raise InputError("Choose what kind of session it is from the list.")
    if said.ends <= said.starts:
        raise InputError("The session ends before it begins.", next_step="Correct one of the two times.")
    if (said.ends - said.starts).total_seconds() > LONGEST_HOURS * 3600:
        raise InputError(f"A session lasts at most {LONGEST_HOURS} hours.", next_step="Make one for each day.")
    was_at = before.place if before else None
    if said.place is not None and said.place != was_at:
        places = Place.objects.filter(partnership=found.partnership_id, retired_at=None)
        if not places.filter(pk=said.place).exists():
            raise InputError("This place is not in use here.", next_step="Choose another one.")
    added = said.going - (before.going if before else frozenset())
    known = Participant.objects.filter(inspection=found, left_at=None, pk__in=added).count()
    if known != len(added):
        raise InputError("Somebody you chose has no part in this inspection any more.", next_step="Choose again.")
    title = required(said.title, "Enter a title for the session.")
    needs, arranged = (
        tuple(dict.fromkeys(word.strip() for word in each if word.strip())) for each in (said.needs, said.arranged)
    )
    return replace(said, title=title[:200], needs=needs, arranged=arranged, asks_to_see=said.asks_to_see.strip())


def _write(session: Session, said: Said) -> None:
    for name in PLAIN:
        setattr(session, name, getattr(said, name))
    session.place_id = said.place
    session.needs, session.arranged = list(said.needs), list(said.arranged)


def _invite(session: Session, before: frozenset[int], after: frozenset[int]) -> None:
    session.goings.filter(participant__in=before - after).delete()
    Going.objects.bulk_create(Going(session=session, participant_id=each) for each in sorted(after - before))


def _for_trail(said: Said) -> dict[str, Any]:
    """Return what the trail keeps: who goes is a number there."""
    kept = {each.name: getattr(said, each.name) for each in fields(Said)}
    times = {name: timezone.localtime(kept[name]).isoformat(timespec="minutes") for name in ("starts", "ends")}
    return {**kept, **times, "needs": list(said.needs), "arranged": list(said.arranged), "going": len(said.going)}


@transaction.atomic
def make(*, scope: Scope, inspection: Inspection, said: Said) -> Session:
    """Put a session into the timetable."""
    scope.check(Permission.EDIT_TIMETABLE)
    found = taken(scope, inspection)
    checked = _checked(found, said)
    session = Session(inspection=found, made_by=scope.person)
    _write(session, checked)
    session.save()
    _invite(session, frozenset(), checked.going)
    changed(session, None, by=scope.person)
    tell(scope, "session made", "session", session, session.title, after=_for_trail(checked))
    return session


def _together(session: Session, was: Said, theirs: Said, now: Said) -> Said:
    """Return what becomes of a session of which two people each changed something. Raises ChangedMeanwhileError."""
    met, result = [], {}
    for name in (each.name for each in fields(Said)):
        base, stands, mine = getattr(was, name), getattr(theirs, name), getattr(now, name)
        if name == "going":
            # Whom each of them asked or took out is kept: these never contradict each other.
            result[name] = (stands | (mine - base)) - (base - mine)
        elif mine in {base, stands}:
            result[name] = stands
        elif stands == base:
            result[name] = mine
        else:
            met.append(Met(name, base, stands, mine))
    # A time of one and a time of the other make a session that neither meant.
    if not met and (theirs.starts, theirs.ends) != (was.starts, was.ends):
        met += [
            Met(name, getattr(was, name), getattr(theirs, name), getattr(now, name))
            for name in ("starts", "ends")
            if result[name] != getattr(theirs, name)
        ]
    if met:
        raise ChangedMeanwhileError(session, tuple(met), theirs)
    return Said(**result)


@transaction.atomic
def change(*, scope: Scope, session: Session, was: Said, now: Said) -> Session:
    """Save what a person changed of a session since they read it. Raises ChangedMeanwhileError where two people differ."""
    session = _taken(scope, session)
    if session.called_off_at:
        raise InputError("This session was called off.", next_step="Bring it back first.")
    theirs = said_of(session)
    checked = _checked(session.inspection, _together(session, was, theirs, now), theirs)
    if checked == theirs:
        return session
    if session.goings.filter(participant__in=theirs.going - checked.going, came=True).exists():
        raise InputError("Somebody you took out is recorded as having come.", next_step="Correct who came first.")
    before = snapshot(session)
    _write(session, checked)
    session.revision += 1
    session.save()
    _invite(session, theirs.going, checked.going)
    session = Session.objects.select_related("inspection", "place").get(pk=session.pk)
    changed(session, before, by=scope.person)
    old, new = _for_trail(theirs), _for_trail(checked)
    differ = [name for name in new if old[name] != new[name]]
    tell(
        scope,
        "session changed",
        "session",
        session,
        session.title,
        before={name: old[name] for name in differ},
        after={name: new[name] for name in differ},
    )
    return session


def move(*, scope: Scope, session: Session, was: Said, starts: datetime, place: int | None) -> Session:
    """Move a session to another time or place; it lasts as long as before. Dragging and the form both do this."""
    ends = starts + (was.ends - was.starts)
    return change(scope=scope, session=session, was=was, now=replace(was, starts=starts, ends=ends, place=place))


@transaction.atomic
def call_off(*, scope: Scope, session: Session, why: str) -> Session:
    """Call a session off, for a reason."""
    session = _taken(scope, session)
    if session.called_off_at:
        raise InputError("This session was called off already.")
    reason = required(why, "Enter why it is called off.")[:300]
    before = snapshot(session)
    session.called_off_at, session.called_off_why = timezone.now(), reason
    session.revision += 1
    session.save(update_fields=["called_off_at", "called_off_why", "revision"])
    changed(session, before, by=scope.person)
    tell(scope, "session called off", "session", session, session.title, after={"why": reason})
    return session


@transaction.atomic
def bring_back(*, scope: Scope, session: Session) -> Session:
    """Bring a session back that was called off."""
    session = _taken(scope, session)
    if not session.called_off_at:
        raise InputError("This session takes place already.")
    reason, before = session.called_off_why, snapshot(session)
    session.called_off_at, session.called_off_why = None, ""
    session.revision += 1
    session.save(update_fields=["called_off_at", "called_off_why", "revision"])
    changed(session, before, by=scope.person)
    tell(scope, "session brought back", "session", session, session.title, before={"why": reason})
    return session


@transaction.atomic
def write_debrief(*, scope: Scope, session: Session, text: str, was: str) -> Session:
    """Write down what was said after a session, if it still reads as it `was` when the person read it."""
    session = _taken(scope, session)
    if session.type in IN_CONFIDENCE:
        raise InputError(
            "What is said at this meeting is under embargo.",
            next_step="Write it as a note of the meeting, under “Notes”.",
        )
    now = text.strip()
    if len(now) > LONGEST_DEBRIEF:
        raise InputError(
            f"What was said afterwards has more than {LONGEST_DEBRIEF:,} characters.", next_step="Shorten it."
        )
    if session.debrief not in {was.strip(), now}:
        raise InputError(
            "Somebody else wrote here meanwhile.",
            next_step="Their words stand above the field. Put together what both of you wrote, then save again.",
        )
    if session.debrief == now:
        return session
    session.debrief = now
    session.save(update_fields=["debrief"])
    # The words stay out of the trail: it is read by more people than this.
    tell(scope, "session: said afterwards", "session", session, session.title)
    return session
