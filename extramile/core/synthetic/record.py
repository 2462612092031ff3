"""Records of an invented return, and what is known of its year."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from extramile.core.returns import describe

CANARY = "Zzyx"
YEAR = 2026
# Stands where a UPN has the number of a council; no council has it.
NO_COUNCIL = "999"
# Where people moved from and to: councils that have ended, so that nothing is said of one that there is. Rules know their numbers.
ELSEWHERE = ("835", "836", "837", "909", "928")
_ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"
Values = dict[str, str]


@dataclass(slots=True)
class Record:
    """A record of a return: its table, what it says, the records inside it."""

    table: str
    values: Values = field(default_factory=dict)
    inside: list["Record"] = field(default_factory=list)

    def all(self, table: str) -> Iterator["Record"]:
        """Yield the records of a table in it, itself included."""
        if self.table == table:
            yield self
        for each in self.inside:
            yield from each.all(table)

    def first(self, table: str) -> "Record | None":
        """Return the first record of a table directly inside it."""
        return next((each for each in self.inside if each.table == table), None)

    def says(self, **values: str) -> bool:
        """Say whether it has these values."""
        return values.items() <= self.values.items()

    def day(self, name: str, after: int = 0) -> str:
        """Return the day that stands in a column, or so many days after it."""
        return moved(self.values[name], after)


def moved(day: str, after: int) -> str:
    """Return the day so many days after another."""
    return (date.fromisoformat(day) + timedelta(days=after)).isoformat()


@dataclass(frozen=True, slots=True)
class Year:
    """The return of a year: its census day, and the calendar year before, of which it tells."""

    year: int

    @property
    def census(self) -> date:
        """Return census day."""
        return describe("sen2").years[self.year]

    @property
    def start(self) -> date:
        """Return the first day of the calendar year of which the return tells."""
        return date(self.year - 1, 1, 1)

    def from_census(self, days: int) -> str:
        """Return the day so many days after census day."""
        return (self.census + timedelta(days=days)).isoformat()

    def from_start(self, days: int) -> str:
        """Return the day so many days after the first of the reporting year."""
        return (self.start + timedelta(days=days)).isoformat()

    def age(self, born: str) -> int:
        """Return how old somebody is on census day."""
        day, census = date.fromisoformat(born), self.census
        return census.year - day.year - ((census.month, census.day) < (day.month, day.day))


def upn_of(number: int) -> str:
    """Return the UPN of a number, with its check letter."""
    return lettered(f"{NO_COUNCIL}{number % 10**9:09d}")


def lettered(digits: str, beside: int = 0) -> str:
    """Return twelve digits with the check letter in front, or with the letter so many places beside it."""
    total = sum(place * int(digit) for place, digit in enumerate(digits, start=2))
    return _ALPHABET[(total + beside) % 23] + digits


def uln_of(number: int) -> str:
    """Return the ULN of a number. Nobody has it: what stands for the check in its last place was not seen."""
    return f"9{number % 10**9:09d}"
