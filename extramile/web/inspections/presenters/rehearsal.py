"""Words for how a rehearsal went: how long after the call each step was done, beside an earlier rehearsal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median

from extramile.web.inspections.around import Timed

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step: how long after the call it was done, in this rehearsal and in the earlier one."""

    words: str
    after: str
    before: str
    change: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The steps that belong together: how many were done, and after how long the half of them and the last."""

    name: str
    done: int
    number: int
    half: str
    last: str
    half_before: str
    steps: list[StepRow]


def length(time: timedelta) -> str:
    """Return a length of time in words: two units at most, such as 1 day 3 hours."""
    if time < MINUTE:
        return "at once"
    days, rest = divmod(time, DAY)
    hours, rest = divmod(rest, HOUR)
    parts = [(days, "day"), (hours, "hour"), (rest // MINUTE, "minute")]
    first = next(n for n, (number, _) in enumerate(parts) if number)
    shown = [(number, unit) for number, unit in parts[first : first + 2] if number]
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in shown)


def groups(
    called: datetime, steps: Iterable[Timed], earlier_called: datetime | None = None, earlier: Iterable[Timed] = ()
) -> list[GroupRow]:
    """Return the steps of a rehearsal by group, with those of the earlier one where there is one."""
    before: dict[tuple[str, str], list[timedelta]] = {}
    for each in earlier:
        if each.done_at and earlier_called:
            for key in ((each.group, ""), (each.group, each.key)) if each.key else ((each.group, ""),):
                before.setdefault(key, []).append(each.done_at - earlier_called)
    return [_group(name, list(each), called, before) for name, each in groupby(steps, key=lambda each: each.group)]


def _group(name: str, steps: list[Timed], called: datetime, before: dict[tuple[str, str], list[timedelta]]) -> GroupRow:
    times = sorted(each.done_at - called for each in steps if each.done_at)
    past = before.get((name, ""), [])
    return GroupRow(
        name=name or "Without a group",
        done=len(times),
        number=len(steps),
        half=_middle(times),
        last=length(times[-1]) if times and len(times) == len(steps) else "",
        half_before=_middle(past),
        steps=[_step(each, called, before.get((name, each.key), []) if each.key else []) for each in steps],
    )


def _middle(times: list[timedelta]) -> str:
    return length(timedelta(seconds=median(each.total_seconds() for each in times))) if times else ""


def _step(step: Timed, called: datetime, past: list[timedelta]) -> StepRow:
    time = step.done_at - called if step.done_at else None
    change = ""
    if time is not None and past:
        gap = past[0] - time
        change = (
            f"{length(abs(gap))} {'sooner' if gap > timedelta() else 'later'}" if abs(gap) >= MINUTE else "the same"
        )
    return StepRow(step.words, length(time) if time is not None else "", length(past[0]) if past else "", change)
