"""Examples of the addresses of the letters of the first day and of the circle, within an inspection of their own."""

from datetime import UTC, datetime
from typing import Any

from extramile.web.inspections import embargo
from extramile.web.inspections.actions import beginning, circle, letters, people
from extramile.web.inspections.models import BuiltPack, Inspection
from extramile.web.partnerships.permissions import Permission, Role
from tests.pages.addresses import Room
from tests.partnership import Place

WRITES = Permission.EDIT_TIMETABLE


def _needs(place: Place) -> dict[str, Any]:
    return place.once("letters", _make)


def _make(place: Place) -> dict[str, Any]:
    lead = place.scope()
    found = beginning.begin(
        scope=lead,
        pack_id="send-2016",
        kind="re-visit",
        title="In <spring>",
        called_at=datetime(2026, 3, 9, 9, 30, tzinfo=UTC),
    )
    people.add_person(
        scope=lead,
        inspection=found,
        values={"name": "Bo <Fern>", "side": "local", "role": "lano", "phone": "01632 960001"},
    )
    own = {"inspection": found, "letter": "staff"}
    for seen, words in enumerate(
        ("Dear {contact},\n\n# Now\n\n<b>All</b> is well.", "Dear all,\n\n+ When: {first_day}")
    ):
        letters.write_letter(scope=lead, title="In {area} <now>", words=words, seen=seen, **own)
    letters.note_sent(scope=lead, way="All staff, by <mail>", **own)
    letters.have_pack_built(scope=lead, inspection=found)
    row = _closed_circle(place, found)
    built = BuiltPack.objects.get(inspection=found)
    BuiltPack.objects.filter(pk=built.pk).update(content=b"PK")
    return {"written": found.pk, "pack": built.pk, "inside": row}


def _closed_circle(place: Place, found: Inspection) -> int:
    """Let two in, put one out, let one read; return the row of who is in."""
    lead, reader = place.scope(), place.scope(Role.DATA_MANAGER)
    gone = circle.let_in(scope=lead, inspection=found, member=place.members[Role.CONTRIBUTOR], why="Writes <them>")
    circle.put_out(scope=lead, inspection=found, row=gone, why="Is <done>")
    row = circle.let_in(scope=lead, inspection=found, member=reader.member, why="Checks <figures>")
    embargo.opened(reader, found, "findings", found.pk, "Findings")
    return row.pk


def _letters(name: str, path: str, may: Permission = WRITES, **more: Any) -> Room:
    return Room(f"inspections:{name}", f"/p/{{slug}}/inspect/{{written}}/{path}", may, needs=_needs, **more)


# Who reads the audit trail sees the circle, and so does who is in it.
CIRCLE = {Role.DATA_MANAGER: 200}
ROOMS = (
    _letters("letters", "letters/"),
    _letters("letter", "letters/families/"),
    _letters("letter", "letters/staff/"),
    _letters("write-letter", "letters/families/write/", form=True),
    _letters("write-letter", "letters/staff/write/", form=True),
    _letters("letter-template", "letters/staff/template/", only_posted=True, sent={"seen": "1"}),
    _letters("letter-sent", "letters/staff/sent/", only_posted=True, sent={"way": "By post"}),
    _letters("letter-file", "letters/young-people/file/html/", page=False),
    _letters("letter-file", "letters/contact-sheet/file/docx/", page=False),
    # Building is tested in tests/integration/inspections; the pack is for the person who asked for it.
    _letters("build-pack", "letters/pack/", only_posted=True),
    _letters("built-pack", "letters/pack/{pack}/", page=False, answers={Role.CONTRIBUTOR: 404}),
    _letters("circle", "circle/", Permission.READ_AUDIT, answers=CIRCLE),
    _letters("circle", "circle/?who=1", Permission.READ_AUDIT, answers=CIRCLE),
    _letters("readings-csv", "circle/readings.csv", Permission.READ_AUDIT, page=False),
    _letters(
        "let-in", "circle/let-in/", Permission.LEAD_INSPECTION, only_posted=True, sent={"member": "1", "why": "x"}
    ),
    _letters(
        "put-out", "circle/{inside}/put-out/", Permission.LEAD_INSPECTION, only_posted=True, sent={"why": "It is over"}
    ),
)
