"""A timetable as the clash finder sees it: sessions with who is there, where, and what they need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from extramile.core.frameworks import ActivityType


@dataclass(frozen=True, slots=True)
class Place:
    """Where sessions are: a room with its building, a setting, or online (no building).

    `seats` is None where nobody has counted them. `opens` and `closes` bound a setting's school day.
    """

    id: str
    name: str
    building: str = ""
    seats: int | None = None
    offers: frozenset[str] = frozenset()
    opens: time = time(9, 0)
    closes: time = time(15, 30)


@dataclass(frozen=True, slots=True)
class Session:
    """One entry of the timetable. `people` and `inspectors` are ids; `size` counts those who are expected.

    `needs` are access and interpreting needs of who comes; `provided` is what has been arranged beside what the place
    offers. `staff_group` is a group in which staff should speak freely; `with_pupils` one that pupils come to.
    """

    id: str
    type: ActivityType
    title: str
    start: datetime
    end: datetime
    place: Place | None = None
    people: frozenset[str] = frozenset()
    inspectors: frozenset[str] = frozenset()
    size: int = 0
    needs: frozenset[str] = frozenset()
    provided: frozenset[str] = frozenset()
    staff_group: bool = False
    with_pupils: bool = False

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"session {self.id} ends before it begins")

    @property
    def everybody(self) -> frozenset[str]:
        """Return all who have to be there."""
        return self.people | self.inspectors


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a timetable is checked against.

    `travel` gives minutes between two buildings, either way round; `default_travel` where it says nothing. `names` are
    the words for ids of people. `managers` gives whom a person manages. `lunch` is the time in which everybody needs
    `lunch_minutes` free. `school_holidays` are first and last days.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    travel: Mapping[tuple[str, str], int] = field(default_factory=dict)
    default_travel: int = 20
    managers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lunch: tuple[time, time] = (time(11, 45), time(14, 0))
    lunch_minutes: int = 30
    school_holidays: tuple[tuple[date, date], ...] = ()

    def minutes_between(self, one: Place | None, other: Place | None) -> int:
        """Return the minutes from one place to another: none within a building, and none where one is online."""
        if one is None or other is None or not one.building or not other.building or one.building == other.building:
            return 0
        one_way, other_way = (one.building, other.building), (other.building, one.building)
        return self.travel.get(one_way, self.travel.get(other_way, self.default_travel))
