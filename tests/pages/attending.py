"""Examples of the addresses of rosters, counts, calendars and of what people must be told."""

from datetime import UTC, datetime, timedelta
from typing import Any

from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.permissions import Permission
from extramile.web.timetable.actions import rosters, telling
from extramile.web.timetable.models import Going, Session
from tests.pages.addresses import Example, Room
from tests.pages.inspections import inspection_of
from tests.partnership import Place

BEGAN = datetime(2026, 11, 10, 10, 0, tzinfo=UTC)


def roster_of(place: Place) -> dict[str, Any]:
    """Return the ids of an inspection, a session in it that is over, somebody who went, and a line of those counted."""
    return {**inspection_of(place), **place.once("roster", _make)}


def _make(place: Place) -> dict[str, Any]:
    lead = place.scope()
    found = Inspection.objects.get(pk=inspection_of(place)["inspection"])
    session = Session.objects.create(
        inspection=found,
        type="focus-group",
        title="Group of <parents>",
        starts=BEGAN,
        ends=BEGAN + timedelta(hours=1),
        made_by=lead.person,
    )
    person = Participant.objects.create(
        inspection=found, name="Ada <Beispiel>", post="Head & teacher", email="a@b.example"
    )
    going = Going.objects.create(session=session, participant=person)
    line = rosters.add_line(scope=lead, session=session, role="Parents & <carers>", phase="primary", invited=8)
    later = BEGAN + timedelta(days=20_000)
    coming = Session.objects.create(
        inspection=found,
        type="setting-visit",
        title="A <visit>",
        starts=later,
        ends=later + timedelta(hours=1),
        made_by=lead.person,
    )
    Going.objects.create(session=coming, participant=person)
    telling.changed(coming, None)
    return {"rostered": session.pk, "going": going.pk, "roster_line": line.pk, "person": person.pk}


def _within(name: str, path: str, may: Permission = Permission.SEE_ROOMS, **more: Any) -> Room:
    return Room(f"timetable:{name}", f"/p/{{slug}}/inspect/{{inspection}}/{path}", may, needs=roster_of, **more)


EDIT = Permission.EDIT_TIMETABLE
ROOMS = (
    _within("roster", "timetable/sessions/{rostered}/roster/"),
    _within("add-line", "timetable/sessions/{rostered}/roster/add/", EDIT, form=True),
    _within("take-out-line", "timetable/roster/{roster_line}/take-out/", EDIT, only_posted=True),
    _within("attendance", "timetable/sessions/{rostered}/attendance/", EDIT, form=True),
    _within("balance", "asked/"),
    _within("been", "been/"),
    _within("been-csv", "been.csv", page=False),
    _within("calendar", "calendar/", form=True),
    _within("calendar-of", "timetable/people/{person}/calendar/", Permission.LEAD_INSPECTION, only_posted=True),
    _within("untold", "untold/", EDIT, form=True),
    _within("told-by-hand", "untold/{person}/told/", EDIT, only_posted=True),
)
# An address that nobody was given; the feed itself is tested in tests/integration/timetable.
EXAMPLES = (Example("timetable:feed", "/calendars/1/wrong.ics", 404, 404, 404),)
