"""What a board pack holds: the plan as it stands, its exceptions, what became of it since the last pack, with why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import BoardDecision, Change, Meeting, Plan, Snapshot
from extramile.web.plans.queries import content
from extramile.web.plans.queries import plans as queries
from extramile.web.plans.queries.excepted import Row, looked_at, said_last
from extramile.web.plans.queries.results import Weakness, open_results
from extramile.web.plans.queries.versions import last_pack, pack_of_day


@dataclass(frozen=True, slots=True)
class PackContent:
    """What stands in a pack. `last` is that of the meeting before, `reasons` every change since then of which somebody said why.

    `replaces` is a pack that was built earlier for the same meeting: it is not compared with, as nobody met over it.
    """

    now: content.PlanNow
    frozen: dict[str, Any]
    meeting: Meeting | None
    exceptions: tuple[Row, ...]
    last: Snapshot | None
    reasons: tuple[Change, ...]
    # Of each area of weakness what a later visit said, where it said something.
    results: tuple[Weakness, ...] = ()
    # By action: the last step that somebody took and said why.
    said: Mapping[int, Change] = field(default_factory=dict)
    replaces: Snapshot | None = None

    @property
    def wanted(self) -> tuple[BoardDecision, ...]:
        """What the board is asked and has not decided, the first wanted first."""
        rows = [each for each in self.now.decisions if not each.decided_on and not each.dropped_why]
        return tuple(sorted(rows, key=lambda each: (each.wanted_by or date.max, each.number)))

    @property
    def taken(self) -> tuple[BoardDecision, ...]:
        """What was decided, the newest first."""
        rows = [each for each in self.now.decisions if each.decided_on]
        return tuple(sorted(rows, key=lambda each: (each.decided_on or date.min, each.number), reverse=True))


def packed(scope: Scope, found: Plan, today: date, meeting: Meeting | None = None) -> PackContent:
    """Return what a board pack of a plan holds today. The caller has found the plan for this person."""
    now = content.now(scope, found, today)
    last = last_pack(found, meeting.day if meeting else None)
    replaces = pack_of_day(found, meeting.day) if meeting else None
    rows = queries.changes_since(scope, found, last.held_on).filter(at__gt=last.at) if last else Change.objects.none()
    reasons = tuple(rows.exclude(why="").exclude(kind__in=["decision"]))
    results = tuple(open_results(scope, found))
    said = said_last(scope, now)
    return PackContent(now, content.frozen(now), meeting, looked_at(now), last, reasons, results, said, replaces)
