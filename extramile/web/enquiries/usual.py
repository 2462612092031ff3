"""The usual time of a framework: how long after it was asked for a paper is expected, offered where a time is chosen.

A pack states it for the papers of tracked cases alone; for other requests neither framework does, so nothing is said of them.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from extramile.core.days import add, working_day_on_or_after
from extramile.core.frameworks import Deadline, source_line
from extramile.web.frameworks.queries import deadlines
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope

EVENING = time(17, 0)


@dataclass(frozen=True, slots=True)
class Usual:
    """A usual time: its rule as the area holds it, and what it rests on."""

    rule: Deadline
    source: str

    @property
    def words(self) -> str:
        """Return how it is offered, marked where nobody could check it."""
        mark = " (unverified)" if self.rule.unverified else ""
        about = "about " if self.rule.bound == "about" else ""
        return f"The usual time for papers of a tracked case, {about}{self.rule.length()}{mark}"

    def day(self, asked: date) -> date:
        """Return the working day that it gives for what was asked on a day; of a range the last."""
        # `usual_time` takes no rule without value and unit.
        last = add(asked, self.rule.up_to or self.rule.value, self.rule.unit)  # type: ignore[arg-type]
        return working_day_on_or_after(last)

    def due(self, asked_at: datetime) -> datetime:
        """Return the moment that it gives: the end of that working day."""
        return timezone.make_aware(datetime.combine(self.day(timezone.localdate(asked_at)), EVENING))


def usual_time(scope: Scope, inspection: Inspection) -> Usual | None:
    """Return the usual time of an inspection's framework, or None where it states none."""
    pack = framework_of(inspection)
    tracking = pack.tracking
    if tracking is None or (tracking.kinds and inspection.kind not in tracking.kinds):
        return None
    held = {each.id: each for each in deadlines(scope, pack)}
    rules = (held[name] for name in tracking.deadlines)
    rule = next((each for each in rules if each.known and each.unit), None)
    return Usual(rule, source_line(rule, pack)) if rule else None
