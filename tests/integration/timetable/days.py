"""An inspection with sessions in it, made straight in the database: what is tested here is who goes and who came."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from extramile.web.inspections.actions import beginning
from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Going, Place, Session
from tests.integration.evidence.scene import make_partnership

CALLED = datetime(2026, 11, 9, 9, 30, tzinfo=UTC)
TWO_HOURS_AGO = timedelta(hours=-2)


def begun(
    slug: str = "wexmoor", pack: str = "send-2016", kind: str = "inspection"
) -> tuple[dict[str, Scope], Inspection]:
    """Return a partnership with somebody in every role, and an inspection that was called."""
    people = make_partnership(slug, area_code="")
    found = beginning.begin(scope=people["lead"], pack_id=pack, kind=kind, title="The inspection", called_at=CALLED)
    return people, found


def session(
    found: Inspection, kind: str = "focus-group", title: str = "A group", *, in_: timedelta = TWO_HOURS_AGO, **more: Any
) -> Session:
    """Make a session of an hour that begins so long from now: two hours ago."""
    starts = more.pop("starts", None) or timezone.now() + in_
    more = {"ends": starts + timedelta(hours=1), "made_by": found.made_by, **more}
    return Session.objects.create(inspection=found, type=kind, title=title, starts=starts, **more)


def somebody(found: Inspection, name: str = "Ada Beispiel", **more: Any) -> Participant:
    """Give somebody a part in the inspection."""
    return Participant.objects.create(inspection=found, name=name, **more)


def goes(session: Session, *people: Participant, **more: Any) -> list[Going]:
    """Let people go to a session."""
    return [Going.objects.create(session=session, participant=each, **more) for each in people]


def place(found: Inspection, **more: Any) -> Place:
    """Make a place."""
    return Place.objects.create(partnership=found.partnership, **{"kind": "room", "name": "Room 1", **more})
