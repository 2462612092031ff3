"""Words for the calendar of somebody else, for whoever runs the inspection. The address itself is never among them."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.inspections.models import Participant


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """How somebody's calendar stands, and what can be done: `send` is the text of a button, or "" for none."""

    words: tuple[str, ...]
    send: str = ""
    revoke: bool = False


def calendar_of(person: Participant, mail: Any, job: Any) -> CalendarWords:
    """Return how somebody's calendar stands. `mail` is the last one with its address, `job` the one that sends it."""
    if person.member_id:
        made = "They have made its address" if person.nonce else "They can make its address"
        return CalendarWords((f"{made} themselves, under “Your calendar”.",), revoke=bool(person.nonce))
    if not person.email:
        return CalendarWords(
            ("They have no account here.", "Once their part has an e-mail address, a calendar can be sent to it.")
        )
    if not person.nonce:
        what = "A mail takes them the address of a calendar with their sessions: titles, times and places."
        return CalendarWords(
            (what, f"It goes to {person.email}, and nobody else reads it."), send="Send them the address"
        )
    return CalendarWords(
        (_state(mail, job), "A new one ends the address before."), send="Send a new address", revoke=True
    )


def _state(mail: Any, job: Any) -> str:
    if mail and mail.sent_at:
        return f"Its address was sent to them on {date_format(timezone.localtime(mail.sent_at), 'j F Y, H:i')}."
    if job and job.state == job.State.FAILED:
        return str(job.problem)
    return "The mail with its address is on its way."
