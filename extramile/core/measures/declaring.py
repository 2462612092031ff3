"""What a measure is: a population, what is counted of it, what it rests on; declared in `definitions/measures`."""

from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from extramile.core import definitions
from extramile.core.definitions import Definition, Grade, StrictModel
from extramile.core.returns import code_sets

NOT_KNOWN = "not known"


class Group(StrictModel):
    """A way to part a measure: a value of each row, in bands where it is a number, or a period of the measure's own day.

    `codes` is the set that says what the values mean; `only` are the measures that can be parted so, and `otherwise`
    why others cannot.
    """

    title: str
    value: str = ""
    codes: str = ""
    only: tuple[str, ...] = ()
    otherwise: str = ""
    bands: tuple[tuple[int, int], ...] = ()
    period: Literal["", "month", "year"] = ""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.value) == bool(self.period):
            raise ValueError(f"{self.title}: say a value or a period")
        return self

    def words(self, name: str) -> str:
        """Return what a group of a code is in words, beside the code; any other as it is called."""
        code = code_sets()[self.codes].get(name) if self.codes else None
        return f"{name} ({code.means})" if code else name

    def place(self, name: str) -> tuple[int, str]:
        """Return where a group of this name stands among the others: bands as they are counted, what is not known last."""
        bands = [f"{low} to {high}" for low, high in self.bands]
        return (bands.index(name) if name in bands else len(bands) + (name == NOT_KNOWN), name)

    def name(self, value: object) -> str:
        """Return what a value is called: itself, or its band; a value that is in none or empty is not known."""
        if value is None:
            return NOT_KNOWN
        if self.period:
            return str(value)[: {"month": 7, "year": 4}[self.period]]
        if not self.bands:
            return str(value)
        return next((f"{low} to {high}" for low, high in self.bands if low <= int(str(value)) <= high), NOT_KNOWN)


class Measure(StrictModel):
    """A measure. `of` are the rows of the population, `counts` those that are counted; which way is good is said, never guessed.

    `day` is the day by which a row belongs to a month or a year; a measure of how things stand on one day has none.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    table: str
    of: str
    counts: str
    day: str = ""
    population: str
    good: Literal["high", "low", "neither"]
    basis: str
    grade: Grade
    published: str = ""
    note: str = ""
    years: tuple[int, int] | None = None

    def in_year(self, year: int | None) -> bool:
        """Say whether the return of a year has what it takes."""
        return self.years is None or year is None or self.years[0] <= year <= self.years[1]


class Overlap(StrictModel):
    """That everybody in the population of `part` is counted by a figure of `whole`: `figure` says by which.

    `same_count` says that both count the same of their rows; `all_of_them` that nobody else is. Who subtracts one from the other
    gets the rest, which therefore has to be protected like a figure of its own.
    """

    part: str
    whole: str
    figure: Literal["population", "counted", "others"] = "population"
    same_count: bool = False
    all_of_them: bool = False


class MeasureFile(Definition):
    """The measures of a return, the ways to part them, and how they overlap."""

    returns: str
    groups: dict[str, Group]
    measures: tuple[Measure, ...]
    overlaps: tuple[Overlap, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        ids = {each.id for each in self.measures}
        named = {name for each in self.overlaps for name in (each.part, each.whole)}
        named |= {name for each in self.groups.values() for name in each.only}
        if unknown := named - ids:
            raise ValueError(f"no measure is called {', '.join(sorted(unknown))}")
        return self


@cache
def measures(returns: str = "sen2") -> MeasureFile:
    """Return the measures of a return."""
    return definitions.read(definitions.folder() / "measures" / f"{returns}.yaml", MeasureFile)
