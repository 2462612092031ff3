"""What clashes in a timetable: each kind by an example, and all of them against a slow twin."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations, permutations
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from extramile.core.inspecting import Clash, ClashKind, Place, Session, Surroundings, clashes

LONDON = ZoneInfo("Europe/London")
MONDAY = date(2026, 11, 23)
HALL = Place("hall", "Committee room 1", "County hall", seats=8, offers=frozenset({"step-free access"}))
SCHOOL = Place("school", "Ash Primary", "Ash Primary", seats=30, opens=time(8, 45), closes=time(15, 15))
ONLINE = Place("online", "Online")
AROUND = Surroundings(names={"ann": "Ann", "bob": "Bob"}, travel={("Ash Primary", "County hall"): 25})


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


def session(name: str, start: datetime, minutes: int = 60, **more: Any) -> Session:
    more = {"type": "focus-group", "title": name.capitalize(), "place": HALL, "people": frozenset({"ann"}), **more}
    return Session(id=name, start=start, end=start + timedelta(minutes=minutes), **more)


def test_one_person_in_two_places() -> None:
    found = clashes([session("one", at(9)), session("two", at(9, 30), place=ONLINE)], AROUND)

    assert [(each.kind, each.sessions, each.words) for each in found] == [
        ("two-places", ("one", "two"), "Ann is in “One” until 10:00 and in “Two” from 09:30.")
    ]


def test_an_inspector_in_two_places() -> None:
    held = [
        session(name, at(9, minute), place=place, people=frozenset(), inspectors=frozenset({"bob"}))
        for name, minute, place in (("one", 0, HALL), ("two", 30, SCHOOL))
    ]

    (found,) = clashes(held, AROUND)

    assert (found.kind, found.words) == ("two-places", "Bob is in “One” until 10:00 and in “Two” from 09:30.")
    assert found.help == "Move one of them, or let somebody else go."


def test_a_room_taken_twice_and_online_never() -> None:
    def two(place: Place) -> list[Session]:
        return [session("one", at(9), place=place), session("two", at(9, 30), place=place, people=frozenset({"bob"}))]

    assert [each.kind for each in clashes(two(HALL), AROUND)] == ["room-taken"]
    assert clashes(two(ONLINE), AROUND) == []


def test_a_room_too_small() -> None:
    assert [each.words for each in clashes([session("one", at(9), size=9)])] == [
        "“One” expects 9 people; Committee room 1 seats 8."
    ]
    assert clashes([session("one", at(9), size=8)]) == []


@pytest.mark.parametrize(("start", "kinds"), [((10, 20), ["no-travel"]), ((10, 25), [])])
def test_no_time_to_travel(start: tuple[int, int], kinds: list[str]) -> None:
    found = clashes([session("one", at(9)), session("two", at(*start), place=SCHOOL)], AROUND)

    assert [each.kind for each in found] == kinds
    if found:
        assert found[0].words == "Ann has 20 minutes from “One” to “Two”; the way takes 25."
        assert found[0].help == "Begin “Two” at 10:25 or later, or hold it online."


def test_a_call_on_the_way_takes_no_time_off_the_way() -> None:
    held = [session("one", at(9)), session("call", at(10), 5, place=ONLINE), session("two", at(10, 10), place=SCHOOL)]

    assert [(each.kind, each.sessions) for each in clashes(held, AROUND)] == [("no-travel", ("one", "two"))]


@pytest.mark.parametrize(("second", "kinds"), [((13, 0), ["no-lunch"]), ((13, 20), [])])
def test_no_lunch(second: tuple[int, int], kinds: list[str]) -> None:
    held = [session("one", at(11), 110), session("two", at(*second), 60)]
    found = clashes(held, AROUND)

    assert [each.kind for each in found] == kinds
    assert [each.words for each in found] == ["Ann has no 30 minutes free between 11:45 and 14:00."] * len(kinds)


def test_pupils_come_in_school_time_only() -> None:
    def kinds(start: datetime, **more: Any) -> list[str]:
        around = Surroundings(school_holidays=((date(2026, 12, 21), date(2027, 1, 1)),))
        found = clashes([session("one", start, place=SCHOOL, with_pupils=True, **more)], around)
        return [each.words for each in found]

    assert kinds(at(9)) == []
    assert kinds(at(15)) == ["Pupils come to “One”, which is outside the school day (08:45 to 15:15)."]
    assert kinds(at(9, day=date(2026, 11, 22))) == ["Pupils come to “One”, which is on no school day."]
    assert kinds(at(9, day=date(2026, 12, 22))) == ["Pupils come to “One”, which is in the school holidays."]


def test_a_manager_among_staff() -> None:
    around = Surroundings(names=AROUND.names, managers={"ann": frozenset({"bob"})})
    both = frozenset({"ann", "bob"})

    found = clashes([session("one", at(9), people=both, staff_group=True)], around)

    assert [each.words for each in found] == ["Ann manages Bob, who should speak freely in “One”."]
    assert clashes([session("one", at(9), people=both)], around) == []


def test_a_need_that_nobody_has_arranged() -> None:
    needs = frozenset({"step-free access", "BSL interpreter", "quiet space"})

    found = clashes([session("one", at(9), needs=needs)])
    assert [each.who for each in found] == ["BSL interpreter", "quiet space"]
    assert found[0].words == "Nobody has arranged what somebody at “One” needs: BSL interpreter."
    assert clashes([session("one", at(9), needs=needs, provided=needs - HALL.offers)]) == []
    assert [each.who for each in clashes([session("one", at(9), needs=HALL.offers, place=SCHOOL)])] == [
        "step-free access"
    ]


def test_a_session_that_ends_before_it_begins_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        session("one", at(9), -5)


PLACES = st.sampled_from([HALL, SCHOOL, ONLINE, None])
PEOPLE = st.frozensets(st.sampled_from(["ann", "bob", "cem", "dee"]), max_size=3)
NEEDS = st.frozensets(st.sampled_from(["step-free access", "BSL interpreter", "quiet space"]), max_size=2)
# Friday to Monday: two days without school, and a holiday on the last.
DRAWN = Surroundings(
    names=AROUND.names,
    travel=AROUND.travel,
    managers={"ann": frozenset({"bob", "dee"}), "dee": frozenset({"cem"})},
    school_holidays=((MONDAY, MONDAY),),
)
KINDS = frozenset(get_args(ClashKind))


@st.composite
def timetables(draw: Any) -> list[Session]:
    return [
        session(
            f"s{number}",
            at(8, 0, MONDAY + timedelta(days=draw(st.integers(-3, 1))))
            + timedelta(minutes=5 * draw(st.integers(0, 110))),
            5 * draw(st.integers(1, 30)),
            place=draw(PLACES),
            people=draw(PEOPLE),
            inspectors=draw(PEOPLE),
            size=draw(st.integers(0, 40)),
            needs=draw(NEEDS),
            provided=draw(NEEDS),
            staff_group=draw(st.booleans()),
            with_pupils=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 12)))
    ]


def slowly(sessions: list[Session]) -> set[tuple[str, tuple[str, ...], str]]:
    """Look at every two sessions, and at every five minutes of lunchtime, for everybody."""
    found: set[tuple[str, tuple[str, ...], str]] = set()
    ordered = sorted(sessions, key=lambda each: (each.start, each.end, each.id))
    for one, other in combinations(ordered, 2):
        if one.start < other.end and other.start < one.end:
            found |= {("two-places", (one.id, other.id), person) for person in one.everybody & other.everybody}
            if one.place and one.place is other.place and one.place.building:
                found.add(("room-taken", (one.id, other.id), one.place.id))
    for person in {person for each in ordered for person in each.everybody}:
        theirs = [each for each in ordered if person in each.everybody]
        somewhere = [each for each in theirs if each.place and each.place.building]
        for each in somewhere:
            before = [one for one in somewhere if one.end <= each.start and one.start.date() == each.start.date()]
            if before:
                last = max(before, key=lambda one: (one.end, one.start, one.id))
                gap = (each.start - last.end).total_seconds() / 60
                if gap < DRAWN.minutes_between(last.place, each.place):
                    found.add(("no-travel", (last.id, each.id), person))
        for day in {each.start.date() for each in theirs}:
            busy = [each for each in theirs if each.start < at(14, 0, day) and each.end > at(11, 45, day)]
            tries = [at(11, 45, day) + timedelta(minutes=5 * n) for n in range(22)]
            half = timedelta(minutes=30)
            if busy and not any(all(each.end <= t or each.start >= t + half for each in busy) for t in tries):
                found.add(("no-lunch", tuple(each.id for each in busy), person))
    return found | {(kind, (each.id,), who) for each in ordered for kind, who in in_itself(each)}


def in_itself(each: Session) -> Iterator[tuple[str, str]]:
    """Look at one session every five minutes, and at every two people in it."""
    place, where = each.place, each.place.id if each.place else ""
    if place and place.seats is not None and len(range(each.size)[place.seats :]):
        yield "too-small", where
    for need in each.needs:
        if need not in each.provided and not (place and need in place.offers):
            yield "need", need
    fives = int((each.end - each.start).total_seconds() // 300)
    moments = [each.start + timedelta(minutes=5 * number) for number in range(fives + 1)]
    in_school = each.start.weekday() < 5 and each.start.date() != MONDAY
    if place:
        in_school = in_school and all(place.opens <= moment.time() <= place.closes for moment in moments)
    if each.with_pupils and not in_school:
        yield "outside-school", where
    if each.staff_group:
        managing = {one for one, other in permutations(each.people, 2) if other in DRAWN.managers.get(one, ())}
        yield from (("manager", one) for one in managing)


@settings(max_examples=150, deadline=None)
@given(timetables())
def test_a_slow_twin_finds_the_same(sessions: list[Session]) -> None:
    found: list[Clash] = clashes(sessions, DRAWN)

    assert {(each.kind, each.sessions, each.who) for each in found} == slowly(sessions)
    assert len(found) == len({(each.kind, each.sessions, each.who) for each in found})


def test_every_kind_of_clash_is_drawn() -> None:
    """A twin that never met a kind would agree with anything."""
    quickly = settings(phases=[Phase.generate], max_examples=2000, database=None, deadline=None)
    for kind in KINDS:
        find(
            timetables(), lambda drawn, kind=kind: any(found == kind for found, _, _ in slowly(drawn)), settings=quickly
        )
