"""The tables of each return, from `definitions/returns`: columns, types, keys, and what each is called where it comes from."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from extramile.core import definitions
from extramile.core.definitions import Definition, Grade, StrictModel
from extramile.core.vocabulary import NotFoundError
from extramile.core.workbooks import LONGEST_TITLE

Type = Literal["text", "date", "flag", "number"]

# Columns of our own, in every table. Names of a return's columns never begin so.
ROW, KEY, PARENT, REQUEST, PERSON = "_row", "_key", "_parent", "_request", "_person"
# What follows the name of a column with a type in the column that keeps what could not be read.
UNREAD = "__unread"


class Column(StrictModel):
    """A column: our name, the XML element or heading it is read from, its type, the returns that have it."""

    name: str
    heading: str
    tag: str = ""
    type: Type = "text"
    first: int | None = None
    last: int | None = None
    aka: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Return what people call it: the element of the return, or the heading of the list."""
        return self.tag or self.heading

    @property
    def called(self) -> str:
        """Return its name in a sentence: the item of the return, with the heading of the template where that is another."""
        if plain(self.label) == plain(self.heading):
            return f"“{self.label}”"
        return f"“{self.label}” (“{self.heading}”)"

    def names(self) -> tuple[str, ...]:
        """Return every name it is known by, ours last."""
        return tuple(each for each in (self.heading, self.tag, *self.aka, self.name) if each)

    def in_year(self, year: int | None) -> bool:
        """Say whether the return of a year has it."""
        return year is None or ((self.first or year) <= year <= (self.last or year))


class Table(StrictModel):
    """A table of a return. `element`, `export`, `block` and `sheet` are its names in XML, in files and in workbooks."""

    name: str
    title: str
    columns: tuple[Column, ...] = Field(min_length=1)
    element: str = ""
    export: str = ""
    block: str = ""
    sheet: str = ""
    parent: str = ""
    key: str = ""
    parent_key: str = ""

    @property
    def on_sheet(self) -> str:
        """Return what its sheet is called in a workbook of ours: its title, or the name it has elsewhere where that is too long."""
        return self.title if len(self.title) <= LONGEST_TITLE else self.sheet or self.title[:LONGEST_TITLE]

    def column(self, name: str) -> Column:
        """Return the column of our name, or raise KeyError."""
        for each in self.columns:
            if each.name == name:
                return each
        raise KeyError(name)

    def has(self, name: str) -> bool:
        """Say whether there is a column of our name."""
        return any(each.name == name for each in self.columns)


class Return(Definition):
    """A return: its tables, and the census day of each year of which it is known what the return asks.

    `ahead` are census days of years of which nothing else is known.
    """

    id: str
    title: str
    tables: tuple[Table, ...]
    years: dict[int, date] = Field(default={})
    ahead: dict[int, date] = Field(default={})
    # A dataset that holds another return's items under its own names.
    reads_as: str = ""
    placeholders: tuple[str, ...] = ()

    def table(self, name: str) -> Table:
        """Return the table of our name, or raise KeyError."""
        for each in self.tables:
            if each.name == name:
                return each
        raise KeyError(name)

    def has(self, name: str) -> bool:
        """Say whether there is a table of our name."""
        return any(each.name == name for each in self.tables)

    def census_day(self, year: int | None) -> date | None:
        """Return the census day of a year, as far as it is known."""
        return (self.years | self.ahead).get(year) if year else None

    def ancestors(self, name: str) -> Iterator[str]:
        """Yield the tables above one, nearest first."""
        while parent := self.table(name).parent:
            yield parent
            name = parent


class Code(StrictModel):
    """A code: what it means in our words, the returns in which it is valid, and the codes of a longer list that roll up to it."""

    means: str
    longer: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    grade: Grade | None = None


class CodeSets(Definition):
    """Code sets by name. One with no codes exists, but its codes were not seen."""

    sets: dict[str, dict[str, Code]]


@cache
def returns() -> dict[str, Return]:
    """Return every return that is described, by its id."""
    found = [definitions.read(path, Return) for path in sorted((definitions.folder() / "returns").glob("*.yaml"))]
    return {each.id: each for each in found}


def describe(name: str) -> Return:
    """Return the description of a return. What holds another's items is described as the other."""
    if name not in returns():
        raise NotFoundError("return", name, sorted(returns()))
    found = returns()[name]
    return returns()[found.reads_as] if found.reads_as else found


@cache
def code_sets() -> dict[str, dict[str, Code]]:
    """Return every code set by name."""
    found: dict[str, dict[str, Code]] = {}
    for path in sorted((definitions.folder() / "code_sets").glob("*.yaml")):
        found |= definitions.read(path, CodeSets).sets
    return found


def codes(name: str, year: int | None) -> tuple[str, ...]:
    """Return the codes of a set that are valid in the return of a year, those that roll up to one of it too.

    None where the codes are not known: of a later year, those that have changed before may have changed again.
    """
    last = max((about.years[1] for about in code_sets()[name].values() if about.years), default=None)
    if year is not None and last is not None and year > last:
        return ()
    return tuple(
        each
        for code, about in code_sets()[name].items()
        if about.years is None or year is None or about.years[0] <= year <= about.years[1]
        for each in (code, *about.longer)
    )


# What people put in front of a heading and behind it: "2.4 ", "(a) ", "[1]", "(dd/mm/yyyy)", "see note 3".
_IN_FRONT = re.compile(r"^\W*(?:\d{1,3}(?:\.\d{1,3})*[a-z]?(?:\s*\([ivx]+\))?[\s.):–—-]+|[a-z][.)]\s+)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOTE = re.compile(r"[\s,;–—-]*(?:see\s+)?(?:foot)?notes?\s*\d+\s*$", re.IGNORECASE)


def bare(text: str) -> str:
    """Return a heading as it is compared where nothing nearer fits: without number in front, brackets, notes and raised figures."""
    raised = "".join(each for each in text if unicodedata.category(each) != "No")
    return plain(_NOTE.sub("", _IN_BRACKETS.sub(" ", _IN_FRONT.sub("", raised)))) if text.strip() else ""


def plain(text: str) -> str:
    """Return a name as it is compared: letters and digits alone, without case, accents or kind of dash."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text).casefold())
