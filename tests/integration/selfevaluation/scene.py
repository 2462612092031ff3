"""A self-evaluation with something of everything in it, in a partnership with somebody in every role."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions import (
    challenges,
    claims,
    evaluations,
    linking,
    parts,
    questions,
    statement,
    versions,
)
from extramile.web.selfevaluation.models import Claim, Evaluation, Part
from tests.integration.evidence.scene import make_partnership, note

TEXTS = {
    "polarity": "strength",
    "judgement": "Advice reaches most plans on time.",
    "what_we_do": "A weekly meeting looks at every late advice.",
    "how_we_know": "An audit of sixty plans.",
    "difference": "Children get their plan sooner.",
    "what_next": "Widen it to annual reviews.",
    "confidence": "medium",
    "confidence_why": "The sample was small.",
    "service": "together",
}


def texts(**changed: str) -> dict[str, str]:
    """Return the texts of a claim."""
    return {**TEXTS, **changed}


def begin(lead: Scope, pack: str = "send-2023", **more: Any) -> Evaluation:
    """Begin a self-evaluation."""
    more = {"title": "Self-evaluation", "period": "Autumn 2026", **more}
    return evaluations.make_evaluation(scope=lead, pack_id=pack, **more)


def write(scope: Scope, found: Evaluation, criterion: str = "I1", **changed: str) -> Claim:
    """Write a claim."""
    return claims.write_claim(scope=scope, evaluation=found, criterion=criterion, texts=texts(**changed))


def part(found: Evaluation, covers: str = "I1") -> Part:
    """Return a part."""
    return found.parts.get(covers=covers)


def soon() -> date:
    """Return a day in a fortnight."""
    return timezone.localdate() + timedelta(days=14)


def signed_in(scope: Scope) -> Client:
    """Return a client that is signed in as somebody."""
    client = Client()
    client.force_login(scope.person)
    return client


def full(people: dict[str, Scope]) -> dict[str, Any]:
    """Make a self-evaluation with claims, proof, voices, challenges, questions, a version and a position statement."""
    lead, health = people["lead"], people["contributor"]
    found = begin(lead)
    claim = write(lead, found)
    gap = write(health, found, "I3", polarity="gap", judgement="Families wait too long for therapy.", service="health")
    item = note(lead, "Audit of sixty plans", dated=timezone.localdate())
    linking.link_evidence(scope=lead, claim=claim, item_id=item.pk)
    challenge = challenges.challenge_claim(scope=people["auditor"], claim=claim, text="Sixty of how many?")
    quote = challenges.add_quote(
        scope=lead,
        claim=claim,
        words="We got the plan before summer.",
        who="Parent of a child of five",
        audience="families",
        said_on=timezone.localdate(),
    )
    parts.assign_part(scope=lead, part=part(found), organisation=health.organisation, due=soon())
    question = questions.ask(
        scope=lead,
        evaluation=found,
        criterion="I1",
        words="How do you know that advice is used?",
        due=soon(),
        members=[health.member],
        others="Ada Beispiel, ada@example.org",
    )
    member = question.asked.get(member=health.member)
    questions.answer(asked=member, words="We read every tenth plan. It is there.", scope=health)
    statement.choose_claims(scope=lead, evaluation=found, claim_ids=[claim.pk, gap.pk])
    version = versions.freeze_version(scope=lead, evaluation=found)
    signature = versions.sign_off(scope=health, version=version)
    found.refresh_from_db()
    return {
        "evaluation": found,
        "claim": claim,
        "gap": gap,
        "item": item,
        "challenge": challenge,
        "quote": quote,
        "question": question,
        "asked": member,
        "outsider": question.asked.get(member=None),
        "version": version,
        "signature": signature,
    }


__all__ = ["begin", "full", "make_partnership", "note", "part", "signed_in", "soon", "texts", "write"]
