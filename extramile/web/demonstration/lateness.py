"""Invented returns, with what is late in them and what is open: plans as is told month by month, all else in plain shares."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from extramile.core.returns import describe
from extramile.core.synthetic import Record, make, to_xml
from extramile.web.demonstration.return_definitions import InventedLoad, InventedReturns

TWENTY_WEEKS, FOUR_WEEKS = 140, 28
# How many of each were late, or are overdue.
LATE_DECISIONS, LATE_REFUSALS, LATE_REVIEWS, OVERDUE_REVIEWS, LATE_TRANSFERS = 0.12, 0.25, 0.3, 0.09, 0.2


@dataclass(frozen=True, slots=True)
class Lateness:
    """How many plans of a month are late in the return of a year."""

    told: InventedReturns
    year: int
    shift: str

    def of(self, month: int) -> float:
        """Return the share that is late."""
        return self.told.late_after if f"{self.year - 1}-{month:02d}" >= self.shift else self.told.late_before


def xml_of(told: InventedReturns, load: InventedLoad, year: int, shift: str) -> bytes:
    """Return a return as a file."""
    chance = Random(f"{year} {load.seed}")  # noqa: S311 - invented, no secret
    change = _retimed(Lateness(told, year, shift), chance)
    made = make(told.children, load.seed, faults=load.faults, only=told.breaks, year=year, change=change)
    return "".join(to_xml(made.persons, year=year)).encode()


def _retimed(late: Lateness, chance: Random) -> Callable[[Record], None]:
    """Return what gives a person's requests their days: so many late as is told, some still open, some with an exception."""

    def change(person: Record) -> None:
        for request in person.all("requests"):
            plan, outcome = next(request.all("named_plan"), None), request.values["request_outcome"]
            if outcome == "A":
                _wait(request, chance)
            elif plan is not None and outcome == "Y":
                if chance.random() < 0.12:
                    _left_open(request, late.year, chance)
                else:
                    _issued(request, plan, late, chance)
            elif outcome == "N":
                _decided_late(request, chance)
            _refused_late(request, chance)
            for active in request.all("active_plans"):
                _reviewed(active, plan, late.year, chance)
                _transferred(active, chance)

    return change


def _wait(request: Record, chance: Random) -> None:
    if chance.random() < 0.3:
        _shift(request.values, "received_date", -chance.randint(15, 60))


def _issued(request: Record, plan: Record, late_in: Lateness, chance: Random) -> None:
    issued = date(late_in.year - 1, chance.randint(1, 12), chance.randint(1, 28))
    late = chance.random() < late_in.of(issued.month)
    received = issued - timedelta(days=chance.randint(144, 215) if late else chance.randint(100, TWENTY_WEEKS))
    late_decision = chance.random() < LATE_DECISIONS
    decided = received + timedelta(days=chance.randint(43, 58) if late_decision else chance.randint(20, 42))
    request.values |= {"received_date": received.isoformat(), "request_outcome_date": decided.isoformat()}
    assessment = next(request.all("assessment"))
    exception = "1" if late and chance.random() < 0.2 else "0"
    assessment.values |= {"assessment_outcome_date": issued.isoformat(), "week20": exception}
    plan.values["start_date"] = issued.isoformat()


def _left_open(request: Record, year: int, chance: Random) -> None:
    received = date(year - 1, 7, 20) + timedelta(days=chance.randrange(110))
    decided = received + timedelta(days=chance.randint(20, 42))
    request.values |= {"received_date": received.isoformat(), "request_outcome_date": decided.isoformat()}
    assessment = next(request.all("assessment"))
    assessment.values = {"assessment_outcome": "A", "week20": "1" if chance.random() < 0.3 else "0"}
    assessment.inside.clear()
    request.inside = [assessment]


def _decided_late(request: Record, chance: Random) -> None:
    if chance.random() < LATE_DECISIONS:
        _shift(request.values, "received_date", -chance.randint(23, 40))


def _refused_late(request: Record, chance: Random) -> None:
    """Let the request of some to whom no plan was given have come in sooner."""
    assessment = request.first("assessment")
    if assessment and assessment.values.get("assessment_outcome") == "N" and chance.random() < LATE_REFUSALS:
        days = chance.randint(43, 70)
        for name in ("received_date", "request_outcome_date"):
            _shift(request.values, name, -days)


def _reviewed(active: Record, plan: Record | None, year: int, chance: Random) -> None:
    """Let some reviews be decided late, and some be overdue."""
    values = active.values
    if "review_outcome" not in values or plan is None or "cease_date" in plan.values:
        return
    census, kind = describe("sen2").years[year], chance.random()
    if kind < LATE_REVIEWS:
        meeting = date.fromisoformat(values["review_meeting"])
        decided = min(meeting + timedelta(days=chance.randint(FOUR_WEEKS + 1, 75)), census)
        values["last_review"] = decided.isoformat()
        if "review_draft" in values:
            values["review_draft"] = decided.isoformat()
    elif kind < LATE_REVIEWS + OVERDUE_REVIEWS:
        # The last one was a year sooner.
        for name in ("review_meeting", "last_review", "review_draft"):
            if name in values:
                _shift(values, name, -365)


def _transferred(active: Record, chance: Random) -> None:
    if "phase_transfer_final_date" in active.values and chance.random() < LATE_TRANSFERS:
        due = date.fromisoformat(active.values["phase_transfer_due_date"])
        active.values["phase_transfer_final_date"] = (due + timedelta(days=chance.randint(3, 45))).isoformat()


def _shift(values: dict[str, str], name: str, days: int) -> None:
    values[name] = (date.fromisoformat(values[name]) + timedelta(days=days)).isoformat()
