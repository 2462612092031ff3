"""Words for rosters: who is invited, what they answered, who came."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.frameworks import Pack
from extramile.web.inspections.models import Side
from extramile.web.timetable.models import Answer, Going, RosterLine, Session

TONES = {Answer.INVITED: "quiet", Answer.ACCEPTED: "strength", Answer.DECLINED: "develop"}
TYPES = {
    "call": "Call",
    "set-up-meeting": "Set-up meeting",
    "leaders-meeting": "Leaders' meeting",
    "focus-group": "Focus group",
    "practitioner-meeting": "Meeting with practitioners",
    "case-tracking": "Case tracking",
    "case-sampling": "Case sampling",
    "setting-visit": "Visit",
    "parent-session": "Session for parents",
    "young-people-session": "Session for young people",
    "forum-meeting": "Meeting with the forum",
    "survey": "Survey",
    "document-review": "Reading of documents",
    "keep-in-touch": "Keep-in-touch meeting",
    "feedback-meeting": "Feedback meeting",
    "report-step": "Step of the report",
    "task": "Task",
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A named person of a roster. `came` is what the form sends: "yes", "no" or "" (not known)."""

    id: int
    name: str
    about: str
    answer: str
    answer_words: str
    tone: str
    came: str
    came_words: str
    visiting: bool
    # Who they are in the inspection.
    person: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """One's own invitation: what was answered, and which answers can still be given."""

    words: str
    can_come: bool
    can_decline: bool


def invitation(found: Going | None, session: Session) -> Invitation | None:
    """Return one's own invitation to a session as its page shows it; None for who is not asked to it or can no longer answer."""
    if found is None or session.called_off_at or session.starts < timezone.now():
        return None
    said = {
        Answer.INVITED: "You are asked to this session and have not answered yet.",
        Answer.ACCEPTED: "You said that you are coming.",
        Answer.DECLINED: "You said that you cannot come.",
    }
    answer = Answer(found.answer)
    return Invitation(said[answer], answer != Answer.ACCEPTED, answer != Answer.DECLINED)


@dataclass(frozen=True, slots=True)
class LineRow:
    """People who are counted; a number that nobody knows is ""."""

    id: int
    role: str
    about: str
    invited: int
    accepted: int
    attended: int | str


def type_words(session: Session) -> str:
    """Return what a session is."""
    return TYPES.get(session.type, session.type.replace("-", " ").capitalize())


def time_words(session: Session) -> str:
    """Return when a session is: “Tuesday 10 November 2026, 9:30 to 11:00”."""
    starts, ends = timezone.localtime(session.starts), timezone.localtime(session.ends)
    last = date_format(ends, "H:i") if ends.date() == starts.date() else date_format(ends, "l j F, H:i")
    return f"{date_format(starts, 'l j F Y, H:i')} to {last}"


def place_words(session: Session) -> str:
    """Return where a session is."""
    if session.place:
        return session.place.name
    return "Online" if session.link else "No place yet"


def heading(session: Session) -> dict[str, Any]:
    """Return what stands above a roster."""
    return {
        "id": session.pk,
        "title": session.title,
        "type": type_words(session),
        "when": time_words(session),
        "place": place_words(session),
        "called_off": session.called_off_why if session.called_off_at else "",
        "begun": session.starts <= timezone.now(),
    }


def person_row(going: Going, pack: Pack) -> PersonRow:
    """Return a named person."""
    person = going.participant
    role = next((each.name for each in pack.roles if each.id == person.role), "")
    about = [person.post or role, person.organisation.name if person.organisation else ""]
    answer = Answer(going.answer)
    return PersonRow(
        id=going.pk,
        name=person.name,
        about=", ".join(each for each in about if each),
        answer=answer.value,
        answer_words=answer.label,
        tone=TONES[answer],
        came={True: "yes", False: "no", None: ""}[going.came],
        came_words={True: "Came", False: "Did not come", None: "Not known"}[going.came],
        visiting=person.side == Side.VISITING,
        person=person.pk,
    )


def line_row(line: RosterLine) -> LineRow:
    """Return a line of those who are counted."""
    about = [line.organisation.name if line.organisation else "", line.get_phase_display() if line.phase else ""]
    return LineRow(
        id=line.pk,
        role=line.role,
        about=", ".join(each for each in about if each),
        invited=line.invited,
        accepted=line.accepted,
        attended="" if line.attended is None else line.attended,
    )


def by_organisation(session: Session) -> list[tuple[str, int, int, int]]:
    """Return named people without their names: organisation, how many invited, accepted, came."""
    found: dict[str, list[Going]] = {}
    for each in session.goings.all():
        organisation = each.participant.organisation
        found.setdefault(organisation.name if organisation else "Of no organisation here", []).append(each)
    return [
        (
            name,
            len(rows),
            sum(each.answer == Answer.ACCEPTED for each in rows),
            sum(each.came is True for each in rows),
        )
        for name, rows in sorted(found.items())
    ]


def sums(session: Session) -> str:
    """Return the roster in a sentence."""
    named, lines = list(session.goings.all()), list(session.roster.all())
    if not named and not lines:
        return "Nobody is on this roster yet."
    invited = len(named) + sum(each.invited for each in lines)
    accepted = sum(each.answer == Answer.ACCEPTED for each in named) + sum(each.accepted for each in lines)
    came = sum(each.came is True for each in named) + sum(each.attended or 0 for each in lines)
    known = any(each.came is not None for each in named) or any(each.attended is not None for each in lines)
    unknown = sum(each.came is None and each.answer != Answer.DECLINED for each in named) + sum(
        each.attended is None for each in lines
    )
    words = f"{invited} invited, {accepted} accepted"
    if not known and session.starts > timezone.now():
        return f"{words}."
    if not known:
        return f"{words}; who came is not known."
    rest = f"; of {unknown} {'row' if unknown == 1 else 'rows'} it is not known" if unknown else ""
    return f"{words}, {came} came{rest}."
