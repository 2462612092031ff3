"""What the invented inspections consist of, as their definition files say it. Days are working days counted from the call."""

from datetime import date, time
from typing import Literal

from extramile.core.definitions import Definition, StrictModel
from extramile.web.demonstration.definitions import Who


class InventedPlace(StrictModel):
    """Where sessions are held."""

    key: str
    kind: Literal["room", "setting", "online"] = "setting"
    name: str
    building: str = ""
    organisation: str = ""
    phase: str = ""
    seats: int | None = None
    offers: tuple[str, ...] = ()
    opens: time | None = None
    closes: time | None = None


class InventedWay(StrictModel):
    """How long the way between two buildings takes."""

    one: str
    other: str
    minutes: int


class InventedPart(StrictModel):
    """Somebody who has a part in an inspection; `member` is a persona, for whom it waits in their account."""

    key: str
    side: Literal["visiting", "local"] = "local"
    name: str
    role: str = ""
    post: str
    organisation: str = ""
    member: Who = ""
    managed_by: str = ""
    email: str = ""
    phone: str = ""
    # By which working day they had an account here, if not from the beginning.
    account: int | None = None


class InventedLine(StrictModel):
    """People of one sort on a roster, who are counted. Where `accepted` is not said, all accept who come or are invited."""

    role: str
    organisation: str = ""
    phase: str = ""
    invited: int
    accepted: int | None = None
    came: int | None = None


class InventedMeeting(StrictModel):
    """One session of the timetable, so many working days after the call. `declined` are those who cannot come."""

    key: str = ""
    type: str
    day: int
    at: time
    minutes: int
    title: str
    place: str = ""
    link: str = ""
    asks_to_see: str = ""
    expected: int = 0
    needs: tuple[str, ...] = ()
    arranged: tuple[str, ...] = ()
    staff_group: bool = False
    with_pupils: bool = False
    going: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    roster: tuple[InventedLine, ...] = ()
    # When it was put into the timetable, if not with the others.
    made: int | None = None
    called_off: str = ""


class InventedTask(StrictModel):
    """Lines of the checklist, by their ids in the framework or by their words: given to somebody, then begun or settled by them."""

    keys: tuple[str, ...] = ()
    # One of the area's own.
    words: str = ""
    owner: Who = ""
    organisation: str = ""
    due: int | None = None
    step: Literal["", "begin", "settle", "spare"] = ""
    done: int = 2
    by: Who = ""
    why: str = ""
    note: str = ""
    evidence: tuple[str, ...] = ()


class InventedLetter(StrictModel):
    """A letter of the first day that went out, to whom and by what way. `blanks` are those that a person filled before."""

    letter: str
    day: int
    way: str
    blanks: dict[str, str] = {}


class InventedReader(StrictModel):
    """Somebody who is let into the circle of those who may read early, and put out of it again if `until` is said."""

    who: Who
    day: int
    why: str
    until: int | None = None
    until_why: str = ""


class InventedPoint(StrictModel):
    """A point about the facts of a draft, and what was answered."""

    kind: Literal["fact", "figure", "name", "omission", "balance"]
    place: str
    finding: str = ""
    says: str
    should_say: str
    proof: str = ""
    step: Literal["accept", "accept-in-part", "refuse"]
    answer: str = ""
    answered_on: date


class InventedFinding(StrictModel):
    """A finding: who wrote it, and which claims of the self-evaluation it was paired with."""

    key: str
    kind: str
    words: str
    criteria: tuple[str, ...]
    responsible: tuple[str, ...] = ()
    session: str = ""
    decision: Literal["", "agreed", "partly", "missed-by-us"] = ""
    claim: str = ""
    why: str = ""


class InventedSection(StrictModel):
    """What stands in a section of the letter."""

    section: str
    words: str


class InventedPraise(StrictModel):
    """Practice that was praised, and what those who were praised want. `day` is when it was recorded, while an inspection runs."""

    day: int = 0
    who: str
    organisation: str = ""
    session: str = ""
    words: str
    said_by: str
    consent: Literal["not-asked", "given", "unnamed", "refused"] = "not-asked"
    consent_on: date | None = None


class InventedResult(StrictModel):
    """What was found and published. `by` writes, `second` lets pass and agrees."""

    by: Who
    second: Who
    findings: tuple[InventedFinding, ...]
    # Claims that no finding answered to, and why.
    unanswered: dict[str, str] = {}
    outcome: str
    why: str
    sections: tuple[InventedSection, ...] = ()
    points: tuple[InventedPoint, ...] = ()
    published_on: date
    praise: tuple[InventedPraise, ...] = ()
    thanked: str = ""
    ended: str = ""


class InventedInspection(Definition):
    """An inspection. One that was over when the partnership began was `typed` in so many days ago, and was `called` on its day.

    Without `called` it was called on the Monday of the week that was so many weeks ago.
    """

    partnership: str = "wexmoor"
    pack: str
    kind: str
    purpose: Literal["inspection", "rehearsal", "challenge"] = "inspection"
    title: str
    by: Who
    called: date | None = None
    weeks_ago: int = 0
    called_at: time = time(9, 40)
    typed: int | None = None
    evaluation: str = ""
    days: dict[str, date] = {}
    # By which working day after the call people and timetable were entered; and when rosters were asked and answered.
    peopled: int = 1
    timetabled: int = 3
    answered: int = 6
    places: tuple[InventedPlace, ...] = ()
    ways: tuple[InventedWay, ...] = ()
    people: tuple[InventedPart, ...] = ()
    sessions: tuple[InventedMeeting, ...] = ()
    checklist: tuple[InventedTask, ...] = ()
    letters: tuple[InventedLetter, ...] = ()
    circle: tuple[InventedReader, ...] = ()
    praise: tuple[InventedPraise, ...] = ()
    result: InventedResult | None = None
