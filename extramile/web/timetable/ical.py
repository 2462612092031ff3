"""A person's sessions as an iCalendar file: title, time, place and whether it was called off. Nobody else's name is in it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from extramile.web.timetable.models import Answer, Going


def calendar(title: str, goings: Iterable[Going], now: datetime) -> bytes:
    """Return the file. An entry keeps its UID; SEQUENCE grows with each change, so that calendars take the newer one."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "extramile"
    found = Calendar()
    found.add("prodid", "-//Extramile//Timetable//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", title)
    for going in goings:
        session = going.session
        event = Event()
        event.add("uid", f"session-{session.pk}@{host}")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", session.starts.astimezone(UTC))
        event.add("dtend", session.ends.astimezone(UTC))
        event.add("sequence", session.revision - 1)
        event.add("summary", session.title)
        if session.place:
            event.add("location", ", ".join(each for each in (session.place.name, session.place.address) if each))
        if session.link:
            event.add("url", session.link)
        if session.called_off_at:
            event.add("status", "CANCELLED")
            event.add("description", f"Called off: {session.called_off_why}")
        else:
            event.add("status", "CONFIRMED" if going.answer == Answer.ACCEPTED else "TENTATIVE")
        found.add_component(event)
    return found.to_ical()
