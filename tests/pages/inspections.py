"""Examples of the addresses of `inspections`, and the inspection that all addresses within one speak of."""

from datetime import UTC, datetime
from typing import Any

from extramile.web.inspections.actions import beginning
from extramile.web.partnerships.permissions import Permission
from tests.pages.addresses import Room
from tests.partnership import Place


def inspection_of(place: Place) -> dict[str, Any]:
    """Return the ids of an inspection in a place: called, not published."""
    return place.once("inspection", _make)


def _make(place: Place) -> dict[str, Any]:
    called = datetime(2026, 11, 9, 9, 30, tzinfo=UTC)
    found = beginning.begin(
        scope=place.scope(), pack_id="send-2023", kind="full", title="In <autumn>", called_at=called
    )
    return {"inspection": found.pk}


def _inspect(name: str, path: str, may: Permission = Permission.SEE_ROOMS, **more: Any) -> Room:
    return Room(f"inspections:{name}", f"/p/{{slug}}/inspect/{{inspection}}/{path}", may, needs=inspection_of, **more)


ROOMS = (
    Room("inspections:inspections", "/p/{slug}/inspect/"),
    Room("inspections:inspections", "/p/{slug}/inspect/", needs=inspection_of),
    Room("inspections:new", "/p/{slug}/inspect/new/", Permission.LEAD_INSPECTION, form=True),
    _inspect("inspection", ""),
    _inspect("dates", "dates/"),
    _inspect("enter-days", "dates/enter/", Permission.LEAD_INSPECTION, form=True),
)
