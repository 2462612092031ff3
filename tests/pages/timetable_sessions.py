"""Examples of the addresses of the timetable: list, day, person, clashes, and one session."""

from datetime import UTC, datetime, timedelta
from typing import Any

from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.permissions import Permission
from extramile.web.timetable.actions import places, sessions
from tests.pages.addresses import Room
from tests.pages.inspections import inspection_of
from tests.partnership import Place

BEGINS = datetime(2026, 11, 11, 10, 0, tzinfo=UTC)
EDIT = Permission.EDIT_TIMETABLE


def session_of(place: Place) -> dict[str, Any]:
    """Return the ids of an inspection, of two sessions that clash, and of who goes to both."""
    return {**inspection_of(place), **place.once("timetabled", _make)}


def _make(place: Place) -> dict[str, Any]:
    lead = place.scope()
    found = Inspection.objects.get(pk=inspection_of(place)["inspection"])
    person = Participant.objects.create(inspection=found, name="Bea <Muster>", post="Nurse & midwife")
    hall = places.add_place(scope=lead, kind="room", name="Hall & <stage>", seats=1)
    made = [
        sessions.make(
            scope=lead,
            inspection=found,
            said=sessions.Said(
                type="focus-group",
                title=title,
                starts=BEGINS,
                ends=BEGINS + timedelta(hours=1),
                place=hall.pk,
                asks_to_see="The <plan> & how it is used",
                needs=("BSL interpreter",),
                going=frozenset({person.pk}),
            ),
        )
        for title in ("Group of <nurses>", "Another & one")
    ]
    return {"session": made[0].pk, "goer": person.pk, "hall": hall.pk}


def _within(name: str, path: str, may: Permission = Permission.SEE_ROOMS, **more: Any) -> Room:
    return Room(
        f"timetable:{name}", f"/p/{{slug}}/inspect/{{inspection}}/timetable/{path}", may, needs=session_of, **more
    )


ROOMS = (
    _within("list", ""),
    _within("list", "?words=group&kind=focus-group&mine=yes"),
    _within("day", "days/2026-11-11/"),
    _within("day", "days/2026-11-12/"),
    _within("person", "people/{goer}/", EDIT),
    _within("clashes", "clashes/"),
    _within("places", "places/"),
    _within("add-place", "places/add/", EDIT, form=True),
    _within("change-place", "places/{hall}/", EDIT, form=True),
    _within("retire-place", "places/{hall}/retire/", EDIT, only_posted=True),
    _within("way", "ways/", EDIT, only_posted=True),
    _within("holiday", "holidays/", EDIT, only_posted=True),
    _within("new", "new/", EDIT, form=True),
    _within("session", "sessions/{session}/"),
    _within("change", "sessions/{session}/change/", EDIT, form=True),
    _within("move", "sessions/{session}/move/", EDIT, only_posted=True),
    _within("call-off", "sessions/{session}/call-off/", EDIT, only_posted=True),
    _within("bring-back", "sessions/{session}/bring-back/", EDIT, only_posted=True),
    # Nobody who looks is asked to it: an invitation of somebody else does not exist.
    _within("answer", "sessions/{session}/answer/", only_posted=True, sent={"answer": "accepted"}),
    _within("debrief", "sessions/{session}/debrief/", EDIT, only_posted=True),
)
