"""What does not fit in a timetable, each with a sentence that says why and what would help.

One pass per person, per place and per session: the work grows with the sessions and with what clashes, not with the
square of the sessions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from extramile.core.days import is_working_day
from extramile.core.inspecting.timetable import Session, Surroundings

ClashKind = Literal[
    "two-places", "room-taken", "too-small", "no-travel", "no-lunch", "outside-school", "manager", "need"
]


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that does not fit. `sessions` are ids in the order of their beginning; `who` is a person or a place."""

    kind: ClashKind
    sessions: tuple[str, ...]
    who: str
    words: str
    help: str


def clashes(sessions: Iterable[Session], around: Surroundings | None = None) -> list[Clash]:
    """Return what clashes in a timetable, by the beginning of the first session that it is about."""
    around = around or Surroundings()
    ordered = sorted(sessions, key=lambda each: (each.start, each.end, each.id))
    by_person, by_place = defaultdict(list), defaultdict(list)
    for each in ordered:
        for person in each.everybody:
            by_person[person].append(each)
        if each.place and each.place.building:
            by_place[each.place.id].append(each)
    found = [clash for each in ordered for clash in _of_one(each, around)]
    for person, theirs in by_person.items():
        found += _of_person(person, theirs, around)
    for there in by_place.values():
        found += (_room_taken(one, other) for one, other in _overlapping(there))
    place_in_day = {each.id: number for number, each in enumerate(ordered)}
    return sorted(found, key=lambda each: (place_in_day[each.sessions[0]], each.kind, each.who, each.sessions))


def _overlapping(ordered: list[Session]) -> Iterator[tuple[Session, Session]]:
    """Yield each two sessions that go on at the same time, of sessions in the order of their beginning."""
    going_on: list[Session] = []
    for each in ordered:
        going_on = [one for one in going_on if one.end > each.start]
        yield from ((one, each) for one in going_on)
        going_on.append(each)


def _at(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _of_person(person: str, theirs: list[Session], around: Surroundings) -> Iterator[Clash]:
    name = around.names.get(person, person)
    for one, other in _overlapping(theirs):
        yield Clash(
            "two-places",
            (one.id, other.id),
            person,
            f"{name} is in “{one.title}” until {_at(one.end)} and in “{other.title}” from {_at(other.start)}.",
            "Move one of them, or let somebody else go.",
        )
    for one, other in _one_after_another(theirs):
        minutes, needed = (
            (other.start - one.end) // timedelta(minutes=1),
            around.minutes_between(one.place, other.place),
        )
        if minutes < needed:
            yield Clash(
                "no-travel",
                (one.id, other.id),
                person,
                f"{name} has {minutes} minutes from “{one.title}” to “{other.title}”; the way takes {needed}.",
                f"Begin “{other.title}” at {_at(one.end + timedelta(minutes=needed))} or later, or hold it online.",
            )
    by_day: dict[date, list[Session]] = defaultdict(list)
    for each in theirs:
        by_day[each.start.date()].append(each)
    for day, that_day in by_day.items():
        yield from _lunch(person, name, day, that_day, around)


def _one_after_another(ordered: list[Session]) -> Iterator[tuple[Session, Session]]:
    """Yield each session in a building with the last in a building that was over before it, on the same day."""
    somewhere = [each for each in ordered if each.place and each.place.building]
    by_end = sorted(somewhere, key=lambda each: (each.end, each.start, each.id))
    over, last = 0, None
    for each in somewhere:
        while by_end[over].end <= each.start:
            last = by_end[over]
            over += 1
        if last and last.start.date() == each.start.date():
            yield last, each


def _lunch(person: str, name: str, day: date, that_day: list[Session], around: Surroundings) -> Iterator[Clash]:
    first, last = (datetime.combine(day, each, that_day[0].start.tzinfo) for each in around.lunch)
    free, longest, busy = first, timedelta(0), []
    for each in that_day:
        if each.end <= first or each.start >= last:
            continue
        busy.append(each)
        longest = max(longest, each.start - free)
        free = max(free, each.end)
    longest = max(longest, last - free)
    needed = timedelta(minutes=around.lunch_minutes)
    if busy and longest < needed:
        yield Clash(
            "no-lunch",
            tuple(each.id for each in busy),
            person,
            f"{name} has no {around.lunch_minutes} minutes free between {_at(first)} and {_at(last)}.",
            "Shorten or move one of these, so that there is time to eat.",
        )


def _room_taken(one: Session, other: Session) -> Clash:
    place = other.place
    name = place.name if place else ""
    return Clash(
        "room-taken",
        (one.id, other.id),
        place.id if place else "",
        f"{name} is taken by “{one.title}” until {_at(one.end)}, and “{other.title}” begins at {_at(other.start)}.",
        "Give one of them another room.",
    )


def _of_one(each: Session, around: Surroundings) -> Iterator[Clash]:
    place = each.place
    if place and place.seats is not None and each.size > place.seats:
        words = f"“{each.title}” expects {each.size} people; {place.name} seats {place.seats}."
        yield Clash("too-small", (each.id,), place.id, words, "Find a larger room, or invite fewer people.")
    offered = each.provided | (place.offers if place else frozenset())
    for need in sorted(each.needs - offered):
        words = f"Nobody has arranged what somebody at “{each.title}” needs: {need}."
        yield Clash(
            "need", (each.id,), need, words, "Arrange it and enter that under “Change”, or choose a place that has it."
        )
    if each.with_pupils and (why := _outside_school(each, around)):
        words = f"Pupils come to “{each.title}”, which is {why}."
        yield Clash("outside-school", (each.id,), place.id if place else "", words, "Move it into the school day.")
    if each.staff_group:
        for manager in sorted(each.people):
            managed = sorted(
                around.names.get(one, one) for one in around.managers.get(manager, frozenset()) & each.people
            )
            if managed:
                name = around.names.get(manager, manager)
                words = f"{name} manages {' and '.join(managed)}, who should speak freely in “{each.title}”."
                yield Clash("manager", (each.id,), manager, words, f"Ask {name} to another group.")


def _outside_school(each: Session, around: Surroundings) -> str:
    if not is_working_day(each.start.date()):
        return "on no school day"
    if any(first <= each.start.date() <= last for first, last in around.school_holidays):
        return "in the school holidays"
    opens, closes = (each.place.opens, each.place.closes) if each.place else (None, None)
    if opens and closes and not (opens <= each.start.time() and each.end.time() <= closes):
        return f"outside the school day ({opens:%H:%M} to {closes:%H:%M})"
    return ""
