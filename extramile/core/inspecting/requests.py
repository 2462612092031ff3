"""The one door for what inspectors ask: what may become of a request, and how well requests are answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from extramile.core.workflow import Machine, State, Step

OWNER, LEAD, CHECKER = "the owner or a lead", "a lead", "somebody else than who wrote the answer"

UNANSWERED = ("new", "clarifying", "in-hand")
# An answer with personal data takes the way through the check; any other may be sent as it is written.
# No state is the last one: what is closed, declined or no longer asked can be opened again, with a reason.
REQUEST = Machine(
    "request",
    (
        State("new", "New"),
        State("clarifying", "Being clarified"),
        State("in-hand", "In hand"),
        State("in-check", "Being checked"),
        State("ready", "Ready to send"),
        State("sent", "Sent"),
        State("closed", "Closed"),
        State("declined", "Declined"),
        State("withdrawn", "No longer asked"),
    ),
    (
        Step("ask-back", "Ask what is meant", ("new", "in-hand"), "clarifying", OWNER, "the question"),
        Step("clarified", "Note what is meant", ("clarifying",), "in-hand", OWNER, "the answer to the question"),
        Step("take-in-hand", "Take it in hand", ("new",), "in-hand", OWNER, "an owner"),
        Step("hand-in", "Give it to be checked", ("in-hand",), "in-check", OWNER, "an answer"),
        Step("return", "Give it back", ("in-check", "ready"), "in-hand", CHECKER, "a reason"),
        Step("pass", "Pass it", ("in-check",), "ready", CHECKER),
        Step("no-check", "No check needed", ("in-hand",), "ready", OWNER, "an answer without personal data"),
        Step("take-back", "Take it back", ("in-check", "ready"), "in-hand", OWNER),
        Step("send", "Note that it was sent", ("ready",), "sent", OWNER, "when and by what way"),
        Step("ask-again", "More is asked", ("sent",), "in-hand", OWNER, "what is asked"),
        Step("close", "Close it", ("sent",), "closed", OWNER),
        Step("decline", "Decline it", UNANSWERED, "declined", LEAD, "a reason"),
        Step("withdraw", "It is no longer asked", UNANSWERED, "withdrawn", OWNER, "who said so"),
        Step("reopen", "Open it again", ("closed", "declined", "withdrawn"), "in-hand", OWNER, "a reason"),
    ),
)
ANSWERED = frozenset({"sent", "closed"})
REQUEST_OVER = ANSWERED | {"declined", "withdrawn"}


@dataclass(frozen=True, slots=True)
class RequestTimes:
    """What the measures need of a request: its state, and when it was asked, is due and was first sent."""

    state: str
    asked: datetime
    due: datetime | None = None
    sent: datetime | None = None

    def is_overdue(self, now: datetime) -> bool:
        """Say whether it should have been answered by now and is not."""
        return self.state not in REQUEST_OVER and self.due is not None and self.due < now


@dataclass(frozen=True, slots=True)
class RequestMeasures:
    """How requests stand. `late` were sent after they were due; `median_hours` is None while none has been sent."""

    asked: int
    open: int
    overdue: int
    sent: int
    late: int
    declined: int
    median_hours: float | None


def measure_requests(requests: Iterable[RequestTimes], now: datetime) -> RequestMeasures:
    """Count the requests as they stand now. The time of an answer runs from asking to first sending, nights included."""
    every = list(requests)
    sent = [each for each in every if each.sent is not None]
    hours = [(each.sent - each.asked).total_seconds() / 3600 for each in sent if each.sent]
    return RequestMeasures(
        asked=len(every),
        open=sum(each.state not in REQUEST_OVER for each in every),
        overdue=sum(each.is_overdue(now) for each in every),
        sent=len(sent),
        late=sum(each.due is not None and each.sent is not None and each.sent > each.due for each in sent),
        declined=sum(each.state == "declined" for each in every),
        median_hours=median(hours) if hours else None,
    )
