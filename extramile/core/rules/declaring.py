"""What a rule is: an instance of a family, declared in `definitions/rules`, with what it rests on and what to do about it."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from extramile.core import definitions
from extramile.core.definitions import Definition, Grade, StrictModel
from extramile.core.returns import Code, Severity, code_sets, describe

Empty = Literal["fails", "not judged", "allowed"]
_ID = r"^[A-Z0-9]+(-[A-Za-z0-9]+)+$"


class Declared(StrictModel):
    """What every rule says, whatever its family.

    `title` is what must be so; `do` is what a person does about a row that fails. `basis` says why it must be so, `source` who says
    so, `grade` how far that is to be trusted. `official` waits for the official number; `aka` are numbers by which others know it.
    `when` says which rows are judged.
    """

    id: str = Field(pattern=_ID)
    table: str
    severity: Severity
    title: str = Field(min_length=10)
    do: str = Field(min_length=10)
    basis: str = Field(min_length=3)
    source: str = Field(min_length=3)
    grade: Grade
    draft: str = ""
    official: str = ""
    aka: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    when: str = "True"
    empty: Empty = "not judged"
    note: str = ""

    def in_year(self, year: int | None) -> bool:
        """Say whether the rule is one of the return of a year."""
        return self.years is None or year is None or self.years[0] <= year <= self.years[1]


class Required(Declared):
    """Each of the fields must have a value."""

    family: Literal["required"]
    fields: tuple[str, ...] = Field(min_length=1)
    empty: Empty = "fails"


class OneOf(Declared):
    """At least one of the fields must have a value."""

    family: Literal["one of"]
    fields: tuple[str, ...] = Field(min_length=2)
    empty: Empty = "fails"


class InSet(Declared):
    """Each of the fields must be a code of the set that is valid in the year, or of the longer list that rolls up to one.

    In `do`, `{codes}` stands for them, with what they mean where they are few.
    """

    family: Literal["in set"]
    fields: tuple[str, ...] = Field(min_length=1)
    codes: str
    any_case: bool = False

    @model_validator(mode="before")
    @classmethod
    def _names_its_codes(cls, said: dict[str, Any]) -> dict[str, Any]:
        known = code_sets()[said["codes"]]
        return {**said, "do": said["do"].replace(_CODES, _listed(known, tuple(said.get("years") or ())))}


# Of more codes than these a sentence does not say what each means.
_FEW = 14
_CODES = "{codes}"


def _listed(known: Mapping[str, Code], years: tuple[int, ...]) -> str:
    """Return codes as a list in words; one that not every return of the rule takes says which do."""
    if len(known) > _FEW:
        return ", ".join(known)
    said = []
    for name, each in known.items():
        only = f", {each.years[0]} to {each.years[1]}" if each.years and each.years != years else ""
        said.append(f"{name} ({each.means}{only})")
    return ", ".join(said)


class Format(Declared):
    """Each of the fields must fit a pattern as a whole."""

    family: Literal["format"]
    fields: tuple[str, ...] = Field(min_length=1)
    like: str


class CheckLetter(Declared):
    """The first letter of a UPN must follow from its digits."""

    family: Literal["check letter"]
    fields: tuple[str, ...] = Field(min_length=1)


class Readable(Declared):
    """What stands in the fields must be what the column is for: a date, a number."""

    family: Literal["readable"]
    fields: tuple[str, ...] = Field(min_length=1)


class DateOrder(Declared):
    """A date must not be before another; `field` is the one that a person is shown."""

    family: Literal["date order"]
    first: str
    then: str
    field: str = ""


class Range(Declared):
    """A value must not be under one bound or over the other."""

    family: Literal["range"]
    value: str
    field: str
    least: float | None = None
    most: float | None = None


class Unique(Declared):
    """No other row may have the same values in the fields; of those that `among` speaks of, where it is given."""

    family: Literal["unique"]
    fields: tuple[str, ...] = Field(min_length=1)
    among: str = ""
    field: str = ""


class ParentExists(Declared):
    """The row to which this one belongs must be in the return."""

    family: Literal["parent exists"]
    empty: Empty = "fails"


class Cardinality(Declared):
    """So many rows of another table must hang on this one; of those that `among` speaks of, where it is given."""

    family: Literal["cardinality"]
    of: str
    among: str = ""
    least: int = 0
    most: int | None = None
    field: str = ""
    empty: Empty = "fails"


class Conditional(Declared):
    """Where `when` holds, `then` must hold."""

    family: Literal["conditional"]
    then: str
    field: str


class Timeliness(Declared):
    """What begins with one day must have ended within so many days or months."""

    family: Literal["timeliness"]
    start: str
    end: str
    field: str
    days: int | None = None
    months: int | None = None

    @model_validator(mode="after")
    def _one_limit(self) -> "Timeliness":
        if (self.days is None) == (self.months is None):
            raise ValueError("say either days or months")
        return self


class AcrossLists(Declared):
    """No row of another table may be the same child, by the fields."""

    family: Literal["across lists"]
    other: str
    fields: tuple[str, ...] = Field(min_length=1)


class Register(Declared):
    """Each of the fields, or the one `value` made of it, must stand on a register that whoever runs the rule has.

    Where `known` names another register, only what stands on that is judged: of anything else another rule speaks, or nobody knows.
    """

    family: Literal["register"]
    fields: tuple[str, ...] = Field(min_length=1)
    register_name: str = Field(alias="register")
    value: str = ""
    known: str = ""


class Share(Declared):
    """Of the rows that are judged, at most such a share may be what `of` says, or less than `below`. Says nothing of few rows."""

    family: Literal["share"]
    of: str
    field: str
    most: float | None = Field(default=None, ge=0, lt=1)
    below: float | None = Field(default=None, gt=0, le=1)
    least_rows: int = 20

    @model_validator(mode="after")
    def _one_bound(self) -> "Share":
        if (self.most is None) == (self.below is None):
            raise ValueError("say either most or below")
        return self

    def too_many(self, found: int, judged: int) -> bool:
        """Say whether so many of the rows that were judged are more than there may be."""
        return found >= judged * self.below if self.below is not None else found > judged * (self.most or 0)


Rule = Annotated[
    Required
    | OneOf
    | InSet
    | Format
    | CheckLetter
    | Readable
    | DateOrder
    | Range
    | Unique
    | ParentExists
    | Cardinality
    | Conditional
    | Timeliness
    | AcrossLists
    | Register
    | Share,
    Field(discriminator="family"),
]
FAMILIES = (
    *(Required, OneOf, InSet, Format, CheckLetter, Readable, DateOrder, Range, Unique, ParentExists),
    *(Cardinality, Conditional, Timeliness, AcrossLists, Register, Share),
)


class RuleFile(Definition):
    """A file of rules about the tables of one return."""

    returns: str
    rules: tuple[Rule, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _one_for_each_table(cls, content: Any) -> Any:
        """Make one rule of each table that a rule names in `tables`, with what others call it there."""
        if not isinstance(content, dict) or not isinstance(content.get("rules"), list):
            return content
        made = []
        for each in content["rules"]:
            if not isinstance(each, dict) or not isinstance(each.get("tables"), dict):
                made.append(each)
                continue
            rest = {name: value for name, value in each.items() if name != "tables"}
            made += [
                {
                    **rest,
                    "id": str(each.get("id")).replace("{list}", table.rpartition("_")[2]),
                    "table": table,
                    "aka": [str(one) for one in aka],
                }
                for table, aka in each["tables"].items()
            ]
        return {**content, "rules": made}

    @model_validator(mode="after")
    def _known(self) -> "RuleFile":
        described = describe(self.returns)
        ids = [each.id for each in self.rules]
        if twice := {each for each in ids if ids.count(each) > 1}:
            raise ValueError(f"two rules are called {', '.join(sorted(twice))}")
        for each in self.rules:
            if not described.has(each.table):
                raise ValueError(f"{each.id}: there is no table {each.table}")
        return self


@cache
def rules(returns: str) -> tuple[Rule, ...]:
    """Return the rules about a return, in the order of its tables."""
    order = [each.name for each in describe(returns).tables]
    found = [
        rule
        for path in sorted((definitions.folder() / "rules").glob("*.yaml"))
        if (file := definitions.read(path, RuleFile)).returns == returns
        for rule in file.rules
    ]
    return tuple(sorted(found, key=lambda each: order.index(each.table)))
