"""What clashes is found in the rows of the database; what was called off or declined clashes with nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from extramile.web.timetable.models import Holiday, RosterLine, Travel
from extramile.web.timetable.queries.clashing import clashes_of
from tests.integration.timetable.days import begun, goes, place, session, somebody

pytestmark = pytest.mark.django_db

NINE = datetime(2036, 11, 10, 9, 0, tzinfo=UTC)


def kinds(found) -> list[str]:
    return [each.kind for each in clashes_of(found, names=True)]


def test_a_person_in_two_places_is_named_only_to_those_who_may_read_names() -> None:
    _, found = begun()
    ada = somebody(found, "Ada Beispiel", post="Head of service")
    for minutes in (0, 30):
        goes(session(found, starts=NINE + timedelta(minutes=minutes)), ada)

    (named,), (unnamed,) = clashes_of(found, names=True), clashes_of(found, names=False)

    assert named.kind == unnamed.kind == "two-places"
    assert named.words.startswith("Ada Beispiel is in")
    assert unnamed.words.startswith("Head of service is in")


def test_whoever_declined_and_what_was_called_off_clash_with_nothing() -> None:
    _, found = begun()
    ada, bo = somebody(found, "Ada"), somebody(found, "Bo")
    first = session(found, starts=NINE)
    goes(first, ada, bo)
    goes(session(found, starts=NINE), ada, answer="declined")
    goes(session(found, starts=NINE, called_off_at=timezone.now(), called_off_why="Snow"), bo)

    assert kinds(found) == []


def test_the_way_between_two_buildings_is_the_one_the_area_entered() -> None:
    _, found = begun()
    inspector = somebody(found, "Ola", side="visiting")
    here, there = place(found, building="Ash House"), place(found, name="Elm School", kind="setting")
    goes(session(found, starts=NINE, place=here), inspector)
    goes(session(found, starts=NINE + timedelta(minutes=85), place=there), inspector)
    assert kinds(found) == []

    Travel.objects.create(partnership=found.partnership, one="Ash House", other="Elm School", minutes=40)
    assert kinds(found) == ["no-travel"]


def test_those_who_are_counted_need_seats_too() -> None:
    _, found = begun()
    small = session(found, starts=NINE, place=place(found, seats=6), expected=3)
    assert kinds(found) == []

    RosterLine.objects.create(session=small, role="Parents", invited=7)
    assert kinds(found) == ["too-small"]


def test_pupils_in_the_holidays_a_manager_in_a_staff_group_and_a_need_that_nobody_met() -> None:
    _, found = begun()
    Holiday.objects.create(partnership=found.partnership, name="Half-term", first=NINE.date(), last=NINE.date())
    head = somebody(found, "Head")
    teacher = somebody(found, "Teacher", managed_by=head)
    group = session(found, starts=NINE, staff_group=True, with_pupils=True, needs=["an interpreter"])
    goes(group, head, teacher)
    assert kinds(found) == ["manager", "need", "outside-school"]

    group.arranged = ["an interpreter"]
    group.save()
    assert kinds(found) == ["manager", "outside-school"]
