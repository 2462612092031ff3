"""What inspectors of an invented inspection asked, as its definition file says it. Days are working days after the call."""

from datetime import time

from extramile.core.definitions import Definition, StrictModel
from extramile.web.demonstration.definitions import Who

Moment = tuple[int, time]


class InventedStep(StrictModel):
    """Something done with a request: an answer written, what was meant noted, a step of its table taken."""

    day: int
    by: Who
    take: str = ""
    words: str = ""
    way: str = ""
    answer: str = ""
    personal: bool | None = None
    evidence: str = ""
    correct: str = ""


class InventedAsked(StrictModel):
    """A school or setting without an account that is asked its part of a request, and what it sent."""

    setting: str
    organisation: str = ""
    name: str
    email: str
    words: str
    day: int
    by: Who
    due: Moment
    answered: int | None = None
    answer: str = ""
    taken: int | None = None


class InventedRequest(StrictModel):
    """Something that inspectors asked for."""

    key: str
    day: int
    at: time
    asked_by: str
    asked_of: str = ""
    owner: Who = ""
    criteria: tuple[str, ...] = ()
    line: str = ""
    due: Moment | None = None
    words: str
    steps: tuple[InventedStep, ...] = ()
    asked: tuple[InventedAsked, ...] = ()


class InventedTurn(StrictModel):
    """How a line of enquiry read from a day on, evidence offered for it, or why it was closed."""

    day: int
    by: Who
    reading: str = ""
    evidence: str = ""
    closed: str = ""


class InventedLine(StrictModel):
    """Something that inspectors seemed to follow."""

    key: str
    day: int
    by: Who
    raised_by: str = ""
    criteria: tuple[str, ...] = ()
    title: str
    reading: str = ""
    turns: tuple[InventedTurn, ...] = ()


class InventedPaper(StrictModel):
    """A paper that an agency owes for a case; `came` is the day on which it did."""

    kind: str
    organisation: str
    due: Moment
    came: int | None = None
    handed_on: int | None = None
    not_held: int | None = None


class InventedCase(StrictModel):
    """A case that inspectors named: a number, with choices beside it."""

    age_band: str
    need: str = ""
    setting: str = ""
    consent: str
    papers: tuple[InventedPaper, ...] = ()


class InventedCases(StrictModel):
    """The cases that were named on a day."""

    day: int
    by: Who
    named: tuple[InventedCase, ...]


class InventedNote(StrictModel):
    """A note of a meeting with inspectors."""

    day: int
    at: time
    by: Who
    kind: str
    criteria: tuple[str, ...] = ()
    words: str


class InventedEnquiries(Definition):
    """The whole file."""

    inspection: str
    lines: tuple[InventedLine, ...] = ()
    requests: tuple[InventedRequest, ...] = ()
    cases: InventedCases | None = None
    notes: tuple[InventedNote, ...] = ()
