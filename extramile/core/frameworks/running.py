"""How an inspection runs: its kinds, the people, the phases and what is done in them, what is asked for, tracking."""

from typing import Literal

from pydantic import Field

from extramile.core.frameworks.entries import Entry, Id, PartialDate, Point, Weekday, Words

# What a timetable, a roster and a count can tell apart. `task` is work that has no place in the timetable.
ActivityType = Literal[
    "task",
    "call",
    "set-up-meeting",
    "leaders-meeting",
    "focus-group",
    "practitioner-meeting",
    "case-tracking",
    "case-sampling",
    "setting-visit",
    "parent-session",
    "young-people-session",
    "forum-meeting",
    "survey",
    "document-review",
    "keep-in-touch",
    "feedback-meeting",
    "report-step",
]


class Kind(Entry):
    """A kind of inspection. It starts with the event whose date is entered; the calendar counts from there.

    `judged` is what its outcome is about; `item_by_item` whether each item gets its own (None: not known).
    """

    id: Id
    name: Words
    about: Words
    starts_with: Id
    may_be_rehearsed: bool
    only_after: tuple[Id, ...] = ()
    judged: Words
    item_by_item: bool | None = False


class Role(Entry):
    """A part that a person plays. `side`: visiting inspects, local is inspected, national supports and challenges."""

    id: Id
    name: Words
    side: Literal["visiting", "local", "national"]
    count: str = ""
    duty: str = ""
    only_after: tuple[Id, ...] = ()


class Activity(Entry):
    """One thing that is done in a phase."""

    id: Id
    type: ActivityType
    name: Words
    day: Weekday | None = None
    who: tuple[Id, ...] = ()


class TypicalDay(Entry):
    """What usually happens on one day of a phase: a starting point for a timetable."""

    id: Weekday
    items: tuple[ActivityType, ...] = Field(min_length=1)


class Phase(Entry):
    """A stretch of an inspection, with what is done in it."""

    id: Id
    name: Words
    kinds: tuple[Id, ...] = ()
    starts: Id | None = None
    ends: Id | None = None
    only_after: tuple[Id, ...] = ()
    activities: tuple[Activity, ...] = ()
    typical_days: tuple[TypicalDay, ...] = ()


class DataRequest(Entry):
    """One thing that inspectors ask for. `status` says how surely they do.

    `category` is a kind of information known to have been used, when the list itself is not known. `owner_hint` and
    `speaks_to` are our own suggestions, whatever the grade of the item.
    """

    id: Id
    item: Words
    status: Literal["confirmed", "confirmed-in-general", "likely", "category"]
    added: PartialDate | None = None
    owner_hint: Id | None = None
    speaks_to: tuple[Id, ...] = ()


class RequestGroup(Entry):
    """Data requests that belong together, and the kinds of inspection they are made in."""

    id: Id
    name: Words
    kinds: tuple[Id, ...] = ()
    requests: tuple[DataRequest, ...] = Field(min_length=1)


class Tracking(Entry):
    """How inspectors follow single children through the system. Cases go by label, never by name."""

    kinds: tuple[Id, ...] = ()
    cases: int | None = Field(default=None, ge=1)
    chosen_by: Point
    mix: tuple[Point, ...] = ()
    tasks: tuple[Point, ...] = ()
    deadlines: tuple[Id, ...] = ()
