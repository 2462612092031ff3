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


class InventedEnquiries(Definition):
    """The whole file."""

    inspection: str
    requests: tuple[InventedRequest, ...] = ()
