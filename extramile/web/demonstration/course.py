"""One invented inspection while it is run: on which days what is done, and by whom. What is told of it hangs on this."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from extramile.core.days import add_working_days, working_day_on_or_after
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.inspection_definitions import InventedInspection
from extramile.web.inspections.models import Inspection, Participant
from extramile.web.partnerships.scope import Scope


def called_on(today: date, told: InventedInspection) -> date:
    """Return the day of the call: its own, or the Monday of a week ago; the working day after it, if nobody works on it."""
    monday = today - timedelta(days=today.weekday(), weeks=told.weeks_ago)
    return told.called or working_day_on_or_after(monday)


@dataclass(frozen=True, slots=True)
class Course:
    """One inspection while it is run; `name` is the one of its file."""

    cast: Cast
    name: str
    told: InventedInspection

    @property
    def today(self) -> date:
        """The day on which the demonstration is built."""
        return self.cast.diary.today

    def day(self, number: int) -> date:
        """Return the working day so many after the call."""
        return add_working_days(called_on(self.today, self.told), number)

    def on(self, number: int, do: Any, *arguments: Any) -> None:
        """Note what is done so many working days after the call, if that day has come."""
        ago = (self.today - self.day(number)).days if self.told.typed is None else self.told.typed
        if ago >= 0:
            self.cast.on(ago, do, *arguments)

    @property
    def scope(self) -> Scope:
        """Where the person stands who runs it."""
        return self.cast.scope(self.told.by)

    @property
    def inspection(self) -> Inspection:
        """What is run, as it stands."""
        return Inspection.objects.get(pk=self.cast.made["inspection", self.name].pk)

    def part(self, key: str) -> Participant:
        """Return somebody who has a part."""
        return self.cast.made[f"part {self.name}", key]
