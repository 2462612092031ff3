"""Cases from a SEN2 return: what happened when, as far as the return holds it.

The return has days of decisions and of plans, not those on which people were told: the day of the decision stands for both. What it
does not hold (reports of meetings, amended plans, mediation) is no event here, so that nothing is said to be late because of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from extramile.core.clock.counting import Due, clock
from extramile.core.clock.limits import Limit, limits
from extramile.core.returns import KEY, LINKED, ROW, UNREAD, Load
from extramile.core.vocabulary import InputError

Row = Mapping[str, Any]
TWENTY_WEEKS = "T08"
# Limits that end in an event of which the return has the day.
HELD = ("T01", "T05", TWENTY_WEEKS, "T14", "T15", "T18", "T19", "T25", "T26")
# The returns from which the clock can be read.
CLOCKED = ("sen2",)
_REQUEST, _LABEL = "_request", "_label"
_DRAFT = "review_draft"
# How the wait for a plan ends, the one way or the other.
_DECIDED = ("final-plan-sent", "no-plan-told")
_TABLES = ("requests", "assessment", "named_plan", "active_plans")
# Without these no limit of a table runs, or nobody knows that the thing was done.
_NEEDED = {
    "requests": ("received_date", "request_outcome"),
    "assessment": ("assessment_outcome",),
    "named_plan": ("start_date",),
    "active_plans": ("last_review",),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A request with all that came of it. `undated` are events that happened on a day which the return does not hold."""

    key: int
    row: int
    label: str
    events: Mapping[str, date]
    undated: frozenset[str] = frozenset()
    ended: date | None = None
    exception: bool = False
    # Of a plan that is to be amended after its review, where the return tells of its draft; of no other.
    amended: bool = False
    # Its row is the line of the file on which the request begins.
    by_line: bool = False

    @property
    def place(self) -> str:
        """Return where it stands in the person's file, in words."""
        return f"{'line' if self.by_line else 'row'} {self.row:,}"

    def path(self, as_of: date) -> list[Due]:
        """Return every limit of the case that the return can tell of, as it stands on a day.

        The exception is that of the twenty weeks alone: the return has none for other limits.
        """
        ended = self.ended if self.ended is not None and self.ended <= as_of else None
        plain = {each.limit.id: each for each in clock(self.events, as_of, ended=ended)}
        if self.exception and TWENTY_WEEKS in plain:
            reasons = plain[TWENTY_WEEKS].limit.reasons
            excused = clock(self.events, as_of, reasons=reasons, ended=ended)
            plain[TWENTY_WEEKS] = next(each for each in excused if each.limit.id == TWENTY_WEEKS)
        return [each for each in plain.values() if self._told(each, as_of)]

    @property
    def untold(self) -> bool:
        """Say whether it waits for its plan and the return has no day of its request, from which that is counted."""
        over = {*_DECIDED, "plan-decided"} & (self.events.keys() | self.undated)
        return self.ended is None and "request-received" not in self.events and not over

    def _told(self, due: Due, as_of: date) -> bool:
        limit = due.limit
        if limit.id not in HELD or limit.end in self.undated:
            return False
        # Decided before the period of the return, which does not say how.
        if "plan-decided" in self.undated and limit.end in _DECIDED and due.done is None:
            return False
        # It binds only who ends without a plan: nobody of whom it is not even decided whether to assess, and while nobody knows
        # how an assessment ends, its day may pass.
        if limit.id == "T05" and due.done is None:
            return (
                due.state == "due"
                and self._happened("decision-to-assess-told", as_of)
                and "plan-agreed" not in self.undated
            )
        return limit.id != "T19" or self.amended

    def _happened(self, event: str, as_of: date) -> bool:
        return event in self.undated or ((day := self.events.get(event)) is not None and day <= as_of)


def held() -> list[Limit]:
    """Return the limits of which the return can tell."""
    return [each for each in limits().limits if each.id in HELD]


def cases_of(load: Load) -> Iterator[Case]:
    """Yield the cases of a SEN2 return, one for each request."""
    if load.described.id not in CLOCKED or "requests" not in load.counts:
        raise InputError(
            "has no requests of a SEN2 return: the clock runs from them.",
            where=load.sources[0].name,
            next_step="Give the whole SEN2 return.",
        )
    below: dict[str, dict[int, Row]] = {}
    for name in _TABLES[1:]:
        # The first counts where there are several and one is allowed.
        found: dict[int, Row] = {}
        for row in _rows(load, name):
            if row[_REQUEST] is not None:
                found.setdefault(row[_REQUEST], row)
        below[name] = found
    drafts = _tells_of_drafts(load)
    for row in _rows(load, "requests"):
        found_case = case(row, *(below[name].get(row[KEY], {}) for name in _TABLES[1:]), drafts=drafts)
        yield replace(found_case, by_line=load.by_line)


def _tells_of_drafts(load: Load) -> bool:
    """Say whether the return has the item of draft amended plans, so that an empty one says that there was none."""
    column = load.described.table("active_plans").column(_DRAFT)
    return _DRAFT in load.columns.get("active_plans", ()) and load.year is not None and column.in_year(load.year)


def gaps(load: Load) -> list[str]:
    """Return what the clock needs and a return does not hold, in sentences: what rests on it is left out, and is not in time."""
    said = []
    for name in _TABLES:
        title = load.described.table(name).title
        if name not in load.counts:
            said.append(f"The table “{title}” was not given.")
        elif name != "requests" and LINKED not in load.columns[name]:
            said.append(f"The rows of “{title}” do not say to which requests they belong.")
        lacking = [each for each in _NEEDED[name] if name in load.counts and each not in load.columns[name]]
        columns = [load.described.table(name).column(each).called for each in lacking]
        said += [f"There is no column {each} in “{title}”." for each in columns]
    return said


def unlinked(load: Load) -> dict[str, int]:
    """Return how many rows of assessments and plans belong to no request, by table: nothing of them is in any case."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    found = {}
    for name in _TABLES[1:]:
        if name in load.counts:
            column = pq.read_table(load.path(name), columns=[_REQUEST])[_REQUEST]
            if many := pc.sum(pc.is_null(column)).as_py():
                found[name] = int(many)
    return found


def _rows(load: Load, name: str) -> Iterator[Row]:
    import pyarrow.parquet as pq

    if name not in load.counts:
        return
    with pq.ParquetFile(load.path(name)) as file:
        for batch in file.iter_batches(batch_size=10_000):
            yield from batch.to_pylist()


@dataclass(slots=True)
class _Found:
    """What was found of a case so far."""

    events: dict[str, date] = field(default_factory=dict)
    undated: set[str] = field(default_factory=set)
    ended: list[date] = field(default_factory=list)

    def happened(self, event: str, day: date | None) -> None:
        """Note an event, on its day or on one that is not known."""
        if day is None:
            self.undated.add(event)
        else:
            self.events[event] = day


def case(request: Row, assessment: Row, plan: Row, active: Row, *, drafts: bool) -> Case:
    """Return the case of a request, from its row and those that belong to it; an empty one where there is none.

    `drafts` says whether the return has the days of draft amended plans, as those from 2025 do: where there is no day, none was
    sent. Of an earlier return nobody knows.
    """
    found = _Found()
    if received := request.get("received_date"):
        found.events["request-received"] = received
    _decided(found, request)
    _assessed(found, assessment, plan)
    amended = _reviewed(found, plan, active, drafts=drafts)
    return Case(
        request[KEY],
        request[ROW],
        request.get(_LABEL) or "",
        found.events,
        frozenset(found.undated),
        min(found.ended, default=None),
        assessment.get("week20") == "1",
        amended,
    )


def _decided(found: _Found, request: Row) -> None:
    outcome, day = request.get("request_outcome"), request.get("request_outcome_date")
    if outcome in {"Y", "N", "H"}:
        found.happened("decision-to-assess-told", None if outcome == "H" else day)
    if outcome == "N":
        # Without its day, it is refused all the same: nothing more is owed.
        found.happened("assessment-refused-told", day)
        found.ended.append(day or date.min)
    if outcome == "W" or request.get("exported"):
        found.ended.append(day or date.min)


def _assessed(found: _Found, assessment: Row, plan: Row) -> None:
    outcome, day = assessment.get("assessment_outcome"), assessment.get("assessment_outcome_date")
    if outcome == "N":
        found.happened("no-plan-told", day)
        found.ended.append(day or date.min)
    elif outcome == "W":
        found.ended.append(day or date.min)
    elif outcome == "Y":
        found.happened("plan-agreed", day)
    started = plan.get("start_date")
    if started is not None:
        found.events["final-plan-sent"] = started
    elif plan or (outcome == "Y" and day is not None):
        found.undated.add("final-plan-sent")
    if outcome == "H":
        # Which way, the return does not say.
        found.undated.add("plan-decided")


def _reviewed(found: _Found, plan: Row, active: Row, *, drafts: bool) -> bool:
    """Note what the return has of reviews; say whether the plan is to be amended and the return tells of its draft."""
    if ceased := plan.get("cease_date"):
        found.ended.append(ceased)
    meeting, decided, outcome = (active.get(each) for each in ("review_meeting", "last_review", "review_outcome"))
    last = max((each for each in (meeting, decided) if each is not None), default=None)
    if last is not None:
        found.events["previous-review"] = last
    elif plan.get("start_date") is not None and active:
        found.events["plan-made"] = plan["start_date"]
    if meeting is not None:
        found.events["review-meeting"] = meeting
        # A decision from before the meeting is that of the review before.
        if decided is not None and decided >= meeting:
            found.events["review-decision-told"] = decided
        elif outcome:
            found.undated.add("review-decision-told")
    if due := active.get("phase_transfer_due_date"):
        # The year of the move is all that the limit takes, and the day itself tells which move it is.
        event = {3: "post-16-transfer", 2: "phase-transfer"}.get(due.month)
        if event:
            found.events[event] = date(due.year, 1, 1)
            if final := active.get("phase_transfer_final_date"):
                found.events["transfer-plan-sent"] = final
    return meeting is not None and outcome == "A" and _drafted(found, meeting, active, drafts=drafts)


def _drafted(found: _Found, meeting: date, active: Row, *, drafts: bool) -> bool:
    """Note whether the draft of an amended plan was sent; say whether the return tells of it."""
    draft = active.get(_DRAFT)
    if draft is not None and draft >= meeting:
        found.events["amendment-notice-sent"] = draft
        return True
    # A day before the meeting, or one that cannot be read, says that something was sent and not when.
    if not drafts or draft is not None or active.get(_DRAFT + UNREAD) is not None:
        found.undated.add("amendment-notice-sent")
        return False
    return True
