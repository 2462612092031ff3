"""Examples of the addresses of `inspections`, and the inspection that all addresses within one speak of."""

from datetime import UTC, datetime
from typing import Any

from extramile.web.evidence import actions
from extramile.web.evidence.actions import About
from extramile.web.inspections.actions import beginning, ending, people, tasks
from extramile.web.partnerships.permissions import Permission, Role
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
    first, second = found.tasks.all()[:2]
    item = actions.add_note(scope=place.scope(), about=About("A <list> of plans"), text="Kept.")
    tasks.link_evidence(scope=place.scope(), task=first, item_id=item.pk)
    given = people.add_person(
        scope=place.scope(),
        inspection=found,
        values={"name": "Ada <Lane>", "side": "visiting", "role": "ofsted_lead", "email": "ada@inspectorate.example"},
    )
    left = people.add_person(
        scope=place.scope(), inspection=found, values={"name": "Bo", "side": "local", "role": "lano"}
    )
    people.leave(scope=place.scope(), person=left, why="On leave")
    return {
        "inspection": found.pk,
        "task": first.pk,
        "other_task": second.pk,
        "person": given.pk,
        "gone_person": left.pk,
    }


NOT_INSPECTORS = {Role.INSPECTOR: 403}
# Nobody has a line yet: a lead alone works on it.
ONLY_LEADS = {role: 403 for role in Role if role is not Role.LEAD}


def _inspect(name: str, path: str, may: Permission = Permission.SEE_ROOMS, **more: Any) -> Room:
    return Room(f"inspections:{name}", f"/p/{{slug}}/inspect/{{inspection}}/{path}", may, needs=inspection_of, **more)


def _ended(name: str, path: str, may: Permission = Permission.SEE_ROOMS, **more: Any) -> Room:
    """Return an address of an inspection that has ended."""
    return Room(f"inspections:{name}", f"/p/{{slug}}/inspect/{{ended}}/{path}", may, needs=_ended_one, **more)


def _ended_one(place: Place) -> dict[str, Any]:
    return place.once("ended inspection", _end)


def _end(place: Place) -> dict[str, Any]:
    called = datetime(2018, 10, 1, 9, 0, tzinfo=UTC)
    found = beginning.begin(
        scope=place.scope(), pack_id="send-2016", kind="inspection", title="Autumn 2018", called_at=called
    )
    ending.end(scope=place.scope(), inspection=found, why="All is done")
    return {"ended": found.pk}


def _drill(place: Place) -> dict[str, Any]:
    lead, more = place.scope(), {"pack_id": "send-2023", "kind": "full", "purpose": "rehearsal"}
    beginning.begin(scope=lead, title="The first <drill>", called_at=datetime(2026, 6, 1, 9, 0, tzinfo=UTC), **more)
    found = beginning.begin(scope=lead, title="Drill", called_at=datetime(2026, 10, 5, 9, 0, tzinfo=UTC), **more)
    tasks.take_step(scope=lead, task=found.tasks.all()[0], step="settle")
    return {"drill": found.pk}


ROOMS = (
    Room("inspections:inspections", "/p/{slug}/inspect/"),
    Room("inspections:inspections", "/p/{slug}/inspect/", needs=inspection_of),
    Room("inspections:new", "/p/{slug}/inspect/new/", Permission.LEAD_INSPECTION, form=True),
    _inspect("inspection", ""),
    _inspect("end", "end/", Permission.LEAD_INSPECTION, only_posted=True, sent={"why": "All is done."}),
    _ended("reopen", "reopen/", Permission.LEAD_INSPECTION, only_posted=True, sent={"why": "Something was left."}),
    _ended("inspection", ""),
    Room(
        "inspections:rehearsal",
        "/p/{slug}/inspect/{drill}/rehearsal/",
        needs=lambda place: place.once("drill", _drill),
        answers=NOT_INSPECTORS,
    ),
    _inspect("dates", "dates/"),
    _inspect("checklist", "checklist/", answers=NOT_INSPECTORS),
    _inspect("checklist", "checklist/?whose=mine&state=unsettled&words=x&late=yes", answers=NOT_INSPECTORS),
    _inspect("checklist-csv", "checklist.csv", page=False, answers=NOT_INSPECTORS),
    _inspect("add-task", "checklist/new/", Permission.LEAD_INSPECTION, form=True),
    _inspect(
        "change-several", "checklist/change/", Permission.LEAD_INSPECTION, only_posted=True, sent={"to-step": "begin"}
    ),
    _inspect("task", "checklist/{task}/", form=True, answers=NOT_INSPECTORS),
    _inspect("task-step", "checklist/{other_task}/step/", only_posted=True, sent={"step": "begin"}, answers=ONLY_LEADS),
    _inspect("task-evidence", "checklist/{task}/evidence/", form=True, answers=ONLY_LEADS),
    _inspect("room", "room/", Permission.SEE_INSPECTORS_ROOM),
    _inspect("room", "room/?words=plan", Permission.SEE_INSPECTORS_ROOM),
    _inspect("room-figures", "room/figures/", Permission.SEE_INSPECTORS_ROOM),
    _inspect("room-criterion", "room/criteria/I1/", Permission.SEE_INSPECTORS_ROOM),
    _inspect("people", "people/", Permission.EDIT_TIMETABLE),
    _inspect("contacts-csv", "people.csv", Permission.EDIT_TIMETABLE, page=False),
    _inspect("roles", "people/roles/", Permission.EDIT_TIMETABLE),
    _inspect("person", "people/{person}/", Permission.EDIT_TIMETABLE),
    _inspect("person", "people/{gone_person}/", Permission.EDIT_TIMETABLE),
    _inspect("add-person", "people/new/", Permission.EDIT_TIMETABLE, form=True),
    _inspect("change-person", "people/{person}/change/", Permission.EDIT_TIMETABLE, form=True),
    _inspect(
        "person-leaves", "people/{person}/leave/", Permission.EDIT_TIMETABLE, only_posted=True, sent={"why": "Ill."}
    ),
    _inspect("person-returns", "people/{gone_person}/back/", Permission.EDIT_TIMETABLE, only_posted=True, sent={}),
    _inspect("enter-days", "dates/enter/", Permission.LEAD_INSPECTION, form=True),
)
