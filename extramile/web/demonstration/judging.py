"""What was found in an invented inspection: written, let pass by a second person, published, paired with what the area had said."""

from dataclasses import dataclass

from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.inspection_definitions import (
    InventedFinding,
    InventedInspection,
    InventedPoint,
    InventedPraise,
    InventedResult,
)
from extramile.web.findings.actions import (
    accuracy,
    findings,
    knowledge,
    outcome,
    publication,
    recognition,
    report,
    steps,
    thanks,
)
from extramile.web.findings.models import Finding, Recognition, Thanks
from extramile.web.inspections.actions import ending
from extramile.web.inspections.models import Inspection
from extramile.web.selfevaluation.models import Claim


def plan(cast: Cast, name: str, told: InventedInspection, result: InventedResult) -> None:
    """Note in the diary what was found, agreed, published and thanked for; a few days after the inspection was typed in."""
    judged = Judged(cast, name, told, result)
    typed = told.typed or 0
    for finding in result.findings:
        cast.on(typed - 1, judged.write, finding)
    for section in result.sections:
        cast.on(typed - 1, judged.write_section, section.section, section.words)
    for finding in result.findings:
        cast.on(typed - 2, judged.let_pass, finding)
    for point in result.points:
        cast.on(typed - 2, judged.check_facts, point)
    cast.on(typed - 2, judged.agree)
    for praise in result.praise:
        cast.on(typed - 2, judged.praise, praise)
    cast.on(typed - 3, judged.publish)
    for finding in result.findings:
        cast.on(typed - 4, judged.pair, finding)
    for claim, why in result.unanswered.items():
        cast.on(typed - 4, judged.leave, claim, why)
    for praise in result.praise:
        cast.on(typed - 4, judged.share, praise)
    if result.thanked:
        cast.on(typed - 5, judged.thank)
    if result.ended:
        cast.on(typed - 6, judged.end)


@dataclass(frozen=True, slots=True)
class Judged:
    """One inspection while its findings are written down."""

    cast: Cast
    name: str
    told: InventedInspection
    result: InventedResult

    @property
    def inspection(self) -> Inspection:
        """The inspection as it stands."""
        return Inspection.objects.get(pk=self.cast.made["inspection", self.name].pk)

    def finding(self, key: str) -> Finding:
        """Return a finding as it stands."""
        return Finding.objects.select_related("inspection").get(pk=self.cast.made["finding", f"{self.name}/{key}"].pk)

    def claim(self, key: str) -> Claim:
        """Return a claim of the self-evaluation that inspectors were given."""
        return self.cast.made["claim", f"{self.told.evaluation}/{key}"]

    def session_id(self, key: str) -> int | None:
        """Return the id of a session, if one is named."""
        return self.cast.made["meeting", f"{self.name}/{key}"].pk if key else None

    def write(self, told: InventedFinding) -> None:
        """Write a finding and offer it to a second person."""
        scope = self.cast.scope(self.result.by)
        made = findings.make_finding(
            scope=scope,
            inspection=self.inspection,
            kind=told.kind,
            words=told.words,
            criteria=told.criteria,
            responsible=[self.cast.organisation(each).pk for each in told.responsible],
            session_id=self.session_id(told.session),
        )
        self.cast.made["finding", f"{self.name}/{told.key}"] = made
        steps.take_step(scope=scope, finding=made, step="offer")

    def write_section(self, section: str, words: str) -> None:
        """Write a section of the letter."""
        scope = self.cast.scope(self.result.by)
        report.write_section(scope=scope, inspection=self.inspection, section=section, words=words, seen=0)

    def let_pass(self, told: InventedFinding) -> None:
        """Let a finding pass."""
        found = self.finding(told.key)
        steps.take_step(scope=self.cast.scope(self.result.second), finding=found, step="moderate", seen=found.revision)

    def agree(self) -> None:
        """Propose the outcome, and agree to it."""
        by, second = self.cast.scope(self.result.by), self.cast.scope(self.result.second)
        told = self.result
        judged = outcome.propose(scope=by, inspection=self.inspection, outcome=told.outcome, why=told.why)
        outcome.take_step(scope=second, inspection=self.inspection, step="agree", seen=judged.revision)

    def praise(self, told: InventedPraise) -> None:
        """Record praise, and what those who were praised want."""
        record_praise(self.cast, self.name, self.result.by, told)

    def check_facts(self, told: InventedPoint) -> None:
        """Make a point about the facts of the draft, and note the answer."""
        scope = self.cast.scope(self.result.by)
        said = told.model_dump(include={"kind", "place", "says", "should_say", "proof"})
        finding_id = self.finding(told.finding).pk if told.finding else None
        made = accuracy.make_point(scope=scope, inspection=self.inspection, finding_id=finding_id, **said)
        given = {"step": told.step, "answer": told.answer, "on": told.answered_on, "seen": made.revision}
        accuracy.take_step(scope=scope, point=made, **given)

    def publish(self) -> None:
        """Publish it."""
        scope, on = self.cast.scope(self.result.by), self.result.published_on
        publication.publish(scope=scope, inspection=self.inspection, on=on)

    def pair(self, told: InventedFinding) -> None:
        """Decide how a finding and what the area had said go together."""
        if told.decision:
            knowledge.decide(
                scope=self.cast.scope(self.result.second),
                inspection=self.inspection,
                decision=told.decision,
                finding_id=self.finding(told.key).pk,
                claim_id=self.claim(told.claim).pk if told.claim else None,
                why=told.why,
            )

    def leave(self, claim: str, why: str) -> None:
        """Say of a claim that no finding answers to it."""
        knowledge.decide(
            scope=self.cast.scope(self.result.second),
            inspection=self.inspection,
            decision="missed-by-them",
            claim_id=self.claim(claim).pk,
            why=why,
        )

    def share(self, told: InventedPraise) -> None:
        """Share praise with those who may know of it."""
        if told.consent in recognition.TOLD:
            made = Recognition.objects.get(pk=self.cast.made["praise", f"{self.name}/{told.who}"].pk)
            recognition.share_praise(scope=self.cast.scope(self.result.by), recognition=made)

    def thank(self) -> None:
        """Thank everybody who took part."""
        scope = self.cast.scope(self.result.by)
        thanks.compose_thanks(scope=scope, inspection=self.inspection)
        for letter in Thanks.objects.filter(inspection=self.inspection):
            thanks.note_sent(scope=scope, thanks=letter, way=self.result.thanked)

    def end(self) -> None:
        """End it."""
        ending.end(scope=self.cast.scope(self.result.by), inspection=self.inspection, why=self.result.ended)


def record_praise(cast: Cast, name: str, who: str, told: InventedPraise) -> None:
    """Record praise of an inspection, and what those who were praised want."""
    made = recognition.record_praise(
        scope=cast.scope(who),
        inspection=cast.made["inspection", name],
        who=told.who,
        words=told.words,
        said_by=told.said_by,
        session_id=cast.made["meeting", f"{name}/{told.session}"].pk if told.session else None,
        organisation_id=cast.organisation(told.organisation).pk if told.organisation else None,
    )
    cast.made["praise", f"{name}/{told.who}"] = made
    if told.consent != "not-asked":
        recognition.note_consent(scope=cast.scope(who), recognition=made, consent=told.consent, on=told.consent_on)
