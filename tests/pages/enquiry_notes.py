"""Examples of the addresses of notes."""

from datetime import UTC, datetime
from typing import Any

from extramile.web.enquiries.actions import notes
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from tests.pages.addresses import Room
from tests.pages.inspections import inspection_of
from tests.partnership import Place


def note_of(place: Place) -> dict[str, Any]:
    """Return the ids of an inspection and of a note that was corrected."""
    return {**inspection_of(place), **place.once("noted", _make)}


def _make(place: Place) -> dict[str, Any]:
    lead = place.scope()
    found = Inspection.objects.get(pk=inspection_of(place)["inspection"])
    held = datetime(2025, 9, 12, 15, 0, tzinfo=UTC)
    made = notes.write(
        scope=lead, inspection=found, kind="keep-in-touch", held_at=held, words="They <liked> it & said so."
    )
    notes.correct(scope=lead, note=made, words="They <liked> most of it.", criteria=["I1"], seen=1)
    return {"note": made.pk}


def _notes(name: str, path: str, **more: Any) -> Room:
    address = f"/p/{{slug}}/inspect/{{inspection}}/notes/{path}"
    return Room(f"enquiries:{name}", address, Permission.SEE_EMBARGOED, needs=note_of, **more)


ROOMS = (
    _notes("notes", ""),
    _notes("notes", "?words=nothing"),
    _notes("write-note", "new/", form=True),
    _notes("note", "{note}/"),
    _notes("correct-note", "{note}/correct/", form=True),
)
