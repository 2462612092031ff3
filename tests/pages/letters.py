"""Examples of the addresses of the letters of the first day and of the circle, within an inspection of their own."""

from datetime import UTC, datetime
from typing import Any

from extramile.web.inspections.actions import beginning, letters, people
from extramile.web.inspections.models import BuiltPack
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
    built = BuiltPack.objects.get(inspection=found)
    BuiltPack.objects.filter(pk=built.pk).update(content=b"PK")
    return {"written": found.pk, "pack": built.pk}


def _letters(name: str, path: str, may: Permission = WRITES, **more: Any) -> Room:
    return Room(f"inspections:{name}", f"/p/{{slug}}/inspect/{{written}}/{path}", may, needs=_needs, **more)


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
)
