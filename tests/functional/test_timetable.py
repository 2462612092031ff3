"""The timetable in a browser: dragged and put back, moved by keyboard on a phone without scripts; the room of those who inspect."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.timetable.actions import places, sessions
from extramile.web.timetable.models import Session
from tests.functional.person import PHONE, Person
from tests.integration.inspections.scene import inspect, make_partnership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BEGINS = datetime(2026, 11, 11, 10, tzinfo=UTC)


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def home(people: dict[str, Any]) -> str:
    """Return the address of an inspection with a group in each of two rooms."""
    lead = people["lead"]
    found = inspect(lead)
    for name, hours in (("Hall", 0), ("Library", 1)):
        room = places.add_place(scope=lead, kind="room", name=name)
        starts = BEGINS + timedelta(hours=hours)
        said = sessions.Said("focus-group", f"Group in the {name}", starts, starts + timedelta(hours=1), room.pk)
        sessions.make(scope=lead, inspection=found, said=said)
    return f"/p/wexmoor/inspect/{found.pk}/"


@pytest.fixture
def lead(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url)
    person.is_signed_in(people["lead"].person)
    yield person
    person.leaves()


@pytest.fixture
def nurse(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    """Somebody of the health board with a phone whose browser runs no scripts."""
    person = Person(browser, live_server.url, scripts=False)
    person.page.set_viewport_size(PHONE)
    person.is_signed_in(people["contributor"].person)
    yield person
    person.leaves()


@pytest.fixture
def inspector(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url)
    person.is_signed_in(people["inspector"].person)
    yield person
    person.leaves()


def test_a_session_is_dragged_to_another_room_and_put_back(lead: Person, home: str) -> None:
    lead.opens(f"{home}timetable/")
    lead.finds_the_page_usable()
    lead.follows("Wednesday 11 November 2026", within="main")
    lead.finds_the_page_usable()
    page = lead.page
    target = page.locator("td[data-start='12:00']:not(.t-held)").last
    with page.expect_navigation():
        page.locator(".t-held").first.drag_to(target)
    lead.sees("The session is moved.")
    moved = Session.objects.select_related("place").get(title="Group in the Hall")
    assert (timezone.localtime(moved.starts).hour, moved.place and moved.place.name) == (12, "Library")
    lead.finds_the_page_usable()
    lead.presses("Put it back")
    moved.refresh_from_db()
    assert moved.starts == BEGINS


def test_a_session_is_moved_called_off_and_brought_back_on_a_phone_without_scripts(nurse: Person, home: str) -> None:
    nurse.opens(f"{home}timetable/")
    nurse.follows("Group in the Hall", within="main")
    nurse.writes("Begins", "14:30")
    nurse.page.get_by_role("button", name="Move").focus()
    nurse.page.keyboard.press("Enter")
    nurse.sees("14:30 to 15:30")
    nurse.presses("Change")
    nurse.writes("Title", "Group of nurses")
    nurse.presses("Save")
    nurse.sees("Group of nurses")
    nurse.page.get_by_text("Call it off", exact=True).first.click()
    nurse.writes("Why it is called off", "The hall is flooded")
    nurse.page.get_by_role("button", name="Call it off").click()
    nurse.sees("The hall is flooded")
    nurse.presses("Bring it back")
    nurse.sees("The session takes place again.")


def test_an_inspector_finds_a_criterion_in_two_clicks(inspector: Person, home: str) -> None:
    inspector.opens(home)
    inspector.follows("Inspectors’ room", within="main nav")
    inspector.finds_the_page_usable()
    inspector.page.get_by_role("link", name="I3 ").first.click()
    inspector.sees("What the area says")
    inspector.finds_the_page_usable()
