"""Choosing inspections and counting their outcomes, with an interval that says how much a share can be trusted."""

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from math import sqrt
from typing import Any

from extramile.core.national.inspections import OUTCOMES, Inspection, Register
from extramile.core.vocabulary import InputError

# The normal quantile of a two-sided 95% interval.
Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Filters:
    """Which inspections are meant. Bounds are inclusive; None leaves a side open.

    `without` are areas left out by code: official counts sometimes leave out areas that no longer exist.
    """

    framework: str | None = None
    started_from: date | None = None
    started_to: date | None = None
    published_from: date | None = None
    published_by: date | None = None
    region: str | None = None
    without: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the filters that are set, dates in ISO form, without the framework."""
        given = {key: value for key, value in asdict(self).items() if value and key != "framework"}
        return {key: _plain(value) for key, value in given.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Selection:
    """The inspections chosen, and those that a date filter left out because their date is not known."""

    filters: Filters
    inspections: tuple[Inspection, ...]
    left_out: tuple[Inspection, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95% Wilson interval, all between 0 and 1."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Outcomes counted. Every outcome of the framework is named, even at 0; without inspections there is no share."""

    framework: str
    filters: Filters
    inspected: int
    outcomes: dict[str, int]
    shares: dict[str, Share]
    left_out: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the summary as plain values."""
        return {
            "framework": self.framework,
            "filters": self.filters.to_dict(),
            "inspected": self.inspected,
            "outcomes": dict(self.outcomes),
            "shares": {name: asdict(share) for name, share in self.shares.items()},
            "left_out_date_unknown": self.left_out,
        }


def wilson(count: int, total: int) -> Share:
    """Return the share `count`/`total` with its 95% Wilson score interval, which stays sensible for few inspections."""
    if not 0 <= count <= total or total == 0:
        raise ValueError(f"no share of {count} in {total}")
    share = count / total
    scale = 1 + Z95**2 / total
    centre = (share + Z95**2 / (2 * total)) / scale
    half = Z95 / scale * sqrt(share * (1 - share) / total + Z95**2 / (4 * total**2))
    # At the ends the formula meets the share itself; rounding must not carry it past.
    low = 0.0 if count == 0 else min(share, max(0.0, centre - half))
    high = 1.0 if count == total else max(share, min(1.0, centre + half))
    return Share(share, low, high)


def choose(register: Register, filters: Filters) -> Selection:
    """Choose inspections by all filters that are set."""
    check_filters(filters)
    areas = register.areas
    region = areas.regions.find(filters.region) if filters.region else None
    # The region is told back by its own name, however it was typed.
    filters = replace(filters, region=region.name) if region else filters
    chosen: list[Inspection] = []
    left_out: list[Inspection] = []
    for each in register:
        if filters.framework and each.framework != filters.framework:
            continue
        if each.code in filters.without or (region and not areas.is_in(areas.get(each.code), region)):
            continue
        fits = (
            _within(_span(each.started, each.month), filters.started_from, filters.started_to),
            _within(_span(each.published, ""), filters.published_from, filters.published_by),
        )
        if False in fits:
            continue
        (left_out if None in fits else chosen).append(each)
    return Selection(filters, tuple(chosen), tuple(left_out))


def check_filters(filters: Filters) -> None:
    """Refuse a framework that does not exist and a period that ends before it starts."""
    if filters.framework and filters.framework not in OUTCOMES:
        raise InputError(f"There is no framework “{filters.framework}”.", next_step=f"Use {' or '.join(OUTCOMES)}.")
    for start, end, what in (
        (filters.started_from, filters.started_to, "started"),
        (filters.published_from, filters.published_by, "published"),
    ):
        if start and end and start > end:
            raise InputError(f"The period for “{what}” ends ({end}) before it begins ({start}).")


def _span(day: date | None, month: str) -> tuple[date, date] | None:
    """Return the first and the last day that a date may be: the day itself, or its month where only that is known."""
    if day is not None:
        return day, day
    if not month:
        return None
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _within(span: tuple[date, date] | None, start: date | None, end: date | None) -> bool | None:
    """Say whether a date lies within the bounds: None where too little of it is known to tell."""
    if start is None and end is None:
        return True
    if span is None:
        return None
    first, last = span
    if (start is not None and last < start) or (end is not None and first > end):
        return False
    return True if (start is None or first >= start) and (end is None or last <= end) else None


def select(
    register: Register,
    *,
    framework: str | None = None,
    started_from: date | None = None,
    started_to: date | None = None,
    published_from: date | None = None,
    published_by: date | None = None,
    region: str | None = None,
    without: Sequence[str] = (),
) -> Selection:
    """Choose inspections of the register, newest first. `without` leaves areas out, by name or code."""
    left_out = tuple(_left_out(register, each, framework) for each in without)
    filters = Filters(framework, started_from, started_to, published_from, published_by, region, left_out)
    return choose(register, filters)


def _left_out(register: Register, text: str, framework: str | None) -> str:
    """Return the code of an area to leave out. One that was never inspected is refused: it may be another's name."""
    area = register.areas.find(text)
    inspected = {each.code for each in register if framework in {None, each.framework}}
    if area.code in inspected:
        return area.code
    related = [register.areas.get(code).name for code in (*area.predecessors, *area.successors) if code in inspected]
    raise InputError(
        f"There is no inspection of {area.name} to leave out.",
        next_step=f"Did you mean {' or '.join(related)}?" if related else "",
    )


def summarise(selection: Selection) -> Summary:
    """Count the outcomes of a selection of one framework, with shares."""
    framework = selection.filters.framework
    if framework is None:
        raise InputError(
            "Outcomes of the two frameworks are not comparable and are not added up.",
            next_step=f"Choose a framework: {' or '.join(OUTCOMES)}.",
        )
    counted = Counter(each.outcome for each in selection.inspections)
    outcomes = {name: counted[name] for name in OUTCOMES[framework]}
    total = sum(outcomes.values())
    shares = {name: wilson(count, total) for name, count in outcomes.items()} if total else {}
    return Summary(framework, selection.filters, total, outcomes, shares, len(selection.left_out))
