"""Words for dates: each with its rule, what it was counted from and over, and what it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from extramile.core.days import bank_holiday
from extramile.core.frameworks import Pack, source_line
from extramile.core.inspecting import Due, Happening, Schedule
from extramile.core.vocabulary import upper_first
from extramile.web.inspections.models import PUBLISHED, EventDay

WEEKEND = (5, 6)


def long_day(day: date) -> str:
    """Return a day with its weekday: Monday 22 September 2025."""
    return date_format(day, "l j F Y")


@dataclass(frozen=True, slots=True)
class DateRow:
    """One deadline as the page of dates shows it."""

    id: str
    name: str
    when: str
    # How far off it is: "in 3 days", "today", "4 days ago"; "" where the day is not known.
    off: str
    rule: str
    counted: str
    remarks: tuple[str, ...]
    who: str
    source: str
    note: str
    unverified: bool
    own: bool
    missing: str
    past: bool
    # What became of it is known: another rule would not change this day.
    entered: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event: the day that was entered, by whom; or the one that its rule expects."""

    id: str
    name: str
    when: str
    how: str
    entered: bool
    # Recorded by publishing, on the page of publication.
    is_publication: bool


def how_far(day: date, today: date) -> str:
    """Return how far off a day is, in words."""
    days = (day - today).days
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "tomorrow" if days > 0 else "yesterday"
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def rows(found: Schedule, pack: Pack, today: date) -> list[DateRow]:
    """Return every deadline in the order of the days."""
    return [_row(each, pack, today) for each in found.due]


def _row(due: Due, pack: Pack, today: date) -> DateRow:
    rule = due.deadline
    first = rule.original or rule
    until = f" to {long_day(due.until)}" if due.until else ""
    last = due.until or due.day
    return DateRow(
        id=rule.id,
        name=rule.name,
        when=f"{long_day(due.day)}{until}" if due.day else "",
        off=how_far(due.day, today) if due.day else "",
        rule=upper_first(due.rule),
        counted=counted(due),
        remarks=due.remarks,
        who=", ".join(pack.role(each).name for each in rule.who),
        source=source_line(rule, pack),
        note=first.note,
        unverified=due.unverified,
        own=rule.override is not None,
        missing=due.missing,
        past=bool(last and last < today),
        entered=due.entered,
    )


def counted(due: Due) -> str:
    """Return what a day was counted from, and the bank holidays that were passed over on the way."""
    start = due.counted_from
    if start is None or start.day is None or due.day is None:
        return ""
    words = f"Counted from {long_day(start.day)}{'' if start.entered else ', which is expected, not entered'}."
    if due.deadline.unit != "working-days":
        return words
    passed = passed_over(start.day, due.until or due.day)
    return f"{words} Not counted: {'; '.join(passed)}." if passed else words


def passed_over(first: date, last: date) -> list[str]:
    """Return the bank holidays between two days, weekends left out, each with its name."""
    first, last = sorted((first, last))
    between = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return [
        f"{date_format(day, 'l j F')} ({name})"
        for day in between
        if day.weekday() not in WEEKEND and (name := bank_holiday(day))
    ]


def events(found: Schedule, days: Iterable[EventDay]) -> list[EventRow]:
    """Return what happened when, and what is expected when."""
    by: Mapping[str, EventDay] = {each.event: each for each in days}
    return [_event(each, by.get(each.event.id)) for each in found.events]


def _event(each: Happening, kept: EventDay | None) -> EventRow:
    name = upper_first(each.event.name)
    if kept is not None:
        how = f"Entered by {kept.by.name}, {date_format(kept.at, 'j F Y')}"
    elif each.entered:
        how = "Recorded by publishing"
    elif each.day is not None:
        how = "Expected by the rule" + (", unverified" if each.rule and each.rule.unverified else "")
    else:
        how = ""
    return EventRow(
        each.event.id, name, long_day(each.day) if each.day else "", how, each.entered, each.event.id == PUBLISHED
    )
