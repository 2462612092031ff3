"""What is to be done in the cases of a return, and what the twenty-week figure can still become: counted, not modelled."""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from dateutil.relativedelta import relativedelta

from extramile.core.clock.cases import TWENTY_WEEKS, Case
from extramile.core.clock.counting import Due

# late: a limit of the law that is past. this week: due within seven days, today included. later: due after that. in exception: past
# with a reason of the law. unverified: a limit that nobody checked, or in part alone, never said to be late.
Group = Literal["late", "this week", "later", "in exception", "unverified"]
GROUPS: tuple[Group, ...] = ("late", "this week", "in exception", "later", "unverified")
WEEK = timedelta(days=6)
# So far a forecast looks: after 20 weeks nothing that is open now is in time.
MONTHS = 9
# What the numbers of a forecast count.
LEGEND = (
    ("In time, of issued", "plans of that calendar year so far, and how many of them within 20 weeks"),
    ("Late already", "open cases whose 20 weeks are past whenever their plan of that year comes"),
    ("Still possible", "open cases that can still be in time"),
    ("Can become late", "of those, the cases whose 20 weeks end before the end of the month"),
    ("Due by then", "of those, the cases whose 20 weeks end by the end of the month"),
)


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do in a case, with its group and the case's whole path."""

    case: Case
    due: Due
    group: Group
    path: tuple[Due, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {
            "group": self.group,
            "row": self.case.row,
            "key": self.case.label,
            **due_to_dict(self.due),
            "path": [due_to_dict(each) for each in self.path],
        }


def due_to_dict(due: Due) -> dict[str, Any]:
    """Return one limit of a case as plain values."""
    return {
        "limit": due.limit.id,
        "title": due.title,
        "since": due.since.isoformat(),
        "last_day": due.last_day.isoformat(),
        "done": due.done and due.done.isoformat(),
        "state": due.state,
        "days_left": due.days_left,
        "basis": due.limit.basis,
        "verified": not due.unverified,
    }


def worklist(found: Iterable[Case], as_of: date) -> list[Work]:
    """Return what is still to do, what is late first, then by the last day."""
    listed = []
    for each in found:
        path = tuple(each.path(as_of))
        listed += [Work(each, due, group, path) for due in path if (group := group_of(due, as_of)) is not None]
    return sorted(
        listed, key=lambda each: (GROUPS.index(each.group), each.due.last_day, each.case.row, each.due.limit.id)
    )


def group_of(due: Due, as_of: date) -> Group | None:
    """Return where in the worklist a limit stands; None where nothing is to be done."""
    if due.done is not None or due.limit.least:
        return None
    if due.unverified:
        return "unverified"
    if due.state == "due":
        return "this week" if due.last_day <= as_of + WEEK else "later"
    return "in exception" if due.state == "excused" else "late"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the twenty-week figure of a calendar year can be at the end of a month, from the cases that are open now alone.

    `issued` and `in_time` are plans of that year so far. `late` are open cases whose twenty weeks are past whenever their plan of
    that year comes; `possible` those that can still be in time, of which `may_lapse` can also become late by the end of the month
    and `due_by` have their last day by then. Cases with an exception are in none.
    """

    month_end: date
    issued: int
    in_time: int
    late: int
    possible: int
    may_lapse: int
    due_by: int

    @property
    def lowest(self) -> tuple[int, int]:
        """Return the least that it can be: everything that is or can become late is issued late, and nothing else."""
        return (
            (self.in_time, of) if (of := self.issued + self.late + self.may_lapse) else (self.possible, self.possible)
        )

    @property
    def highest(self) -> tuple[int, int]:
        """Return the most that it can be: everything that can be in time is issued in time, and nothing that is late."""
        of = self.issued + self.possible
        return (self.in_time + self.possible, of) if of else (0, self.late)

    @property
    def cleared(self) -> tuple[int, int]:
        """Return what it is if all that is late is issued by then, and all that falls due by then in time."""
        return self.in_time + self.due_by, self.issued + self.late + self.due_by

    def arithmetic(self) -> str:
        """Return how the three follow from the counts, each number with what it counts (`LEGEND`)."""
        in_time, issued, late = f"{self.in_time:,} in time", f"{self.issued:,} issued", f"{self.late:,} late"
        can, due = f"{self.possible:,} possible", f"{self.due_by:,} due by then"
        lowest = f"{in_time} / ({issued} + {late} + {self.may_lapse:,} that can become late)"
        highest = f"({in_time} + {can}) / ({issued} + {can})"
        cleared = f"({in_time} + {due}) / ({issued} + {late} + {due})"
        if not self.issued + self.late + self.may_lapse:
            lowest = "as highest, because nothing can be late by then"
        if not self.issued + self.possible:
            highest = "nothing can be in time"
        if not self.issued + self.late + self.due_by:
            cleared = "nothing falls due by then"
        return f"lowest {lowest}; cleared {cleared}; highest {highest}"

    def to_dict(self) -> dict[str, Any]:
        """Return the bounds as plain values, for JSON."""
        said: dict[str, Any] = {"month_end": self.month_end.isoformat()}
        said |= {name: getattr(self, name) for name in ("issued", "in_time", "late", "possible", "may_lapse", "due_by")}
        for name in ("lowest", "highest", "cleared"):
            counted, of = getattr(self, name)
            said[name] = counted / of if of else None
        return {**said, "arithmetic": self.arithmetic()}


def until_settled(found: Sequence[Bounds]) -> list[Bounds]:
    """Return the months up to the one after which no count of its year changes any more: the others would say the same again."""
    kept = list(found)
    while len(kept) > 1 and kept[-1].month_end.year == kept[-2].month_end.year:
        if replace(kept[-1], month_end=kept[-2].month_end) != kept[-2]:
            break
        kept.pop()
    return kept


def forecast(found: Iterable[Case], as_of: date, months: int = MONTHS) -> list[Bounds]:
    """Return the bounds at the end of this month and the following ones. What happened after the day is not looked at."""
    plans, waiting = _sorted_out(found, as_of)
    return [_bounds(end, plans, waiting, as_of) for end in _month_ends(as_of, months)]


def _sorted_out(found: Iterable[Case], as_of: date) -> tuple[list[Due], list[date]]:
    """Return the plans that were issued, and of each open case the last day of its twenty weeks; no exceptions."""
    plans, waiting = [], []
    for each in found:
        if each.exception:
            continue
        for due in each.path(as_of):
            if due.limit.id == TWENTY_WEEKS:
                if due.done is None:
                    waiting.append(due.last_day)
                else:
                    plans.append(due)
    return plans, waiting


def _month_ends(as_of: date, months: int) -> Iterator[date]:
    for number in range(months):
        day = as_of + relativedelta(months=number)
        yield day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _bounds(end: date, plans: list[Due], waiting: list[date], as_of: date) -> Bounds:
    # A plan of a later year can be issued from its first day on.
    first = max(as_of, date(end.year, 1, 1))
    issued = [each for each in plans if each.done is not None and each.done.year == end.year]
    return Bounds(
        end,
        len(issued),
        sum(each.state == "kept" for each in issued),
        sum(last < first for last in waiting),
        sum(last >= first for last in waiting),
        sum(first <= last < end for last in waiting),
        sum(first <= last <= end for last in waiting),
    )
