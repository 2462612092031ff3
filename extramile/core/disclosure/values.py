"""What is released of a count, and to whom."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from extramile.core import definitions
from extramile.core.definitions import Definition, StrictModel
from extramile.core.vocabulary import NotFoundError


class _Declared(StrictModel):
    id: str
    name: str
    threshold: int = Field(ge=0)
    round_to: int = Field(ge=1)
    decimals: int = Field(ge=0, le=1)
    who: str


class _Audiences(Definition):
    audiences: tuple[_Declared, ...]

    @model_validator(mode="after")
    def _never_less_careful(self) -> Self:
        thresholds = [each.threshold for each in self.audiences]
        if thresholds != sorted(thresholds):
            raise ValueError("an audience has a lower threshold than one before it")
        return self


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads released figures: below which count nothing is shown to them, and how what is shown is rounded."""

    name: str
    threshold: int = 5
    round_to: int = 1
    decimals: int = 1
    id: str = ""

    def rounded(self, count: int) -> int:
        """Return a count as this audience is told it."""
        return (count + self.round_to // 2) // self.round_to * self.round_to

    def percentage(self, counted: int, of: int) -> float:
        """Return a share as a percentage in as many decimals as this audience is told."""
        return round(100 * counted / of, self.decimals)


@cache
def audiences() -> dict[str, Audience]:
    """Return every audience by its id, narrowest first, from `definitions/disclosure`."""
    path = definitions.folder() / "disclosure" / "audiences.yaml"
    declared = definitions.read(path, _Audiences).audiences
    return {each.id: Audience(each.name, each.threshold, each.round_to, each.decimals, each.id) for each in declared}


def audience(name: str) -> Audience:
    """Return an audience by its id. Raises NotFoundError."""
    if name not in audiences():
        raise NotFoundError("audience", name, list(audiences()))
    return audiences()[name]


PARTNERSHIP = audience("partnership")
PUBLIC = audience("public")


@dataclass(frozen=True, slots=True)
class Shown:
    """A count that may be seen."""

    count: int


@dataclass(frozen=True, slots=True)
class Suppressed:
    """There is a count, and it is hidden to protect people. It is above zero, unless the counts of a `whole_table` are hidden."""

    whole_table: bool = False


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """There is no count, or none that can be told at all; the reason is for people."""

    why: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A figure was told, and whoever told it took it back on a day: it does not stand. Nobody is protected by that."""

    on: date


Released = Shown | Suppressed | NotAvailable
