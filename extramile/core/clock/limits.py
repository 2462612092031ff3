"""The time limits of the law, from `definitions/clock`."""

from functools import cache
from typing import Self

from pydantic import Field, model_validator

from extramile.core import definitions
from extramile.core.definitions import Definition, Grade, StrictModel


class Limit(StrictModel):
    """A limit: from which event of a case to which, how long, whom it binds, what excuses, what it rests on.

    `least` gives somebody at least so long. `inclusive` counts the first day. `before` is a day in the year of the event.
    `only_if` is what must be so for it to bind, where nobody knows it before the thing is done; `then` is what is owed if it is.
    """

    id: str
    stage: str
    title: str
    start: str = Field(alias="from")
    end: str = Field(alias="to")
    who: str
    basis: str
    grade: Grade
    days: int | None = None
    weeks: int | None = None
    months: int | None = None
    working_days: int | None = None
    before: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")
    least: bool = False
    inclusive: bool = False
    reasons: tuple[str, ...] = ()
    note: str = ""
    only_if: str = ""
    then: str = ""

    @property
    def unverified(self) -> bool:
        """Say whether it is recalled, or was checked in part alone: never shown as fact."""
        return self.grade == "R"

    @model_validator(mode="after")
    def _one_length(self) -> Self:
        if sum(each is not None for each in (self.days, self.weeks, self.months, self.working_days, self.before)) != 1:
            raise ValueError(f"{self.id}: say one length")
        if bool(self.only_if) != bool(self.then):
            raise ValueError(f"{self.id}: say both what must be so and what is owed then, or neither")
        return self


class Apart(StrictModel):
    """A time that people speak of which is no limit here, and why."""

    title: str
    why: str


class Limits(Definition):
    """All limits, the reasons that excuse, and what is no limit here."""

    reasons: dict[str, str]
    limits: tuple[Limit, ...]
    apart: dict[str, Apart]

    @model_validator(mode="after")
    def _known(self) -> Self:
        if unknown := {each for limit in self.limits for each in limit.reasons} - self.reasons.keys():
            raise ValueError(f"no such reason: {', '.join(sorted(unknown))}")
        if both := {limit.id for limit in self.limits} & self.apart.keys():
            raise ValueError(f"both a limit and none: {', '.join(sorted(both))}")
        return self


@cache
def limits() -> Limits:
    """Return the limits of the law."""
    return definitions.read(definitions.folder() / "clock" / "statutory.yaml", Limits)
