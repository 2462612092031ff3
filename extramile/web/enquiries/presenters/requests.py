"""Words for requests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.inspecting import REQUEST, REQUEST_OVER, RequestMeasures
from extramile.core.vocabulary import listed
from extramile.web.enquiries.models import Request, RequestStep

TONES = {"new": "info", "in-check": "info", "ready": "info", "sent": "strength", "closed": "strength"}
COLUMNS = (
    "number",
    "words",
    "asked_by",
    "asked_at",
    "asked_of",
    "line_of_enquiry",
    "criteria",
    "due",
    "who_has_it",
    "state",
    "sent_at",
    "sent_by_way",
)
# What happened, as the history of a request tells it: the steps of the table that were taken, and what else is kept.
KEPT = {
    "ask-back": "Asked what is meant",
    "clarified": "Told what is meant",
    "take-in-hand": "Taken in hand",
    "hand-in": "Given to be checked",
    "return": "Given back",
    "pass": "Passed",
    "no-check": "Made ready without a check",
    "take-back": "Taken back",
    "send": "Sent",
    "ask-again": "More was asked",
    "close": "Closed",
    "decline": "Declined",
    "withdraw": "No longer asked",
    "reopen": "Opened again",
    "enter": "Entered",
    "change": "Changed",
    "correct": "Corrected",
    "answer": "Answer written",
    "say": "Said whether there is personal data",
    "evidence": "Evidence",
    "asked": "A school or setting was asked",
    "came": "A school or setting answered",
    "reminded": "A school or setting was reminded",
    "asked-no-longer": "A school or setting is asked no longer",
}
SHORT, IN_A_LINE = 180, 70


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as the list and the top of its page show it."""

    id: int
    number: int
    words: str
    short: str
    state: str
    tone: str
    asked_by: str
    asked_at: str
    asked_of: str
    owner: str
    line: str
    criteria: list[str]
    due: str
    off: str
    late: bool
    over: bool
    sent: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the top of the list: what it counts, and one comparison."""

    label: str
    value: str
    more: str
    missing: bool = False


def beginning(words: str, most: int) -> str:
    """Return how a text begins, on one line, cut between two words."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rsplit(' ', 1)[0]}…"


def numbered(found: Request) -> str:
    """Return the number of a request and how its words begin, for lists of many things."""
    return f"{found.number}: {beginning(found.words, IN_A_LINE)}"


def at(moment: datetime) -> str:
    """Return a moment in words."""
    return date_format(timezone.localtime(moment), "D j M, H:i")


def lasting(time: timedelta) -> str:
    """Return how long something is, in the largest fitting unit."""
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes < 90:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < 48 else f"{round(hours / 24)} days"


def how_far_off(due: datetime, now: datetime) -> str:
    """Return how far off a moment is: in calendar days, as the countdown of the inspection counts; on its own day in hours."""
    days = abs((timezone.localtime(due).date() - timezone.localtime(now).date()).days)
    if not days:
        return f"{lasting(now - due)} late" if due < now else f"in {lasting(due - now)}"
    if due < now:
        return f"{days} {'day' if days == 1 else 'days'} late"
    return "tomorrow" if days == 1 else f"in {days} days"


def row(found: Request, now: datetime) -> RequestRow:
    """Return a request."""
    over = found.state in REQUEST_OVER
    late = bool(not over and found.due and found.due < now)
    off = how_far_off(found.due, now) if found.due and not over else ""
    return RequestRow(
        id=found.pk,
        number=found.number,
        words=found.words,
        short=beginning(found.words, SHORT),
        state=REQUEST.states[found.state].words,
        tone=TONES.get(found.state, "quiet"),
        asked_by=found.asked_by.name if found.asked_by else "",
        asked_at=at(found.asked_at),
        asked_of=found.asked_of.name if found.asked_of else "",
        owner=found.owner.person.name if found.owner else "",
        line=found.line.title if found.line else "",
        criteria=found.criteria,
        due=at(found.due) if found.due else "",
        off=off,
        late=late,
        over=over,
        sent=f"{at(found.sent_at)}, {found.sent_by_way}" if found.sent_at else "",
    )


def figures(found: RequestMeasures) -> list[Figure]:
    """Return how requests stand, in four numbers."""
    took = found.median_hours
    return [
        Figure("Open", str(found.open), f"of {found.asked} asked"),
        Figure("Overdue", str(found.overdue), f"of {found.open} open"),
        Figure("Sent", str(found.sent), f"{found.late} of them after they were due"),
        Figure(
            "Median time to answer",
            "none sent yet" if took is None else lasting(timedelta(hours=took)),
            "from asking to first sending, nights included",
            missing=took is None,
        ),
    ]


def columns(found: Request) -> dict[str, Any]:
    """Return a line of the table to take away. Answers stay here: they leave by their own way."""
    return {
        "number": found.number,
        "words": found.words,
        "asked_by": found.asked_by.name if found.asked_by else "",
        "asked_at": _plain(found.asked_at),
        "asked_of": found.asked_of.name if found.asked_of else "",
        "line_of_enquiry": found.line.title if found.line else "",
        "criteria": found.criteria,
        "due": _plain(found.due),
        "who_has_it": found.owner.person.name if found.owner else "",
        "state": REQUEST.states[found.state].words,
        "sent_at": _plain(found.sent_at),
        "sent_by_way": found.sent_by_way,
    }


def _plain(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """Something that happened with a request."""

    what: str
    words: str
    by: str
    at: str
    reached: str
    hidden: bool = False


def step_row(step: RequestStep, *, reads_answers: bool) -> StepRow:
    """Return a step. What an answer said at the time is for those who work on it or check it."""
    hides = step.step == "answer" and not reads_answers
    return StepRow(
        what=KEPT.get(step.step, step.step),
        words="" if hides else step.words,
        by=step.by.name if step.by else "by their link",
        at=date_format(timezone.localtime(step.at), "j F Y, H:i"),
        reached=REQUEST.states[step.reached].words,
        hidden=hides,
    )


def people(names: list[str]) -> str:
    """Return names as a person says them."""
    return listed(names, "or")
