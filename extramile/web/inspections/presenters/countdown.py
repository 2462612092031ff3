"""Words for the countdown: what is late, what is for today, what comes next; one's own first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from extramile.core.inspecting import Schedule
from extramile.web.inspections.around import Falling
from extramile.web.inspections.presenters.dates import how_far, long_day
from extramile.web.inspections.waiting import day_of, is_late, order, when

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing of the countdown."""

    words: str
    href: str
    when: str
    off: str
    who: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the countdown: what is late, for today, for the next days, later."""

    id: str
    title: str
    items: list[Waiting]
    empty: str


@dataclass(frozen=True, slots=True)
class NextDate:
    """A date of the framework that is still to come."""

    id: str
    name: str
    when: str
    off: str
    unverified: bool


def stages(falling: Iterable[Falling], now: datetime) -> list[Stage]:
    """Return what falls due by how near it is; in each part one's own first."""
    today = timezone.localdate(now)
    parts: dict[str, list[Falling]] = {"late": [], "today": [], "next": [], "later": []}
    for each in sorted(falling, key=lambda one: (not one.mine, order(one))):
        parts[_part(each, now, today)].append(each)
    titles = (
        ("late", "Late", "Nothing is late."),
        ("today", "Today", "Nothing is due today."),
        ("next", "The next seven days", "Nothing is due in the next seven days."),
        ("later", "Later", ""),
    )
    return [Stage(name, title, [_waiting(each, today) for each in parts[name]], empty) for name, title, empty in titles]


def _part(each: Falling, now: datetime, today: date) -> str:
    day = day_of(each.due)
    if is_late(each.due, now):
        return "late"
    if day == today:
        return "today"
    return "next" if day <= today + SOON else "later"


def _waiting(each: Falling, today: date) -> Waiting:
    return Waiting(each.words, each.href, when(each.due), how_far(day_of(each.due), today), each.who, each.mine)


def next_dates(found: Schedule, today: date, most: int = 5) -> list[NextDate]:
    """Return the dates of the framework that come next, today's among them."""
    to_come = [each for each in found.due if each.day and (each.until or each.day) >= today]
    return [
        NextDate(each.deadline.id, each.deadline.name, long_day(each.day), how_far(each.day, today), each.unverified)
        for each in to_come[:most]
        if each.day
    ]


def first_day(found: Schedule) -> date | None:
    """Return the first day on which inspectors are here, if it is known or expected."""
    return found.day_of("on-site-start") or found.day_of("fieldwork-start")


def where_it_stands(found: Schedule, today: date, sessions: Collection[date] = ()) -> tuple[str, str]:
    """Return where an inspection stands as a short line and a longer one: by the days of its fieldwork.

    `sessions` are the days of what is still held: while there is any, the visit is not called over.
    """
    first = first_day(found)
    last = found.day_of("fieldwork-end")
    if first and today < first:
        days = (first - today).days
        return f"{days} {'day' if days == 1 else 'days'} to go", f"until inspectors are here, {long_day(first)}"
    if first and last and first <= today <= last:
        return f"Day {(today - first).days + 1}", f"of the days in which inspectors are here, until {long_day(last)}"
    if last and today > last and sessions:
        number = len(sessions)
        words = "1 session is" if number == 1 else f"{number} sessions are"
        return "Nearly over", f"{words} still to come, the last on {long_day(max(sessions))}"
    if last and today > last:
        return "After the visit", f"the last day was {long_day(last)}"
    return "Begun", "when inspectors are here is not known yet"
