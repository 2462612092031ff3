"""What follows from an outcome, as the pack attaches it: each with its rule, its day, what it rests on and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extramile.core.frameworks import Consequence, Deadline, Outcome, Pack, PlanKind
from extramile.core.inspecting.dates import Due, schedule


@dataclass(frozen=True, slots=True)
class Follows:
    """One thing that follows: the day by which, where a rule of the pack gives one, and the plan, where one is asked for."""

    consequence: Consequence
    due: Due | None = None
    plan: PlanKind | None = None

    @property
    def unverified(self) -> bool:
        """Say whether it must be shown as unverified: it is, or its day."""
        return self.consequence.unverified or bool(self.due and self.due.unverified)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """All that follows from an outcome.

    `statement_required` is None where the pack does not know what follows.
    """

    outcome: Outcome
    statement_required: bool | None
    follows: tuple[Follows, ...]


def aftermath(
    pack: Pack,
    kind: str,
    outcome: str,
    entered: Mapping[str, date],
    overrides: Mapping[str, Deadline] | None = None,
) -> Aftermath:
    """Return what follows from this outcome of an inspection of this kind, with days from those that people entered.

    Raises NotFoundError for a kind, an outcome or an event that the pack does not have.
    """
    found = pack.outcome(outcome)
    plans = {each.id: each for each in pack.plans}
    due = {each.deadline.id: each for each in schedule(pack, kind, entered, overrides).due}
    follows = tuple(Follows(each, due.get(each.deadline or ""), plans.get(each.plan or "")) for each in found.follows)
    required = None if found.requires("not-known") else found.requires("statement")
    return Aftermath(found, required, follows)
