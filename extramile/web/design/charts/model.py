"""What goes into a chart and what comes out of it: plain values, to be drawn and tested without a database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from extramile.web.design.charts.markup import href_attribute, safe
from extramile.web.design.figures import Value

# Who a line, a bar or a dot is, seen from the page's place. The style follows from it.
Role = Literal["place", "england", "neighbours", "region", "other"]

# What a category says. The same four colours as findings, always beside a word or a letter.
Tone = Literal[
    "strength", "develop", "priority", "quiet", "teal", "none", "step-1", "step-2", "step-3", "step-4", "step-5"
]


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name, its points as (label, value), and its role."""

    name: str
    points: Sequence[tuple[str, Value]]
    role: Role = "other"


@dataclass(frozen=True, slots=True)
class Dot:
    """An area on a strip."""

    name: str
    value: Value
    role: Role = "other"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name and value, with a link to what it stands for, if there is one."""

    name: str
    value: Value
    role: Role = "other"
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole: so many of them had this outcome."""

    name: str
    count: int
    tone: Tone = "quiet"


@dataclass(frozen=True, slots=True)
class Column:
    """A year (or another period) and its counts, one for each kind; None where the period has no figures."""

    label: str
    counts: Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that is counted in each column, with its tone."""

    name: str
    tone: Tone = "quiet"


@dataclass(frozen=True, slots=True)
class Interval:
    """A share of a group, as percentages from 0 to 100, with its interval and the two counts it was made from."""

    name: str
    numerator: int
    denominator: int
    share: float | None
    low: float | None
    high: float | None
    role: Role = "other"


@dataclass(frozen=True, slots=True)
class Category:
    """What a tile can be: `mark` (one or two letters in the tile) says it without colour."""

    key: str
    name: str
    mark: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Tile:
    """An area in the tile map: where it stands, and its category (a `Category.key`) or its value.

    `label` is what a reader hears and sees beside the name ("Inconsistent, March 2024"); without it the category or
    value is said. `here` marks the page's own place.
    """

    code: str
    name: str
    column: int
    row: int
    category: str | None = None
    value: Value = None
    label: str = ""
    href: str | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in a drawing of what leads to what; `here` marks the one whose page it is."""

    key: str
    name: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """That one node leads to another, by their keys, and how that is said."""

    start: str
    end: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a chart as finished words. The first column heads its row; the `numeric` ones stand to the right."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    here: frozenset[int] = frozenset()
    links: tuple[str | None, ...] = ()

    def __html__(self) -> str:
        sides = [' class="n"' if index in self.numeric else "" for index in range(len(self.headings))]
        head = "".join(
            f'<th scope="col"{side}>{safe(text)}</th>' for side, text in zip(sides, self.headings, strict=True)
        )
        body = "".join(self._row(index, row, sides) for index, row in enumerate(self.rows))
        return (
            f'<div class="x-scroll" role="region" aria-label="{safe(self.caption)}" tabindex="0">'
            f'<table class="x-table"><caption>{safe(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _row(self, index: int, row: tuple[str, ...], sides: list[str]) -> str:
        link = self.links[index] if self.links else None
        name = f"<a{href_attribute(link)}>{safe(row[0])}</a>" if link else safe(row[0])
        cells = "".join(f"<td{side}>{safe(text)}</td>" for side, text in zip(sides[1:], row[1:], strict=True))
        here = ' class="x-here"' if index in self.here else ""
        return f'<tr{here}><th scope="row">{name}</th>{cells}</tr>'


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing that never comes alone: the sentence over it, its description in words, and its table.

    `svg` is markup with every name already escaped; put `{{ chart }}` or `{{ chart.svg }}` on a page. `note` is a sentence to
    stand under it, where it needs one.
    """

    svg: Markup
    title: str
    description: str
    table: Table
    note: str = ""

    def __html__(self) -> str:
        return self.svg
