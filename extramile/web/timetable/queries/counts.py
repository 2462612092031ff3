"""What an inspection has been, counted from its records alone: the one place where visits, groups and people are counted.

Pages, files, announcements and the story all ask `counts`. It takes the inspection alone: whoever holds one was let in,
and there is no name in what it returns. What nobody has recorded is not known, and never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from extramile.web.inspections.models import Inspection, Side
from extramile.web.timetable.models import Answer, Session
from extramile.web.timetable.queries.rosters import with_rosters

VISIT, FOCUS_GROUP = "setting-visit", "focus-group"
FOR_FAMILIES = frozenset({"parent-session", "young-people-session"})
# Before, after or beside the days on which inspectors meet people.
NO_DAY = frozenset({"task", "call", "set-up-meeting", "survey", "document-review", "report-step"})


@dataclass(frozen=True, slots=True)
class Attendance:
    """One session and what its roster says.

    `came` counts people of the area whom somebody recorded as having come (None: nobody recorded anything); it is the whole
    number only where `complete`.
    """

    session: Session
    day: date
    held: bool
    invited: int
    accepted: int
    came: int | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """The sessions of one type that were held, and who came to them: `came` is None where nobody recorded it for any."""

    type: str
    sessions: int
    came: int | None
    unknown: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What an inspection has been.

    `participants` came to focus groups; `participants_unknown` is the number of those groups of which nobody has said in
    full who came, so that there may have been more. `people` is by type of session. `sessions` holds every session that
    is not called off, held or not, so that each number can be followed to its rows.
    """

    visits: int
    focus_groups: int
    participants: int | None
    participants_unknown: int
    sessions_for_families: int
    duration_days: int
    first_day: date | None
    last_day: date | None
    people: tuple[Kind, ...]
    sessions: tuple[Attendance, ...]
    called_off: int
    to_come: int


def counts(found: Inspection, *, now: datetime | None = None) -> Counts:
    """Count an inspection as its records stand."""
    moment = now or timezone.now()
    rows = list(with_rosters(found))
    standing = tuple(attendance(each, moment) for each in rows if each.called_off_at is None)
    held = [each for each in standing if each.held]
    groups = _kind(FOCUS_GROUP, held)
    days = sorted({each.day for each in held if each.session.type not in NO_DAY})
    return Counts(
        visits=_kind(VISIT, held).sessions,
        focus_groups=groups.sessions,
        participants=groups.came,
        participants_unknown=groups.unknown,
        sessions_for_families=sum(each.session.type in FOR_FAMILIES for each in held),
        duration_days=len(days),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        people=tuple(_kind(type_, held) for type_ in sorted({each.session.type for each in held})),
        sessions=standing,
        called_off=len(rows) - len(standing),
        to_come=sum(each.session.ends > moment and not each.held for each in standing),
    )


def attendance(session: Session, now: datetime) -> Attendance:
    """Return what the roster of a session says.

    It was held if it is over, or if somebody was recorded as having come; not if the whole roster is known and nobody came.
    """
    named, lines = list(session.goings.all()), list(session.roster.all())
    local = [each for each in named if each.participant.side == Side.LOCAL]
    known = [each for each in local if each.came is not None or each.answer == Answer.DECLINED]
    recorded = any(each.came is not None for each in local) or any(each.attended is not None for each in lines)
    came = sum(each.came is True for each in local) + sum(each.attended or 0 for each in lines)
    complete = recorded and len(known) == len(local) and all(each.attended is not None for each in lines)
    somebody = came > 0 or any(each.came is True for each in named)
    return Attendance(
        session=session,
        day=timezone.localtime(session.starts).date(),
        held=somebody or (session.ends <= now and not complete),
        invited=len(local) + sum(each.invited for each in lines),
        accepted=sum(each.answer == Answer.ACCEPTED for each in local) + sum(each.accepted for each in lines),
        came=came if recorded else None,
        complete=complete,
    )


def _kind(type_: str, held: Iterable[Attendance]) -> Kind:
    rows = [each for each in held if each.session.type == type_]
    known = [each.came for each in rows if each.came is not None]
    came = sum(known) if known or not rows else None
    return Kind(type_, len(rows), came, sum(not each.complete for each in rows))
