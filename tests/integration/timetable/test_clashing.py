"""What clashes is found in the rows of the database; what was called off or declined clashes with nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from extramile.web.inspections.actions import ending
from extramile.web.timetable.models import Holiday, RosterLine, Travel
from extramile.web.timetable.queries.clashing import clashes_of, told_apart
from tests.integration.inspections.scene import signed_in
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


def test_what_is_over_is_not_to_resolve() -> None:
    people, found = begun()
    ada = somebody(found, "Ada")
    now = timezone.now()
    for starts in (now - timedelta(hours=3), now - timedelta(hours=2, minutes=30), now + timedelta(hours=3)):
        goes(session(found, starts=starts), ada)
    goes(session(found, starts=now + timedelta(hours=3, minutes=30)), ada)

    apart = told_apart(found, clashes_of(found, names=True), now)
    assert [len(each) for each in (apart.to_resolve, apart.over)] == [1, 1]
    # One that has begun clashes with one that can still be moved: until then there is something to do.
    assert len(told_apart(found, clashes_of(found, names=True), now - timedelta(hours=2, minutes=45)).to_resolve) == 2

    ending.end(scope=people["lead"], inspection=found, why="It is over")
    found.refresh_from_db()
    assert told_apart(found, clashes_of(found, names=True), now).to_resolve == []


def test_the_front_page_says_how_many_clashes_are_to_resolve_and_the_page_of_clashes_gives_full_dates() -> None:
    people, found = begun()
    ada = somebody(found, "Ada")
    day = timezone.localtime() + timedelta(days=2)
    for days, minutes in ((-4, 0), (-4, 30), (0, 0), (0, 30)):
        goes(session(found, starts=day.replace(hour=9, minute=minutes) + timedelta(days=days)), ada)
    client = signed_in(people["lead"])
    at = [people["lead"].name, found.pk]

    front = client.get(reverse("inspections:inspection", args=at)).content.decode()
    page = client.get(reverse("timetable:clashes", args=at)).content.decode()

    assert "1 clash to resolve in the timetable" in front
    assert f'href="{reverse("timetable:clashes", args=at)}"' in front
    assert "<strong>1 clash to resolve</strong>" in page
    assert "What is over and did not fit (1)" in page
    assert f"{day:%A %-d %B %Y}, 09:00 to 10:00" in page
