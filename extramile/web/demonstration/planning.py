"""The plan of an invented area: begun from what was found, worked on for a year, with what moved and what did not."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django.utils import timezone

from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.plan_definitions import (
    InventedAction,
    InventedAnswer,
    InventedDecision,
    InventedKeeping,
    InventedMeasure,
    InventedMilestone,
    InventedPack,
    InventedPlan,
    InventedPlanTheme,
    InventedStep,
    InventedSubmission,
    InventedWord,
)
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope
from extramile.web.plans import rendering
from extramile.web.plans.actions import deciding, doing, freezing, measuring, packing, planning, theming
from extramile.web.plans.models import Action, Measure, Milestone, Plan, Theme

# A figure is entered some days after the time that it speaks of.
ENTERED_AFTER = 4


def plan(cast: Cast, name: str, told: InventedPlan) -> None:
    """Note in the diary how a plan was begun, what was done and what was read."""
    made = Planned(cast, name, told)
    cast.on(told.ago, made.begin)
    for theme in told.themes:
        cast.on(told.ago - 1, made.name_theme, theme)
        for action in theme.actions:
            cast.on(told.ago - 2, made.add_action, theme, action)
        for measure in theme.measures:
            cast.on(told.ago - 2, made.add_measure, theme, measure)
    cast.on(told.ago - 3, made.write_parts)
    for theme in told.themes:
        for action in theme.actions:
            cast.on(told.ago - 3, made.connect, action)
            _plan_action(cast, made, action)
        for measure in theme.measures:
            _plan_readings(cast, made, measure)
        for word in theme.words:
            cast.on(word.said, made.hear, theme, word)
    for step in told.steps:
        cast.on(step.ago, made.step, step)
    _plan_board(cast, made)


def _plan_board(cast: Cast, made: "Planned") -> None:
    for decision in made.told.decisions:
        cast.on(decision.ago, made.ask, decision)
        if decision.reworded:
            cast.on(decision.reworded[0], made.reword, decision)
        if decision.decided:
            cast.on(decision.decided[0], made.decide, decision)
    for kept in made.told.kept:
        cast.on(kept.ago, made.keep, kept)
    for submission in made.told.submissions:
        cast.on(submission.ago, made.submit, submission)
        for answer in submission.answers:
            cast.on(answer.ago, made.answer, submission, answer)
    for pack in made.told.packs:
        cast.on(pack.ago, made.build_pack, pack)


def _plan_action(cast: Cast, made: "Planned", told: InventedAction) -> None:
    for step in told.steps:
        cast.on(step.ago, made.step_action, told, step)
    if told.moved:
        cast.on(told.moved[0], made.move_action, told)
    for milestone in told.milestones:
        if milestone.reached is not None:
            cast.on(milestone.reached, made.reach, told, milestone)


def _plan_readings(cast: Cast, made: "Planned", told: InventedMeasure) -> None:
    for ago, value in told.readings:
        cast.on(ago - ENTERED_AFTER, made.read, told, ago, value)
    if told.mended:
        cast.on(told.mended[0] - ENTERED_AFTER - 3, made.mend, told)


@dataclass(frozen=True, slots=True)
class Planned:
    """One plan while it is made."""

    cast: Cast
    name: str
    told: InventedPlan

    @property
    def lead(self) -> Scope:
        """Where the person stands who began it."""
        return self.cast.scope(self.told.by)

    @property
    def worker(self) -> Scope:
        """Where the person stands who keeps it."""
        return self.cast.scope(self.told.worker)

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return Plan.objects.get(pk=self.cast.made["plan", self.name].pk)

    def theme(self, finding: str) -> Theme:
        """The theme that answers a finding."""
        found = self.cast.made["finding", f"{self.told.inspection}/{finding}"]
        return self.plan.findings.get(finding=found).theme

    def action(self, key: str) -> Action:
        """An action as it stands."""
        return Action.objects.get(pk=self.cast.made["action", f"{self.name}/{key}"].pk)

    def measure(self, title: str) -> Measure:
        """A measure as it stands."""
        return Measure.objects.select_related("theme__plan").get(theme__plan=self.plan, title=title)

    def begin(self) -> None:
        """Begin it from the findings."""
        told = self.told
        inspection = Inspection.objects.get(pk=self.cast.made["inspection", told.inspection].pk)
        self.cast.made["plan", self.name] = planning.begin(
            scope=self.lead,
            pack=told.pack,
            kind=told.kind,
            title=told.title,
            begins=self.cast.day(told.ago),
            inspection=inspection,
            board=told.board,
        )
        for finding, why in told.left_out.items():
            found = self.cast.made["finding", f"{told.inspection}/{finding}"]
            theming.answer_finding(scope=self.lead, plan=self.plan, finding=found, why_not=why)

    def name_theme(self, told: InventedPlanTheme) -> None:
        """Say what a theme wants to be different."""
        theme = self.theme(told.finding)
        given = {"title": told.title, "outcome": told.outcome, "seen": theme.revision}
        theming.change_theme(scope=self.worker, theme=theme, **given)

    def write_parts(self) -> None:
        """Write how it is governed, and who helped to make it."""
        for part, words in self.told.parts.items():
            planning.write_part(scope=self.worker, plan=self.plan, part=part, words=words, seen=0)

    def add_action(self, theme: InventedPlanTheme, told: InventedAction) -> None:
        """Add an action with its milestones."""
        day = self.cast.day
        given: dict[str, Any] = told.model_dump(
            include={"words", "confidence", "risk", "risk_words", "cost_words", "cost"}
        )
        made = doing.add_action(
            scope=self.worker,
            theme=self.theme(theme.finding),
            given={
                **given,
                "body": self.cast.organisation(told.body),
                "owner": self.cast.scope(told.owner).member,
                "others": [self.cast.organisation(each) for each in told.others],
                "sectors": told.sectors,
                "begins": day(told.begins),
                "due": day(told.due),
            },
        )
        self.cast.made["action", f"{self.name}/{told.key}"] = made
        for milestone in told.milestones:
            doing.add_milestone(scope=self.worker, action=made, months=milestone.months, expected=milestone.expected)

    def connect(self, told: InventedAction) -> None:
        """Say what an action waits for, and which other themes it serves."""
        action = self.action(told.key)
        if told.needs:
            needs = [self.action(each) for each in told.needs]
            doing.change_action(
                scope=self.worker, action=action, given={"needs": needs}, seen=action.revision, why=told.needs_why
            )
        for finding in told.also:
            doing.serve(scope=self.worker, action=action, theme=self.theme(finding), why=told.also_why)

    def step_action(self, told: InventedAction, step: InventedStep) -> None:
        """Say how far an action is."""
        scope = self.cast.scope(step.by or told.owner)
        doing.step(scope=scope, action=self.action(told.key), do=step.do, why=step.why)

    def move_action(self, told: InventedAction) -> None:
        """Move the day by which an action is due."""
        if told.moved is None:
            return
        _, due, why = told.moved
        action = self.action(told.key)
        given = {"due": self.cast.day(due)}
        doing.change_action(scope=self.worker, action=action, given=given, seen=action.revision, why=why)

    def reach(self, told: InventedAction, milestone: InventedMilestone) -> None:
        """Say that a milestone is reached, and what is so now."""
        found = Milestone.objects.select_related("action").get(action=self.action(told.key), months=milestone.months)
        given = {"actual": milestone.actual, "reached_on": self.cast.day(milestone.reached or 0)}
        doing.change_milestone(scope=self.worker, milestone=found, given=given, seen=found.revision)

    def add_measure(self, theme: InventedPlanTheme, told: InventedMeasure) -> None:
        """Add a measure."""
        day = self.cast.day
        given = told.model_dump(
            include={"title", "kind", "definition", "unit", "decimals", "good", "tolerance", "every_months"}
        )
        measuring.add_measure(
            scope=self.worker,
            theme=self.theme(theme.finding),
            given={
                **given,
                "source_words": told.source,
                "owner": self.cast.scope(told.owner).member,
                "baseline": told.baseline[1],
                "baseline_on": day(told.baseline[0]),
                "target": told.target[1],
                "target_by": day(told.target[0]),
                "waypoints": [{"by": day(ago).isoformat(), "value": value} for ago, value in told.waypoints],
            },
        )

    def read(self, told: InventedMeasure, ago: int, value: float | None) -> None:
        """Enter a figure, or that there is none."""
        measuring.read(
            scope=self.cast.scope(told.owner),
            measure=self.measure(told.title),
            day=self.cast.day(ago),
            value=value,
            state="known" if value is not None else "missing",
            said="" if value is not None else "The figures of this month were not drawn.",
            **self.numbers(told, value),
        )

    def numbers(self, told: InventedMeasure, value: float | None) -> dict[str, int]:
        """Return the two numbers of a share; of an average of how many it is."""
        if value is None:
            return {}
        counted = {"numerator": round(told.of * value / 100)} if told.unit == "%" else {}
        return {**counted, "denominator": told.of}

    def mend(self, told: InventedMeasure) -> None:
        """Replace a wrong figure."""
        if told.mended is None:
            return
        ago, value, why = told.mended
        scope, measure = self.cast.scope(told.owner), self.measure(told.title)
        day = self.cast.day(ago)
        measuring.read(scope=scope, measure=measure, day=day, value=value, said=why, **self.numbers(told, value))

    def hear(self, theme: InventedPlanTheme, told: InventedWord) -> None:
        """Note that families said something got better."""
        theming.hear(
            scope=self.worker,
            theme=self.theme(theme.finding),
            title=told.title,
            words=told.words,
            said_on=self.cast.day(told.said),
            loop_id=self.cast.made["loop", str(told.loop)].pk,
        )

    def step(self, told: InventedStep) -> None:
        """Take the plan a step further."""
        planning.step(scope=self.lead, plan=self.plan, do=told.do, why=told.why)

    def ask(self, told: InventedDecision) -> None:
        """Ask the board."""
        self.cast.made["decision", f"{self.name}/{told.asked}"] = deciding.ask(
            scope=self.worker,
            plan=self.plan,
            asked=told.asked,
            why=told.why,
            wanted_by=self.cast.day(told.wanted),
            action=self.action(told.action) if told.action else None,
        )

    def decide(self, told: InventedDecision) -> None:
        """Note what the board decided."""
        if told.decided is None:
            return
        found = self.cast.made["decision", f"{self.name}/{told.asked}"]
        ago, words = told.decided
        said = {"by": told.decided_by, "why": told.because}
        deciding.decide(scope=self.worker, decision=found, decided=words, on=self.cast.day(ago), **said)

    def reword(self, told: InventedDecision) -> None:
        """Put a question to the board in other words."""
        if told.reworded is None:
            return
        found = self.cast.made["decision", f"{self.name}/{told.asked}"]
        given = {"asked": told.reworded[1], "why": found.why, "wanted_by": found.wanted_by, "action": found.action}
        deciding.reword(scope=self.worker, decision=found, given=given, seen=found.revision)

    def submit(self, told: InventedSubmission) -> None:
        """Note a submission."""
        self.cast.made["submission", f"{self.name}/{told.ago}"] = freezing.submit(
            scope=self.lead,
            plan=self.plan,
            whom=told.whom,
            way=told.way,
            on=self.cast.day(told.ago),
            words=told.words,
        )

    def answer(self, told: InventedSubmission, answer: InventedAnswer) -> None:
        """Note what was answered to a submission."""
        freezing.reply(
            scope=self.lead,
            snapshot=self.cast.made["submission", f"{self.name}/{told.ago}"],
            from_whom=answer.whom,
            on=self.cast.day(answer.ago),
            verdict=answer.verdict,
            words=answer.words,
        )

    def build_pack(self, told: InventedPack) -> None:
        """Build a pack of the board, and keep it."""
        plan, day = self.plan, self.cast.day(told.meeting)
        said = {"begins": time.fromisoformat(told.begins), "place": told.place, "chair": told.chair}
        meeting = packing.meet(scope=self.worker, plan=plan, day=day, agenda=told.agenda, **said)
        found = rendering.pack_content(self.worker, plan, timezone.localdate(), meeting)
        files = {form: rendering.pack_file(self.worker, found, form) for form in rendering.NAMES}
        packing.keep_pack(scope=self.worker, meeting=meeting, found=found, files=files)

    def keep(self, told: InventedKeeping) -> None:
        """Keep the plan as it stands, with what a visit said of each area of weakness."""
        freezing.freeze(
            scope=self.lead,
            plan=self.plan,
            kind=told.kind,
            title=told.title,
            held_on=self.cast.day(told.ago),
            whom=self.told.board if told.kind == "pack" else told.whom,
            words=told.words,
        )
        for each in told.results:
            found = self.cast.made["finding", f"{self.told.inspection}/{each.finding}"]
            freezing.note_result(
                scope=self.lead,
                place=self.plan.findings.get(finding=found),
                on=self.cast.day(told.ago),
                enough=each.enough,
                result=each.result,
                source=told.source,
                words=each.words,
            )
