"""What the invented returns consist of, as their definition file says it. All numbers of days count back from today."""

from typing import Literal

from pydantic import Field

from extramile.core.definitions import Definition, StrictModel
from extramile.web.demonstration.definitions import Who


class InventedLoad(StrictModel):
    """A return that was loaded: the newest whose census day was over by then, or one so many years back.

    `faults` is how often each rule was broken that the area breaks. `out` is when its figures were let out; none: never.
    """

    ago: int
    back: int
    seed: int
    faults: int
    out: int | None = None


class InventedHandling(StrictModel):
    """What was done about problems of a rule in a load: about so many of them, from one on. `to` and `due` are of an assignment."""

    load: int
    ago: int
    by: Who
    do: Literal["assign", "accept", "explain", "comment"]
    rule: str
    first: int = 0
    count: int = 1
    words: str = ""
    to: Who = ""
    due: int | None = None


class InventedFigure(StrictModel):
    """A released figure that was kept as evidence, of a load by its number, and the claim that it is hung on."""

    key: str
    load: int
    measure: str
    ago: int
    by: Who
    audience: Literal["partnership", "board", "public"] = "partnership"
    criteria: tuple[str, ...] = ()
    evaluation: str = ""
    claim: str = ""
    linked_by: Who = ""


class InventedReading(StrictModel):
    """A measure of the plan that is read from returns: its baseline from a load, its figures taken `taken` days ago."""

    theme: str
    title: str
    measure: str
    definition: str
    good: Literal["up", "down"]
    load: int
    target: tuple[int, float]
    tolerance: float
    owner: Who
    ago: int
    taken: int


class InventedReturns(Definition):
    """The returns of an invented partnership. `late_before` of the plans of each month were late, `late_after` from `shift` on.

    `breaks` are the rules that were broken in its loads, of those that can be.
    """

    by: Who
    children: int
    breaks: tuple[str, ...] = Field(min_length=1)
    shift: int
    late_before: float
    late_after: float
    loads: tuple[InventedLoad, ...]
    handled: tuple[InventedHandling, ...] = ()
    evidence: tuple[InventedFigure, ...] = ()
    plan: str
    readings: tuple[InventedReading, ...] = ()
