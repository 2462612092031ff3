"""Examples of the addresses of lines of enquiry: one open, one closed."""

from datetime import date
from typing import Any

from extramile.web.enquiries.actions import lines
from extramile.web.evidence import actions as evidence
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from tests.pages.addresses import Room
from tests.pages.inspections import inspection_of
from tests.partnership import Place


def lines_of(place: Place) -> dict[str, Any]:
    """Return the ids of an inspection and two lines."""
    return {**inspection_of(place), **place.once("lines", _make)}


def _make(place: Place) -> dict[str, Any]:
    lead = place.scope()
    found = Inspection.objects.get(pk=inspection_of(place)["inspection"])
    made = lines.begin(
        scope=lead,
        inspection=found,
        title="Who <waits>?",
        raised_on=date(2025, 9, 10),
        criteria=["I1"],
        reading="Long & wide",
    )
    item = evidence.add_note(scope=lead, about=evidence.About("A <count>"), text="Kept.")
    lines.offer(scope=lead, line=made, item_id=item.pk)
    closed = lines.begin(scope=lead, inspection=found, title="Transport", raised_on=date(2025, 9, 11))
    lines.step(scope=lead, line=closed, do="close", why="They have seen enough")
    return {"line": made.pk, "closed_line": closed.pk}


def _lines(name: str, path: str, may: Permission = Permission.ANSWER_REQUESTS, **more: Any) -> Room:
    return Room(f"enquiries:{name}", f"/p/{{slug}}/inspect/{{inspection}}/lines/{path}", may, needs=lines_of, **more)


ROOMS = (
    Room("enquiries:lines", "/p/{slug}/inspect/{inspection}/lines/", Permission.ANSWER_REQUESTS, needs=inspection_of),
    _lines("lines", ""),
    _lines("lines", "?state=closed&criterion=I1"),
    _lines("new-line", "new/", form=True),
    _lines("line", "{line}/"),
    _lines("line", "{closed_line}/"),
    _lines("change-line", "{line}/change/", form=True),
    _lines("line-evidence", "{line}/evidence/", form=True),
    _lines(
        "line-step",
        "{closed_line}/step/",
        Permission.LEAD_INSPECTION,
        only_posted=True,
        sent={"do": "reopen", "why": "Again"},
    ),
)
