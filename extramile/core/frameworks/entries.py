"""What every entry of a pack has in common: where it comes from, how sure it is, and what is still open about it."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from extramile.core.definitions import Grade, StrictModel

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$", max_length=60)]
Words = Annotated[str, Field(min_length=2)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]


def as_written(value: object) -> object:
    """Return a date or year as text: YAML makes a date of 2023-01-01 and a number of 2023, but not of 2023-01."""
    return value if isinstance(value, str) or value is None else str(value)


# A day, a month or a year: as much of a date as is known.
PartialDate = Annotated[str, BeforeValidator(as_written), Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


class PackSource(StrictModel):
    """Something a pack rests on.

    Only an `official` source carries grade A; what is `recalled`, in front of nobody, never makes a fact.
    """

    title: Words
    address: str | None = None
    kind: Literal["official", "secondary", "ours", "recalled"] = "secondary"


class Entry(StrictModel):
    """One stated thing. `source` holds keys into the pack's sources; `open_question` names what is still to be checked.

    The grade says how sure it is: A official text seen, B secondary source, C derived by us, R recalled, not verified.
    """

    source: tuple[str, ...] = Field(min_length=1)
    grade: Grade
    note: str = ""
    open_question: Id | None = None

    @property
    def unverified(self) -> bool:
        """Say whether this must be shown as "unverified": it is recalled, or an open question hangs on it."""
        return self.grade == "R" or self.open_question is not None


class Point(Entry):
    """A line of a list: a prompt, a check, a part of a plan."""

    id: Id
    text: Words


def entries_of(part: BaseModel, path: str = "") -> Iterator[tuple[str, Entry]]:
    """Yield every entry in `part` with its path: the names of the fields and the ids on the way to it."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for number, each in enumerate(value if isinstance(value, tuple) else (value,)):
            if not isinstance(each, BaseModel):
                continue
            here = f"{path}.{name}" if path else name
            if isinstance(value, tuple):
                here += f".{getattr(each, 'id', number)}"
            if isinstance(each, Entry):
                yield here, each
            yield from entries_of(each, here)
