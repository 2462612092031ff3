"""Writing rosters: what people answered, who is counted without a name, and who came.

A page carries what its reader saw beside what they entered (`Entry`). Only what they changed is written, and where somebody
else had changed the same meanwhile nothing is: they are told what stands there now, and neither entry is lost.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Answer, Going, Phase, RosterLine, Session

# More people than this in one line are a slip of the finger.
MOST = 999


@dataclass(frozen=True, slots=True)
class Entry:
    """What a page showed when it was opened, and what was entered."""

    was: Any
    now: Any

    @property
    def changed(self) -> bool:
        """Whether the reader changed it."""
        return bool(self.was != self.now)


def _taken(scope: Scope, session: Session) -> Session:
    taken(scope, session.inspection)
    return Session.objects.select_for_update(of=("self",)).select_related("inspection").get(pk=session.pk)


def _standing(scope: Scope, session: Session) -> Session:
    found = _taken(scope, session)
    if found.called_off_at:
        raise InputError("This session was called off.", next_step="Bring it back first.")
    return found


def _write(row: Any, field: str, entry: Entry, whose: str) -> bool:
    """Set one field if the reader changed it. Raises InputError if somebody else did so meanwhile."""
    stands = getattr(row, field)
    if not entry.changed or stands == entry.now:
        return False
    if stands != entry.was:
        raise InputError(
            f"Somebody else has meanwhile changed what stands for {whose}: it now says {_said(stands)}.",
            next_step="Look at what stands there now, and enter yours again if it is still right.",
        )
    setattr(row, field, entry.now)
    return True


def _said(value: Any) -> str:
    if value is None:
        return "“not known”"
    if isinstance(value, bool):
        return "“came”" if value else "“did not come”"
    return f"“{Answer(value).label.lower()}”" if value in Answer.values else str(value)


def _whose(line: RosterLine) -> str:
    return f"{line.role}, {line.organisation.name}" if line.organisation else line.role


def _number(value: int | None, whose: str) -> None:
    if value is not None and not 0 <= value <= MOST:
        raise InputError(f"The number for {whose} must be between 0 and {MOST}.")


def _numbers(session: Session) -> dict[str, int]:
    """Return what the trail keeps of a roster: numbers, no names."""
    named, lines = list(session.goings.all()), list(session.roster.all())
    return {
        "named": len(named),
        "accepted": sum(each.answer == Answer.ACCEPTED for each in named) + sum(each.accepted for each in lines),
        "invited": sum(each.invited for each in lines),
        "came": sum(each.came is True for each in named) + sum(each.attended or 0 for each in lines),
        "not known": sum(each.came is None for each in named) + sum(each.attended is None for each in lines),
    }


@transaction.atomic
def save_answers(
    *,
    scope: Scope,
    session: Session,
    answers: Mapping[int, Entry],
    invited: Mapping[int, Entry],
    accepted: Mapping[int, Entry],
) -> None:
    """Save what named people answered (by the id of their row), and the numbers of those who are counted."""
    scope.check(Permission.EDIT_TIMETABLE)
    session = _standing(scope, session)
    before = _numbers(session)
    wrote = False
    for going in session.goings.all():
        if going.pk in answers and _write(going, "answer", answers[going.pk], "one of the people"):
            going.answer = Answer(going.answer)
            going.save(update_fields=["answer"])
            wrote = True
    for line in session.roster.select_related("organisation"):
        names = [
            name
            for name, entries in (("invited", invited), ("accepted", accepted))
            if line.pk in entries and _write(line, name, entries[line.pk], _whose(line))
        ]
        if names:
            _check_line(line)
            line.save(update_fields=names)
            wrote = True
    if wrote:
        tell(scope, "answers entered", "session", session, session.title, before=before, after=_numbers(session))


def _check_line(line: RosterLine) -> None:
    for value in (line.invited, line.accepted, line.attended):
        _number(value, _whose(line))
    if line.accepted > line.invited:
        raise InputError(
            f"{line.accepted} of {_whose(line)} have accepted, and only {line.invited} are invited.",
            next_step="Correct one of the two numbers.",
        )


@transaction.atomic
def answer_for_oneself(*, scope: Scope, going: Going, answer: str) -> Going:
    """Accept or decline one's own invitation."""
    going = Going.objects.select_related("participant", "session__inspection").get(pk=going.pk)
    if going.participant.member_id != scope.member.pk:
        raise InputError("This invitation is somebody else's.")
    if answer not in {Answer.ACCEPTED, Answer.DECLINED}:
        raise InputError("Accept or decline.")
    session = _standing(scope, going.session)
    if session.starts < timezone.now():
        raise InputError("This session has begun already.")
    before = going.answer
    going.answer = Answer(answer)
    going.save(update_fields=["answer"])
    if before != answer:
        tell(scope, f"invitation {answer}", "session", session, session.title, before={"answer": before})
    return going


@transaction.atomic
def add_line(
    *,
    scope: Scope,
    session: Session,
    role: str,
    organisation: Any = None,
    phase: str = "",
    invited: int = 0,
    accepted: int = 0,
    attended: int | None = None,
) -> RosterLine:
    """Add people of one sort who are counted, not named: pupils, parents, a team."""
    scope.check(Permission.EDIT_TIMETABLE)
    session = _standing(scope, session)
    if organisation is not None and not organisations(scope).filter(pk=organisation.pk).exists():
        raise InputError("This organisation is not in this partnership.")
    if phase and phase not in Phase.values:
        raise InputError("Choose the phase from the list.")
    words = required(role, "Enter who they are, for example parents of children in primary schools.")
    line = RosterLine(session=session, role=words[:120], organisation=organisation, phase=phase)
    line.invited, line.accepted, line.attended = invited, accepted, attended
    _check_line(line)
    line.save()
    tell(scope, "people added to a roster", "session", session, session.title, after=_of_line(line))
    return line


def _of_line(line: RosterLine) -> dict[str, Any]:
    return {"who": _whose(line), "invited": line.invited, "accepted": line.accepted, "came": line.attended}


@transaction.atomic
def take_out_line(*, scope: Scope, line: RosterLine) -> None:
    """Take a line out that was a mistake; the trail keeps what stood there. Once somebody came it stays."""
    scope.check(Permission.EDIT_TIMETABLE)
    session = _taken(scope, line.session)
    line = RosterLine.objects.select_related("organisation").get(pk=line.pk)
    if line.attended:
        raise InputError("They came: this line is part of the record.", next_step="Correct the number instead.")
    tell(scope, "people taken out of a roster", "session", session, session.title, before=_of_line(line))
    line.delete()


@transaction.atomic
def record_attendance(
    *, scope: Scope, session: Session, came: Mapping[int, Entry], attended: Mapping[int, Entry], all_came: bool = False
) -> None:
    """Record who came: named people by the id of their row, those who are counted by the id of their line.

    `all_came` says it of everybody of whom nothing is known and who did not decline; of those who are counted, of as many
    as had accepted.
    """
    scope.check(Permission.EDIT_TIMETABLE)
    session = _standing(scope, session)
    if session.starts > timezone.now():
        raise InputError("This session has not begun yet.", next_step="Record who came when it has.")
    before = _numbers(session)
    wrote = False
    for going in session.goings.all():
        changed = going.pk in came and _write(going, "came", came[going.pk], "one of the people")
        if all_came and going.came is None and going.answer != Answer.DECLINED:
            going.came, changed = True, True
        if changed:
            going.save(update_fields=["came"])
            wrote = True
    for line in session.roster.select_related("organisation"):
        changed = line.pk in attended and _write(line, "attended", attended[line.pk], _whose(line))
        if all_came and line.attended is None:
            line.attended, changed = line.accepted, True
        if changed:
            _check_line(line)
            line.save(update_fields=["attended"])
            wrote = True
    if wrote:
        tell(scope, "attendance recorded", "session", session, session.title, before=before, after=_numbers(session))
