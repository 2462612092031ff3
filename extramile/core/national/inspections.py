"""The register: every local area inspection, under both frameworks, with what is known of each and how surely."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from extramile.core.national.areas import Areas
from extramile.core.vocabulary import NotFoundError

Framework = Literal["2016", "2023"]

# The outcomes that each framework allows, best first. These names are the interface: they never change.
OUTCOMES: dict[str, tuple[str, ...]] = {
    "2016": ("not-required", "statement-of-action-required"),
    "2023": ("typically-positive", "inconsistent", "widespread-failings"),
}


@dataclass(frozen=True, slots=True)
class Revisit:
    """The re-visit after a written statement of action. `result` says how many weaknesses were sufficiently met."""

    started: date | None
    ended: date | None
    month: str
    published: date | None
    result: Literal["all", "some", "none"] | None
    sufficient: int | None
    not_sufficient: int | None
    confidence: str


@dataclass(frozen=True, slots=True)
class PreviousVisit:
    """The visit that a report names as the one before, and what of the register it agrees with."""

    started: date | None
    ended: date | None
    agrees_with: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection of one area. What is not known is None; it is never guessed.

    `month` ("2018-10") is known more often than the days. `next_due_month` is derived by us and not published: the
    month of the inspection plus the years that the report gives; `next_due_derived` says so wherever it is set.
    """

    id: str
    framework: Framework
    code: str
    area: str
    region: str
    started: date | None
    ended: date | None
    month: str
    published: date | None
    outcome: str
    weaknesses: int | None = None
    revisit: Revisit | None = None
    next_full_years: int | None = None
    next_due_month: str = ""
    monitoring_months: int | None = None
    plan_required: bool | None = None
    previous: PreviousVisit | None = None
    report_address: str = ""
    confidence: str = ""
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def next_due_derived(self) -> bool:
        """Say whether a next-due month is given; if so it is our derivation."""
        return bool(self.next_due_month)

    def to_dict(self) -> dict[str, Any]:
        """Return the inspection as plain values, dates in ISO form."""
        return {**_plain(asdict(self)), "next_due_derived": self.next_due_derived}


def _plain(value: Any) -> Any:
    """Turn dates into ISO text and tuples into lists, all the way down."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


class Register:
    """All inspections, newest first; those without a known day come by what is known of them."""

    def __init__(self, inspections: Iterable[Inspection], areas: Areas) -> None:
        self.areas = areas
        self._all = tuple(sorted(inspections, key=_newest_first))
        self._by_id = {each.id: each for each in self._all}
        self._by_area: dict[str, list[Inspection]] = {}
        for each in self._all:
            self._by_area.setdefault(each.code, []).append(each)

    def __iter__(self) -> Iterator[Inspection]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def get(self, identifier: str) -> Inspection:
        """Return the inspection with this id, such as `2016-826`."""
        if identifier not in self._by_id:
            near = [each for each in self._by_id if each.split("-")[1:2] == identifier.split("-")[1:2]]
            raise NotFoundError("inspection", identifier, near)
        return self._by_id[identifier]

    def of_area(self, code: str) -> tuple[Inspection, ...]:
        """Return the inspections of an area, newest first. Those of its predecessors are under their own codes."""
        return tuple(self._by_area.get(code, ()))


def _newest_first(inspection: Inspection) -> tuple[int, str]:
    known = inspection.started or inspection.published
    when = known.toordinal() if known else 0
    if not inspection.started and len(inspection.month) == len("2025-11"):
        when = date.fromisoformat(f"{inspection.month}-01").toordinal()
    return (-when, inspection.area)
