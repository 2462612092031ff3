"""Places, ways and holidays as they are entered; two people at once."""

from typing import Any

import pytest

from extramile.web.timetable.models import Holiday, Place, Travel
from extramile.web.timetable.place_forms import values_of
from tests.integration.selfevaluation.scene import signed_in
from tests.integration.timetable import days

pytestmark = pytest.mark.django_db
ROOM = {
    "kind": "room",
    "name": "Moor Room",
    "seats": "12",
    "offers": "hearing loop, step-free access",
    "opens": "8:30",
    "closes": "17:00",
}


@pytest.fixture
def lead() -> Any:
    people, found = days.begun()
    client = signed_in(people["lead"])
    client.home = f"/p/wexmoor/inspect/{found.pk}/timetable/"
    client.reader = signed_in(people["reader"])
    return client


def seen(place: Place) -> dict[str, Any]:
    return {f"seen-{name}": value for name, value in values_of(place).items()}


def test_a_place_is_added_changed_retired_and_used_again(lead: Any) -> None:
    assert lead.post(f"{lead.home}places/add/", ROOM).status_code == 302
    place = Place.objects.get()
    assert (place.seats, place.offers, place.opens.hour) == (12, ["hearing loop", "step-free access"], 8)
    path = f"{lead.home}places/{place.pk}/"
    assert lead.post(path, {**ROOM, "seats": "20", **seen(place)}).status_code == 302
    lead.post(f"{path}retire/")
    assert "not in use" in lead.reader.get(f"{lead.home}places/").content.decode()
    lead.post(f"{path}retire/", {"do": "again"})
    place.refresh_from_db()
    assert (place.seats, place.retired_at) == (20, None)


def test_what_somebody_else_changed_of_a_place_is_not_written_over(lead: Any) -> None:
    lead.post(f"{lead.home}places/add/", ROOM)
    place = Place.objects.get()
    before, path = seen(place), f"{lead.home}places/{place.pk}/"
    lead.post(path, {**ROOM, "seats": "20", **before})
    # Another thing: both stay. The same thing: nothing is written, and what stands now is shown.
    assert lead.post(path, {**ROOM, "offers": "hearing loop", **before}).status_code == 302
    refused = lead.post(path, {**ROOM, "seats": "30", **before})
    place.refresh_from_db()
    assert (place.seats, place.offers) == (20, ["hearing loop"])
    assert refused.status_code == 422
    assert "<dd>20</dd>" in refused.content.decode()
    assert lead.post(path, ROOM).status_code == 422


def test_ways_and_holidays_are_entered_and_taken_out(lead: Any) -> None:
    for name in ("Moor Room", "Harbour Room"):
        lead.post(f"{lead.home}places/add/", {**ROOM, "name": name})
    assert lead.post(f"{lead.home}ways/", {"one": "Moor Room", "other": "Moor Room", "minutes": "5"}).status_code == 422
    lead.post(f"{lead.home}ways/", {"one": "Moor Room", "other": "Harbour Room", "minutes": "20"})
    lead.post(f"{lead.home}holidays/", {"name": "Half-term", "first": "26 October 2026", "last": "30 October 2026"})
    assert lead.post(f"{lead.home}holidays/", {"name": "Half-term", "first": "soon"}).status_code == 422
    page = lead.reader.get(f"{lead.home}places/").content.decode()
    assert "Harbour Room and Moor Room" in page
    assert "30 October 2026" in page
    lead.post(f"{lead.home}ways/", {"out": Travel.objects.get().pk})
    lead.post(f"{lead.home}holidays/", {"out": Holiday.objects.get().pk})
    assert lead.post(f"{lead.home}holidays/", {"out": "1"}).status_code == 404
    assert not Travel.objects.exists()


def test_another_partnerships_place_does_not_exist(lead: Any) -> None:
    _, other = days.begun("elsewhere")
    theirs = days.place(other, name="Their hall")
    assert lead.get(f"{lead.home}places/{theirs.pk}/").status_code == 404
    assert lead.post(f"{lead.home}places/{theirs.pk}/retire/").status_code == 404
    assert "Their hall" not in lead.get(f"{lead.home}places/").content.decode()
