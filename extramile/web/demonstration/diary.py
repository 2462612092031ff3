"""What happened when: the steps of the demonstration, told by different rooms and played in the order of their days."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from extramile.web.demonstration.clock import Clock, running
from extramile.web.demonstration.days import day_ago

# People work from nine to five; a day's steps are spread over it.
MORNING, WORKING = time(9, 10), timedelta(hours=7, minutes=40)


@dataclass(order=True, frozen=True, slots=True)
class Step:
    """One thing that somebody did: on a working day, after what was told of an earlier day, and after what was told before it."""

    day: date
    told_for: date
    number: int
    do: Callable[[], Any] = field(compare=False)


class Diary:
    """Steps, gathered in any order and played by day. `today` is the day on which the demonstration is built."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.steps: list[Step] = []
        self._numbers = itertools.count()

    def day(self, ago: int) -> date:
        """Return the working day so many days before today; a negative number is a day to come."""
        return day_ago(self.today, ago)

    def add(self, ago: int, do: Callable[[], Any]) -> None:
        """Note that something is done so many days ago."""
        told_for = self.today - timedelta(days=ago)
        self.steps.append(Step(self.day(ago), told_for, next(self._numbers), do))

    def play(self, tell: Callable[[int, int], None] = lambda done, of: None) -> int:
        """Do everything, each step on its day; `tell` hears how many are done. Returns how many there were."""
        now = timezone.now()
        first = min((step.day for step in self.steps), default=self.today)
        clock = Clock(_at(first))
        steps = sorted(self.steps)
        with running(clock):
            done = 0
            for day, group in itertools.groupby(steps, key=lambda step: step.day):
                of_the_day = list(group)
                for place, step in enumerate(of_the_day):
                    # Today's steps lie before the moment of building: nothing in the trail comes from the future.
                    start, length = (now - timedelta(minutes=2), timedelta(minutes=1)) if day == self.today else (
                        _at(day), WORKING
                    )  # fmt: skip
                    clock.set(start + length * place / len(of_the_day))
                    step.do()
                    done += 1
                    tell(done, len(steps))
        return done


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))
