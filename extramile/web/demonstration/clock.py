"""The clock of the demonstration: what is built is dated as if it had grown over a year.

The rooms ask Django what time it is. While a day is played, the answer is that day's. Nothing but the building of the
demonstration uses this, and it never runs in production.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.utils import timezone


class Clock:
    """A clock that stands until it is set, and goes on a little whenever it is read, so that no two moments are one."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def set(self, moment: datetime) -> None:
        """Set the clock; it never goes back, because the audit trail does not."""
        self.moment = max(self.moment, moment)

    def now(self) -> datetime:
        """Return the moment in universal time, as Django does, and go on by a millisecond."""
        self.moment += timedelta(milliseconds=1)
        return self.moment.astimezone(UTC)


@contextmanager
def running(clock: Clock) -> Iterator[None]:
    """Let Django read this clock for as long as the block lasts."""
    before = timezone.now
    timezone.now = clock.now
    try:
        yield
    finally:
        timezone.now = before
