"""What is released of a count, and to whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads a released table, and below which count nothing is shown to them."""

    name: str
    threshold: int = 5


PARTNERSHIP = Audience("the partnership")
PUBLIC = Audience("everybody")
AUDIENCES = (PARTNERSHIP, PUBLIC)


@dataclass(frozen=True, slots=True)
class Shown:
    """A count that may be seen."""

    count: int


@dataclass(frozen=True, slots=True)
class Suppressed:
    """There is a count above zero, and it is hidden to protect people."""


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """There is no count, or none that can be told at all; the reason is for people."""

    why: str


Released = Shown | Suppressed | NotAvailable
