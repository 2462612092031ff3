"""What of a case falls due when: a pure function of its events and a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from extramile.core.clock.limits import Limit, limits
from extramile.core.days import add_working_days, is_working_day, working_day_on_or_after

# kept: done in time. late: done after it. due: still to do. overdue: still to do, and the day is past. excused: past, with a reason
# that the law takes. on the day: done on a day before which the law asks for it. open: time that people have, still running.
State = Literal["kept", "late", "due", "overdue", "excused", "on the day", "open", "closed"]


@dataclass(frozen=True, slots=True)
class Due:
    """One limit in one case: the event it runs from, the last day, when it was done if it was, and how it stands.

    `unverified` limits are recalled, or were checked in part alone: what they say is no breach of the law.
    """

    limit: Limit
    since: date
    last_day: date
    done: date | None
    state: State
    days_left: int

    @property
    def unverified(self) -> bool:
        """Say whether the limit itself was not verified."""
        return self.limit.unverified

    @property
    def conditional(self) -> bool:
        """Say whether nobody knows yet if it binds: the thing is not done, and is owed only if something else is so."""
        return self.done is None and bool(self.limit.only_if)

    @property
    def title(self) -> str:
        """Return what falls due: with its condition first while nobody knows it, so that no one reads it as an order."""
        return f"If {self.limit.only_if}: {self.limit.then}" if self.conditional else self.limit.title


def clock(
    events: Mapping[str, date], as_of: date, *, reasons: Collection[str] = (), ended: date | None = None
) -> list[Due]:
    """Return what falls due in a case, by the last day. `events` are days by the name of the event.

    `reasons` are those of the definitions that apply to the case: a limit that takes one of them is excused when it is
    past. A case that has `ended` owes nothing that was still to do then. A limit from an event that did not happen, or
    that is still to come, says nothing.
    """
    found = []
    for limit in limits().limits:
        since = events.get(limit.start)
        if since is None or since > as_of:
            continue
        done = events.get(limit.end)
        if done is not None and done > as_of:
            done = None
        if done is None and (ended is not None or _answered_otherwise(limit, events, as_of)):
            continue
        last = last_day(limit, since)
        found.append(Due(limit, since, last, done, _state(limit, last, done, as_of, reasons), (last - as_of).days))
    return sorted(found, key=lambda each: (each.last_day, each.limit.id))


# A decision the one way ends the wait for the other; a request that was refused, or ended, owes no plan.
_OTHERWISE = {
    "no-plan-told": ("final-plan-sent", "assessment-refused-told", "plan-agreed"),
    "final-plan-sent": ("no-plan-told", "assessment-refused-told"),
    "amended-plan-sent": ("no-amendment-told", "plan-kept-told", "plan-ended-told"),
    "amendment-notice-sent": ("plan-kept-told", "plan-ended-told"),
    "no-amendment-told": ("amended-plan-sent",),
}


def _answered_otherwise(limit: Limit, events: Mapping[str, date], as_of: date) -> bool:
    return any((day := events.get(each)) is not None and day <= as_of for each in _OTHERWISE.get(limit.end, ()))


def last_day(limit: Limit, since: date) -> date:
    """Return the last day of a limit that runs from a day: for one that gives time, the day on which it ends."""
    if limit.before is not None:
        month, day = map(int, limit.before.split("-"))
        return date(since.year, month, day) - timedelta(days=1)
    if limit.working_days is not None:
        # The first day counts only where it is a working day itself.
        counted = limit.working_days - (1 if limit.inclusive and is_working_day(since) else 0)
        return add_working_days(since, counted)
    if limit.months is not None:
        return since + relativedelta(months=limit.months)
    days = limit.days if limit.days is not None else 7 * (limit.weeks or 0)
    return since + timedelta(days=days - (1 if limit.inclusive else 0))


def _state(limit: Limit, last: date, done: date | None, as_of: date, reasons: Collection[str]) -> State:
    if limit.least:
        return "open" if as_of <= last else "closed"
    if done is None:
        if as_of <= last:
            return "due"
        return "excused" if set(limit.reasons) & set(reasons) else "overdue"
    if done <= last:
        return "kept"
    if limit.before is not None and done == last + timedelta(days=1):
        return "on the day"
    return "excused" if set(limit.reasons) & set(reasons) else "late"


def appeal_until(decision: date, certificate: date | None = None) -> date:
    """Return the last day to appeal: two months from the decision, or one from the certificate of mediation if that is later.

    Ends that fall in August move to the first working day of September, those from 25 December to 1 January to the next
    working day in January.
    """
    last = decision + relativedelta(months=2)
    if certificate is not None:
        last = max(last, certificate + relativedelta(months=1))
    if last.month == 8:
        return working_day_on_or_after(date(last.year, 9, 1))
    if (last.month, last.day) >= (12, 25) or (last.month, last.day) == (1, 1):
        return working_day_on_or_after(date(last.year + (last.month == 12), 1, 2))
    return last
