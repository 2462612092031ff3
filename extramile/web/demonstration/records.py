"""The invented returns of an area: made from a seed, loaded by its data manager, with one real shift in how soon plans come.

Their years are those that the return is described for; nobody in them exists.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from extramile.core.returns import describe
from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.evidence import criteria, item_of
from extramile.web.demonstration.lateness import xml_of
from extramile.web.demonstration.return_definitions import (
    InventedFigure,
    InventedHandling,
    InventedLoad,
    InventedReading,
    InventedReturns,
)
from extramile.web.jobs import work
from extramile.web.plans.actions import measuring
from extramile.web.plans.models import Measure, Plan
from extramile.web.plans.queries import offering
from extramile.web.returns import released
from extramile.web.returns.actions import loading, releasing, working
from extramile.web.returns.models import Load, Measured, Release
from extramile.web.returns.offering import frozen
from extramile.web.returns.queries import released as queries
from extramile.web.selfevaluation.actions import linking
from extramile.web.selfevaluation.models import Claim


def plan(cast: Cast, told: InventedReturns) -> None:
    """Note in the diary what was loaded, let out, kept as evidence and read into the plan.

    A demonstration in small has no returns: reading and measuring them takes as long whatever else is told.
    """
    if cast.scale < 1:
        return
    made = Recorded(cast, told)
    for load in told.loads:
        cast.on(load.ago, made.load, load)
        if load.out is not None:
            cast.on(load.out, made.let_out, load)
    for handling in told.handled:
        cast.on(handling.ago, made.handle, handling)
    for figure in told.evidence:
        cast.on(figure.ago, made.keep, figure)
        if figure.claim:
            cast.on(figure.ago, made.hang, figure)
    for reading in told.readings:
        cast.on(reading.ago, made.add_measure, reading)
        cast.on(reading.taken, made.take, reading)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The returns of one partnership while they are loaded."""

    cast: Cast
    told: InventedReturns

    def year(self, load: InventedLoad) -> int:
        """Return the year of the return that is loaded: the newest whose census day is over on that day."""
        day, years = self.cast.day(load.ago), describe("sen2").years
        return max((year for year, census in years.items() if census <= day), default=min(years)) - load.back

    def load(self, load: InventedLoad) -> None:
        """Load a return, read it, and work out its measures."""
        scope, year = self.cast.scope(self.told.by), self.year(load)
        # From this month on plans come sooner.
        shift = f"{self.year(self.told.loads[-1]) - 1}-{self.told.shift:02d}"
        data = xml_of(self.told, load, year, shift)
        made = loading.load_files(scope=scope, files=[(f"sen2-{year}.xml", data)])
        work.run_within(str(made.job))
        work.run_within(str(Measured.objects.get(load=made).job))
        self.cast.made["load", str(self.told.loads.index(load) + 1)] = made

    def _load(self, number: int) -> Load:
        return Load.objects.get(pk=self.cast.made["load", str(number)].pk)

    def _release(self, number: int) -> Release:
        return Release.objects.select_related("load").get(load=self._load(number))

    def let_out(self, load: InventedLoad) -> None:
        """Let the figures of a load out."""
        scope, found = self.cast.scope(self.told.by), self._load(self.told.loads.index(load) + 1)
        said = queries.preview(scope, found) or {"audiences": ()}
        releasing.let_out(scope=scope, load=found, seen=released.hash_of(said), audiences=list(said["audiences"]))

    def handle(self, told: InventedHandling) -> None:
        """Assign problems, or say something of them; of a rule that found fewer, of those that there are."""
        scope, load = self.cast.scope(told.by), self._load(told.load)
        found = load.rules.filter(rule=told.rule).values_list("failures", flat=True).first() or 0
        places = [(told.rule, each) for each in range(told.first, min(told.first + told.count, found))]
        if not places:
            return
        if told.do == "assign":
            owner = str(self.cast.scope(told.to).member.pk)
            due = None if told.due is None else self.cast.day(told.due)
            working.assign(scope=scope, load=load, places=places, owner=owner, due=due)
        elif told.do == "comment":
            working.comment(scope=scope, load=load, places=places, words=told.words)
        else:
            accept = told.do == "accept"
            working.settle(scope=scope, load=load, places=places, accept=accept, words=told.words)

    def keep(self, told: InventedFigure) -> None:
        """Keep a released figure as evidence."""
        self.cast.made["item", told.key] = releasing.keep_as_evidence(
            scope=self.cast.scope(told.by),
            release=self._release(told.load),
            measure=told.measure,
            audience=told.audience,
            criteria=criteria(told.criteria),
        )

    def hang(self, told: InventedFigure) -> None:
        """Hang it on a claim."""
        claim = Claim.objects.get(pk=self.cast.made["claim", f"{told.evaluation}/{told.claim}"].pk)
        item = item_of(self.cast, told.key)
        linking.link_evidence(scope=self.cast.scope(told.linked_by), claim=claim, item_id=item.pk)

    def add_measure(self, told: InventedReading) -> None:
        """Add a measure to the plan, its baseline the last year that an early return speaks of."""
        owner = self.cast.scope(told.owner)
        last = frozen(owner, told.measure)["trend"][-1]
        plan = Plan.objects.get(pk=self.cast.made["plan", self.told.plan].pk)
        finding = self.cast.made["finding", f"{_inspection_of(self.cast, plan)}/{told.theme}"]
        measuring.add_measure(
            scope=owner,
            theme=plan.findings.get(finding=finding).theme,
            given={
                "title": told.title,
                "definition": told.definition,
                "unit": "%",
                "decimals": 1,
                "good": told.good,
                "tolerance": told.tolerance,
                "every_months": 12,
                "source_words": "The SEN2 return of the council",
                "owner": owner.member,
                "baseline": last["value"],
                "baseline_on": date.fromisoformat(last["day"]),
                "target": told.target[1],
                "target_by": self.cast.day(told.target[0]),
            },
        )

    def take(self, told: InventedReading) -> None:
        """Take the figures that the newest return has, and the measure has not."""
        scope = self.cast.scope(told.owner)
        measure = Measure.objects.select_related("theme__plan").get(
            title=told.title, theme__plan__partnership=scope.partnership
        )
        offer = offering.of_returns(scope, measure, told.measure)
        if offer.readings:
            days = [each.day for each in offer.readings]
            measuring.take_readings(scope=scope, measure=measure, offer=offer, days=days, seen=measure.revision)


def _inspection_of(cast: Cast, plan: Any) -> str:
    """Return the name of the inspection whose findings a plan answers."""
    return next(
        name for (kind, name), made in cast.made.items() if kind == "inspection" and made.pk == plan.inspection_id
    )
