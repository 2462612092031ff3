"""The invented self-evaluations: parts, claims, voices, questions, challenges, versions, signatures, the position statement."""

from dataclasses import dataclass

from extramile.web.demonstration.cast import Cast
from extramile.web.demonstration.definitions import (
    Answered,
    AssignedPart,
    FrozenVersion,
    InventedChallenge,
    InventedClaim,
    InventedEvaluation,
    InventedQuestion,
    Moved,
    Rewritten,
)
from extramile.web.demonstration.evidence import added_ago, item_of
from extramile.web.partnerships.models import Member
from extramile.web.selfevaluation import claim_texts
from extramile.web.selfevaluation.actions import (
    carrying,
    challenges,
    claims,
    evaluations,
    linking,
    parts,
    questions,
    statement,
    versions,
)
from extramile.web.selfevaluation.actions.taking_out import take_out_claim
from extramile.web.selfevaluation.models import Asked, Challenge, Claim, Evaluation, Part


def plan(cast: Cast, name: str, told: InventedEvaluation) -> None:
    """Note in the diary how a self-evaluation grew."""
    growing = Growing(cast, name, told)
    cast.on(told.ago, growing.begin)
    for part in told.parts:
        cast.on(part.ago, growing.assign, part)
    growing.plan_claims()
    growing.plan_talk()
    for part in told.parts:
        for move in part.moves:
            cast.on(move.ago, growing.move, part, move)
    growing.plan_versions()


@dataclass(frozen=True, slots=True)
class Growing:
    """One self-evaluation while it grows; `name` is the one of its file."""

    cast: Cast
    name: str
    told: InventedEvaluation

    def plan_claims(self) -> None:
        """Note when claims were written and written anew, and when evidence was hung on them."""
        for claim in self.told.claims:
            self.cast.on(claim.ago, self.write, claim)
            self.plan_links(claim.key, claim)
        for change in self.told.rewritten:
            self.cast.on(change.ago, self.rewrite, change)
            self.plan_links(f"{change.claim}@{change.criterion}", change)

    def plan_links(self, key: str, written: InventedClaim | Rewritten) -> None:
        """Evidence is hung on a claim when it is written, or by a lead when the evidence came later."""
        for item in written.evidence:
            later = min(written.ago, added_ago(self.cast, item))
            by = self.told.by if later < written.ago else written.by
            self.cast.on(later, self.link, key, by, item)

    def plan_talk(self) -> None:
        """Note who challenged, asked and answered."""
        for challenge in self.told.challenges:
            self.cast.on(challenge.ago, self.challenge, challenge)
            if challenge.answer:
                self.cast.on(challenge.answer.ago, self.answer_challenge, challenge, challenge.answer)
        for question in self.told.questions:
            self.cast.on(question.ago, self.ask, question)
            for answer in question.answers:
                self.cast.on(answer.ago, self.answer, question, answer)
                if answer.placed is not None:
                    self.cast.on(answer.placed, self.place, question, answer)

    def plan_versions(self) -> None:
        """Note what was frozen, signed, chosen for the position statement and agreed."""
        if self.told.statement:
            self.cast.on(self.told.statement_ago, self.choose)
        for number, version in enumerate(self.told.versions, start=1):
            self.cast.on(version.ago, self.freeze, number, version)
            for signature in version.signed:
                self.cast.on(signature.ago, self.sign, number, signature.by)
        if self.told.agreed_ago is not None:
            self.cast.on(self.told.agreed_ago, self.agree)

    @property
    def evaluation(self) -> Evaluation:
        """What is growing."""
        return self.cast.made["evaluation", self.name]

    def claim(self, key: str) -> Claim:
        """Return a claim as it stands. One that was carried over is named with its home: "early@I1"."""
        key, _, criterion = key.partition("@")
        found = self.cast.made.get(("claim", f"{self.name}/{key}"))
        if found is not None:
            return Claim.objects.get(pk=found.pk)
        origin = self.cast.made["claim", f"{self.told.carried_from}/{key}"]
        return Claim.objects.get(evaluation=self.evaluation, origin=origin, criterion=criterion)

    def begin(self) -> None:
        """Make it, empty or from an older one."""
        told, scope = self.told, self.cast.scope(self.told.by)
        if not told.carried_from:
            made = evaluations.make_evaluation(scope=scope, pack_id=told.pack, title=told.title, period=told.period)
        else:
            older = f"homes {told.carried_from}"
            made = carrying.carry_over(
                scope=scope,
                evaluation=self.cast.made["evaluation", told.carried_from],
                target=told.pack,
                title=told.title,
                period=told.period,
                homes={claim.pk: homes for (kind, _), (claim, homes) in self.cast.of_kind(older)},
            )
        self.cast.made["evaluation", self.name] = made

    def part(self, covers: str) -> Part:
        """Return a part by what it covers."""
        return Part.objects.select_related("evaluation").get(evaluation=self.evaluation, covers=covers)

    def assign(self, part: AssignedPart) -> None:
        """Say who answers for a part."""
        member = self.cast.scope(part.member).member if part.member else None
        parts.assign_part(
            scope=self.cast.scope(self.told.by),
            part=self.part(part.covers),
            organisation=self.cast.organisation(part.organisation),
            member=member,
            due=self.cast.day(part.due),
        )

    def move(self, part: AssignedPart, move: Moved) -> None:
        """Move a part."""
        parts.move_part(scope=self.cast.scope(move.by), part=self.part(part.covers), name=move.name, why=move.why)

    def write(self, told: InventedClaim) -> None:
        """Write a claim with its voices."""
        scope = self.cast.scope(told.by)
        texts = {each: getattr(told, each) for each in claim_texts.NAMES}
        claim = claims.write_claim(scope=scope, evaluation=self.evaluation, criterion=told.criterion, texts=texts)
        self.cast.made["claim", f"{self.name}/{told.key}"] = claim
        self.cast.made[f"homes {self.name}", told.key] = (claim, told.to)
        for voice in told.voices:
            session = self.cast.made.get(("session", voice.source))
            challenges.add_quote(
                scope=scope,
                claim=claim,
                words=voice.words,
                who=voice.who,
                audience=voice.audience,
                said_on=session.held_on if session else self.cast.day(voice.said),
                source=voice.source,
            )

    def link(self, key: str, by: str, item: str) -> None:
        """Hang evidence on a claim."""
        linking.link_evidence(scope=self.cast.scope(by), claim=self.claim(key), item_id=item_of(self.cast, item).pk)

    def rewrite(self, told: Rewritten) -> None:
        """Write a claim anew, confirm it, or take it out."""
        claim, scope = self.claim(f"{told.claim}@{told.criterion}"), self.cast.scope(told.by)
        if told.taken_out:
            take_out_claim(scope=scope, claim=claim, why=told.taken_out)
            return
        if told.texts:
            texts = {**claim_texts.texts_of(claim), **told.texts}
            claim = claims.change_claim(scope=scope, claim=claim, texts=texts, seen=claim.revision)
        else:
            claims.confirm_claim(scope=scope, claim=claim)

    def challenge(self, told: InventedChallenge) -> None:
        """Doubt a claim."""
        made = challenges.challenge_claim(scope=self.cast.scope(told.by), claim=self.claim(told.claim), text=told.words)
        self.cast.made["challenge", f"{self.name}/{told.claim}/{told.by}"] = made

    def answer_challenge(self, told: InventedChallenge, answer: Answered) -> None:
        """Answer the doubt."""
        found = self.cast.made["challenge", f"{self.name}/{told.claim}/{told.by}"]
        fresh = Challenge.objects.select_related("claim__evaluation", "claim__organisation").get(pk=found.pk)
        challenges.answer_challenge(scope=self.cast.scope(answer.by), challenge=fresh, text=answer.words)

    def ask(self, told: InventedQuestion) -> None:
        """Ask people a question."""
        members = Member.objects.select_related("person", "organisation").filter(
            pk__in=[self.cast.scope(who).member.pk for who in told.members]
        )
        self.cast.made["question", f"{self.name}/{told.words}"] = questions.ask(
            scope=self.cast.scope(told.by),
            evaluation=self.evaluation,
            criterion=told.criterion,
            words=told.words,
            due=self.cast.day(told.due),
            members=members,
            others="\n".join(told.others),
            audience=told.audience,
        )

    def asked(self, told: InventedQuestion, answer: Answered) -> Asked:
        """Return what was put to the person who answers."""
        rows = Asked.objects.filter(question=self.cast.made["question", f"{self.name}/{told.words}"])
        if answer.by in told.members:
            return rows.get(member=self.cast.scope(answer.by).member)
        return rows.get(name=answer.by)

    def answer(self, told: InventedQuestion, answer: Answered) -> None:
        """Answer a question."""
        scope = self.cast.scope(answer.by) if answer.by in told.members else None
        questions.answer(asked=self.asked(told, answer), words=answer.words, scope=scope)

    def place(self, told: InventedQuestion, answer: Answered) -> None:
        """Put an answer beside a claim."""
        questions.place_answer(
            scope=self.cast.scope(told.by),
            asked=self.asked(told, answer),
            claim=self.claim(answer.claim),
            words=answer.kept or answer.words,
        )

    def choose(self) -> None:
        """Choose the position statement."""
        chosen = [self.claim(key).pk for key in self.told.statement]
        statement.choose_claims(scope=self.cast.scope(self.told.by), evaluation=self.evaluation, claim_ids=chosen)

    def freeze(self, number: int, told: FrozenVersion) -> None:
        """Freeze a version."""
        made = versions.freeze_version(scope=self.cast.scope(told.by), evaluation=self.evaluation, note=told.note)
        self.cast.made["version", f"{self.name}/{number}"] = made

    def sign(self, number: int, who: str) -> None:
        """Sign a version for an organisation."""
        versions.sign_off(scope=self.cast.scope(who), version=self.cast.made["version", f"{self.name}/{number}"])

    def agree(self) -> None:
        """Agree the whole."""
        evaluations.agree_evaluation(scope=self.cast.scope(self.told.by), evaluation=self.evaluation)
