"""What a measure is: a population, what is counted of it, what it rests on; declared in `definitions/measures`."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from extramile.core import definitions
from extramile.core.clock import limits
from extramile.core.definitions import Definition, Grade, StrictModel
from extramile.core.returns import code_sets, returns

# Values that are no code of the set: one group, so that a mistake is no group that others are told of.
NO_CODE = "not a known code"

NOT_KNOWN = "not known"


@cache
def _rolled_up(codes: str) -> dict[str, str]:
    return {each: name for name, code in code_sets()[codes].items() for each in code.longer}


class Group(StrictModel):
    """A way to part a measure: a value of each row, in bands where it is a number, or a period of the measure's own day.

    `codes` is the set that says what the values mean, a code of a longer list is counted with the one it rolls up to, `beside` are
    the names of groups that are no code; any other value is no group of its own, for it is a mistake of the return. `only` are
    the measures that can be parted so, and `otherwise` why others cannot. `order` are its names as people read them, where it is
    not that of the alphabet. Of a measure that it `settles`, a group tells whether its rows are counted.
    """

    title: str
    value: str = ""
    codes: str = ""
    beside: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    otherwise: str = ""
    bands: tuple[tuple[int, int], ...] = ()
    period: Literal["", "month", "year"] = ""
    order: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.value) == bool(self.period):
            raise ValueError(f"{self.title}: say a value or a period")
        return self

    def _coded(self, value: str) -> str:
        known = value in self.beside or value in code_sets()[self.codes]
        return value if known else _rolled_up(self.codes).get(value, NO_CODE)

    def words(self, name: str) -> str:
        """Return what a group of a code is in words, beside the code; any other as it is called."""
        code = code_sets()[self.codes].get(name) if self.codes else None
        return f"{name} ({code.means})" if code else name

    def place(self, name: str) -> tuple[int, str]:
        """Return where a group stands among the others: in its order or by its bands, what is no code or not known last."""
        names = self.order or tuple(f"{low} to {high}" for low, high in self.bands)
        last = {NO_CODE: 1, NOT_KNOWN: 2}.get(name, 0)
        return (names.index(name) if name in names else len(names) + last, name)

    def name(self, value: object) -> str:
        """Return what a value is called: itself, or its band; empty is not known, and all that is no code is one group."""
        if value is None:
            return NOT_KNOWN
        if self.codes:
            return self._coded(str(value))
        if self.period:
            return str(value)[: {"month": 7, "year": 4}[self.period]]
        if not self.bands:
            return str(value)
        return next((f"{low} to {high}" for low, high in self.bands if low <= int(str(value)) <= high), NOT_KNOWN)


class Measure(StrictModel):
    """A measure. `of` are the rows of the population, `counts` those that are counted; which way is good is said, never guessed.

    `day` is the day by which a row belongs to a month or a year; a measure of how things stand on one day has none. Of a measure
    that counts by `limits` of the clock, these say what it rests on and how sure that is. `counted` and `others` are what a row is
    called that is counted, and one of the population that is not: such a one is in the figure too. `exceptions`
    say what becomes of cases with a lawful exception, where the return tells of them. `kept` says why its figures are for those
    who may see the records alone; "" where they can be released.
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
    limits: tuple[str, ...] = ()
    published: str = ""
    exceptions: str = ""
    note: str = ""
    counted: str = "Counted"
    others: str = "Among all, not counted"
    years: tuple[int, int] | None = None
    kept: str = ""

    @model_validator(mode="before")
    @classmethod
    def _by_law(cls, said: Any) -> Any:
        """Take what it rests on from its limits: of one regulation no two pages say different things."""
        names = said.get("limits", ())
        if not names:
            return said
        if said.keys() & {"basis", "grade"}:
            raise ValueError(f"{said['id']}: its limits say what it rests on")
        known = {each.id: each for each in limits().limits}
        if unknown := set(names) - known.keys():
            raise ValueError(f"{said['id']}: no limit is called {', '.join(sorted(unknown))}")
        first, *others = dict.fromkeys(known[name].basis for name in names)
        law = first.partition(", ")[0] + ", "
        basis = " and ".join([first, *(each.removeprefix(law) for each in others)])
        # As sure as the least sure of them: A, B, C, R.
        return {**said, "basis": basis, "grade": max(known[name].grade for name in names)}

    def in_year(self, year: int | None) -> bool:
        """Say whether the return of a year has what it takes."""
        return self.years is None or year is None or self.years[0] <= year <= self.years[1]


class Overlap(StrictModel):
    """That everybody in the population of `part` is counted by a figure of `whole`: `figure` says by which.

    `same_count` says that both count the same of their rows; `all_of_them` that nobody else is. What can be subtracted from what is
    found in the records themselves; this says which of them are mistakes, because they cannot be.
    """

    part: str
    whole: str
    figure: Literal["population", "counted", "others"] = "population"
    same_count: bool = False
    all_of_them: bool = False

    def allows(self, standing: Mapping[str, str]) -> bool:
        """Say whether a child can stand so: by measure, “counted”, “others” or “unknown”; a measure it is not in is not there."""
        part, whole = standing.get(self.part), standing.get(self.whole)
        held = whole is not None if self.figure == "population" else whole == self.figure
        if part is None:
            return not (held and self.all_of_them)
        return held and (not self.same_count or part == whole)


class Elsewhere(StrictModel):
    """A measure of another return: why this one does not hold it, or which of its own counts it instead."""

    measure: str
    why: str = ""
    instead: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.why) == bool(self.instead):
            raise ValueError(f"{self.measure}: say why it is not here, or what counts it instead")
        return self


class NotHere(StrictModel):
    """What becomes of the measures of another return in this one."""

    of: str
    measures: tuple[Elsewhere, ...]


class MeasureFile(Definition):
    """The measures of a return, the ways to part them, and how they overlap.

    `kept` says why figures of it are for those who may see the records alone; "" where they can be released.
    """

    returns: str
    kept: str = ""
    groups: dict[str, Group]
    measures: tuple[Measure, ...]
    overlaps: tuple[Overlap, ...] = ()
    not_here: NotHere | None = None

    @model_validator(mode="after")
    def _known(self) -> Self:
        ids = {each.id for each in self.measures}
        named = {name for each in self.overlaps for name in (each.part, each.whole)}
        named |= {each.instead for each in (self.not_here.measures if self.not_here else ()) if each.instead}
        named |= {name for each in self.groups.values() for name in (*each.only, *each.settles)}
        if unknown := named - ids:
            raise ValueError(f"no measure is called {', '.join(sorted(unknown))}")
        # Figures that nobody is told cannot be subtracted.
        kept = {each.id for each in self.measures if each.kept}
        if named := kept & {name for each in self.overlaps for name in (each.part, each.whole)}:
            raise ValueError(f"what is kept overlaps with nothing: {', '.join(sorted(named))}")
        return self


@cache
def measured_returns() -> tuple[str, ...]:
    """Return the returns that measures are declared of, by their ids."""
    return tuple(each for each in sorted(returns()) if (definitions.folder() / "measures" / f"{each}.yaml").exists())


@cache
def measures(name: str = "sen2") -> MeasureFile:
    """Return the measures of a return."""
    return definitions.read(definitions.folder() / "measures" / f"{name}.yaml", MeasureFile)
