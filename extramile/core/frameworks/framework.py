"""A framework pack: everything the product knows of one way of inspecting, as it stands in one file."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Protocol, TypeVar

from pydantic import Field

from extramile.core.definitions import Definition
from extramile.core.frameworks.criteria import Criterion, CriterionGroup
from extramile.core.frameworks.deadlines import Deadline, Event
from extramile.core.frameworks.entries import Entry, Id, PackSource, PartialDate, Words, entries_of
from extramile.core.frameworks.results import FindingKind, Outcome, PlanKind, ReportKind
from extramile.core.frameworks.running import DataRequest, Kind, Phase, RequestGroup, Role, Tracking
from extramile.core.vocabulary import NotFoundError


class InForce(Entry):
    """From when to when a framework is used. No end: it still is."""

    since: PartialDate
    until: PartialDate | None = None


class Version(Entry):
    """A published change of the framework."""

    id: PartialDate
    change: Words


class Fact(Entry):
    """Something known about the framework that no other part of the pack holds. `figures` are for comparison."""

    id: Id
    topic: Id
    fact: Words
    figures: dict[str, float] = Field(default_factory=dict)


class OpenQuestion(Entry):
    """What is not known yet, and what we hold until it is. Entries that hang on it show as unverified."""

    id: Id
    question: Words
    held: Words


class WithId(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str:
        """Return the id."""
        ...


class _ForKinds(Protocol):
    @property
    def kinds(self) -> tuple[str, ...]: ...


AnyWithId = TypeVar("AnyWithId", bound=WithId)
AnyForKinds = TypeVar("AnyForKinds", bound=_ForKinds)


class Pack(Definition):
    """One framework. `load_pack` reads it and checks that all its parts fit together."""

    id: Id
    name: Words
    about: Words
    inspectorates: tuple[str, ...] = Field(min_length=1)
    nation: Words
    in_force: InForce
    versions: tuple[Version, ...] = ()
    superseded_by: Id | None = None
    sources: dict[Id, PackSource] = Field(min_length=1)
    open_questions: tuple[OpenQuestion, ...] = ()
    kinds: tuple[Kind, ...] = Field(min_length=1)
    criteria: tuple[CriterionGroup, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)
    events: tuple[Event, ...] = Field(min_length=1)
    deadlines: tuple[Deadline, ...] = ()
    phases: tuple[Phase, ...] = Field(min_length=1)
    tracking: Tracking | None = None
    requests: tuple[RequestGroup, ...] = ()
    finding_kinds: tuple[FindingKind, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    plans: tuple[PlanKind, ...] = ()
    reports: tuple[ReportKind, ...] = ()
    facts: tuple[Fact, ...] = ()

    def all_criteria(self) -> tuple[Criterion, ...]:
        """Return the criteria of all groups, in order."""
        return tuple(each for group in self.criteria for each in group.criteria)

    def all_requests(self) -> tuple[DataRequest, ...]:
        """Return the data requests of all groups, in order."""
        return tuple(each for group in self.requests for each in group.requests)

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Yield every entry with its path, such as `deadlines.CAL2`."""
        return entries_of(self)

    def kind(self, asked: str) -> Kind:
        """Return the kind of inspection with this id. Raises NotFoundError with the nearest, as all of these do."""
        return _find("kind of inspection", asked, self.kinds)

    def criterion(self, asked: str) -> Criterion:
        """Return the criterion with this id."""
        return _find("criterion", asked, self.all_criteria())

    def role(self, asked: str) -> Role:
        """Return the role with this id."""
        return _find("role", asked, self.roles)

    def event(self, asked: str) -> Event:
        """Return the event with this id."""
        return _find("event", asked, self.events)

    def deadline(self, asked: str) -> Deadline:
        """Return the deadline with this id."""
        return _find("deadline", asked, self.deadlines)

    def request(self, asked: str) -> DataRequest:
        """Return the data request with this id."""
        return _find("data request", asked, self.all_requests())

    def outcome(self, asked: str) -> Outcome:
        """Return the outcome with this id."""
        return _find("outcome", asked, self.outcomes)

    def plan(self, asked: str) -> PlanKind:
        """Return the kind of plan with this id."""
        return _find("plan", asked, self.plans)

    def deadlines_for(self, kind: str) -> tuple[Deadline, ...]:
        """Return the deadlines of a kind of inspection."""
        return self._for(kind, self.deadlines)

    def phases_for(self, kind: str) -> tuple[Phase, ...]:
        """Return the phases of a kind of inspection."""
        return self._for(kind, self.phases)

    def requests_for(self, kind: str) -> tuple[RequestGroup, ...]:
        """Return the groups of data requests of a kind of inspection."""
        return self._for(kind, self.requests)

    def finding_kinds_for(self, kind: str, *, peers: bool = False) -> tuple[FindingKind, ...]:
        """Return the kinds of finding of a kind of inspection, in the order of its report.

        With `peers` those of a peer challenge; all of them where the pack does not tell the two apart.
        """
        found = self._for(kind, self.finding_kinds)
        return tuple(each for each in found if each.peers == peers) or found

    def outcomes_for(self, kind: str) -> tuple[Outcome, ...]:
        """Return the outcomes that a kind of inspection allows."""
        return self._for(kind, self.outcomes)

    def report_for(self, kind: str) -> ReportKind | None:
        """Return the document that a kind of inspection ends in."""
        return next(iter(self._for(kind, self.reports)), None)

    def _for(self, kind: str, things: Iterable[AnyForKinds]) -> tuple[AnyForKinds, ...]:
        asked = self.kind(kind).id
        return tuple(each for each in things if not each.kinds or asked in each.kinds)


def _find(what: str, asked: str, things: Iterable[AnyWithId]) -> AnyWithId:
    by_id = {each.id: each for each in things}
    if asked not in by_id:
        raise NotFoundError(what, asked, get_close_matches(asked, by_id, n=3))
    return by_id[asked]
