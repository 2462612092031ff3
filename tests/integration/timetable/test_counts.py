"""What an inspection has been is counted from its records: what was held, who came; what nobody recorded is not zero."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from extramile.web.inspections.models import Inspection, Side
from extramile.web.timetable.models import Going, RosterLine, Session
from extramile.web.timetable.presenters.counts import sentence
from extramile.web.timetable.queries.counts import counts
from tests.integration.timetable.days import begun, goes, session, somebody

pytestmark = pytest.mark.django_db
MONDAY = datetime(2018, 11, 5, 9, 0, tzinfo=UTC)


def a_week_of_2018(found: Inspection) -> None:
    """Five days: 10 visits, 16 groups with 124 people, one session for parents and young people, and all around them."""

    def at(day: int, hour: int) -> datetime:
        return MONDAY + timedelta(days=day, hours=hour)

    session(found, "set-up-meeting", "Before it", starts=at(-4, 0))
    session(found, "leaders-meeting", "Beginning", starts=at(0, 2))
    for number in range(16):
        group = session(found, "focus-group", f"Group {number}", starts=at(number % 5, 3 + number % 3))
        # Twelve groups of eight and four of seven are 124; some of them are named, the others counted.
        people = 8 if number < 12 else 7
        named = [somebody(found, f"Person {number} {each}") for each in range(number % 3)]
        goes(group, *named, answer="accepted", came=True)
        goes(group, somebody(found, f"Inspector {number}", side=Side.VISITING), came=True)
        goes(group, somebody(found, f"Ill {number}"), answer="declined")
        RosterLine.objects.create(session=group, role="People", invited=9, accepted=8, attended=people - len(named))
    for number in range(10):
        visit = session(found, "setting-visit", f"Visit {number}", starts=at(2 + number % 2, number % 5))
        RosterLine.objects.create(session=visit, role="Staff", invited=4, accepted=4, attended=4)
    parents = session(found, "parent-session", "Parents and young people", starts=at(1, 9))
    RosterLine.objects.create(session=parents, role="Parents and young people", invited=40, accepted=30, attended=28)
    session(found, "keep-in-touch", "Keeping in touch", starts=at(3, 8))
    session(found, "feedback-meeting", "Feedback", starts=at(4, 6))
    off = session(found, "setting-visit", "Called off", starts=at(2, 1))
    Session.objects.filter(pk=off.pk).update(called_off_at=at(0, 0), called_off_why="The boiler burst")


def test_the_acceptance_story() -> None:
    _, found = begun()
    a_week_of_2018(found)

    counted = counts(found)

    assert (counted.visits, counted.focus_groups, counted.participants) == (10, 16, 124)
    assert (counted.sessions_for_families, counted.duration_days) == (1, 5)
    assert (counted.participants_unknown, counted.called_off, counted.to_come) == (0, 1, 0)
    assert sentence(counted) == "10 visits, 16 focus groups with 124 participants, 1 session for families, in 5 days."
    by_type = {each.type: (each.sessions, each.came) for each in counted.people}
    assert by_type["setting-visit"] == (10, 40)
    assert by_type["parent-session"] == (1, 28)
    assert by_type["feedback-meeting"] == (1, None)


def test_what_nobody_recorded_is_not_known_and_not_zero() -> None:
    _, found = begun()
    group = session(found)
    assert (counts(found).focus_groups, counts(found).participants) == (1, None)

    RosterLine.objects.create(session=group, role="Parents", invited=8)
    goes(group, somebody(found))
    assert counts(found).participants is None

    RosterLine.objects.update(attended=5)
    counted = counts(found)
    assert (counted.participants, counted.participants_unknown) == (5, 1)
    assert "with at least 5 participants" in sentence(counted)

    Going.objects.update(came=False)
    counted = counts(found)
    assert (counted.participants, counted.participants_unknown) == (5, 0)


def test_an_inspection_without_groups_has_no_participants_and_nothing_unknown() -> None:
    _, found = begun()
    assert (counts(found).participants, counts(found).participants_unknown) == (0, 0)
    assert sentence(counts(found)) == "Nothing has been held yet."


def test_held_is_what_is_over_or_somebody_came_to_but_not_what_nobody_came_to() -> None:
    _, found = begun()
    now = timezone.now()
    over, going_on, later = (
        session(found, title=title, starts=now + timedelta(minutes=minutes))
        for title, minutes in (("over", -90), ("going on", -30), ("later", 90))
    )

    def held() -> dict[str, bool]:
        return {each.session.title: each.held for each in counts(found, now=now).sessions}

    assert held() == {"over": True, "going on": False, "later": False}
    assert counts(found, now=now).to_come == 2
    RosterLine.objects.create(session=going_on, role="Parents", attended=3)
    RosterLine.objects.create(session=over, role="Parents", attended=0)
    assert held() == {"over": False, "going on": True, "later": False}
    # An inspector who came and found nobody still came.
    goes(over, somebody(found, "Inspector", side=Side.VISITING), came=True)
    assert held()["over"]
    assert not held()["later"]
    assert later.title == "later"


def test_the_page_and_the_file_say_the_same() -> None:
    people, found = begun()
    a_week_of_2018(found)
    client = Client()
    client.force_login(people["reader"].person)
    address = f"/p/wexmoor/inspect/{found.pk}/been"

    page = client.get(f"{address}/").content.decode()
    rows = client.get(f"{address}.csv").content.decode("utf-8-sig").splitlines()

    assert "10 visits, 16 focus groups with 124 participants" in page
    assert "1 called off and not counted" in page
    assert rows[0].startswith("session,type,title")
    groups = [row.split(",") for row in rows[1:] if ",Focus group," in row]
    assert len(groups) == 16
    assert sum(int(row[-2]) for row in groups) == 124


def test_a_big_timetable_is_counted_in_a_few_questions(django_assert_max_num_queries) -> None:
    _, found = begun()
    a_week_of_2018(found)
    with django_assert_max_num_queries(3):
        counts(found)
