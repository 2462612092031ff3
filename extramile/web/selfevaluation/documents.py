"""The self-evaluation and the position statement as documents: one source for page, Word and PDF.

What is not known yet is `None` to the builders, which show it as missing: a document never hides a gap.
"""

from typing import Any

from django.utils import timezone

from extramile.core.documents import (
    Block,
    Document,
    bullets,
    card,
    fact,
    facts,
    heading,
    note,
    paragraph,
    quote,
    signature,
    signatures,
    table,
)
from extramile.web.partnerships.queries import organisations
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim, Confidence, Evaluation, EvaluationState, Polarity, Service
from extramile.web.selfevaluation.presenters.evaluations import POLARITY_TONES, day
from extramile.web.selfevaluation.queries.evaluations import claims, framework_of
from extramile.web.selfevaluation.queries.proof import Proof, proofs
from extramile.web.selfevaluation.queries.statement import lines
from extramile.web.selfevaluation.queries.versions import versions

PARAGRAPHS = (
    ("What we do", "what_we_do"),
    ("How we know", "how_we_know"),
    ("Difference made", "difference"),
    ("What next", "what_next"),
)


def _latest(scope: Scope, found: Evaluation) -> Any:
    return next((each for each in versions(scope, found) if each.revision == found.revision), None)


def _status(found: Evaluation, version: Any) -> str:
    if found.state == EvaluationState.SUPERSEDED:
        return "Superseded"
    return "" if found.state == EvaluationState.AGREED and version else "Draft"


def self_evaluation(scope: Scope, found: Evaluation) -> Document:
    """Return the whole self-evaluation as a document."""
    pack = framework_of(found)
    rows = list(claims(scope, found).prefetch_related("quotes"))
    proven = proofs(scope) if len(rows) > 400 else proofs(scope, [claim.pk for claim in rows])
    version = _latest(scope, found)
    blocks: list[Block] = [*_in_short(rows)]
    for group in pack.criteria:
        blocks.append(heading(group.name))
        for criterion in group.criteria:
            blocks.append(heading(f"{criterion.id} {criterion.short}", 2))
            blocks.append(paragraph(criterion.statement))
            if criterion.unverified:
                blocks.append(
                    note("Unverified: how this criterion reads is recalled, or an open question hangs on it.")
                )
            said = [claim for claim in rows if claim.criterion == criterion.id]
            for claim in said:
                blocks += _claim(claim, proven.get(claim.pk, []))
            if not said:
                blocks.append(facts(fact(f"What we say for {criterion.id}", None)))
    blocks += _sign_off(scope, version)
    return Document(
        title=found.title,
        subtitle=found.period,
        author_body=scope.partnership.name,
        date=_day_of(found, version),
        blocks=tuple(blocks),
        status=_status(found, version),
        facts=(
            fact("Framework", pack.name),
            fact("Version", str(version.number) if version else None),
            fact("Claims", str(len(rows)) if rows else None),
        ),
        contents=True,
    )


def _day_of(found: Evaluation, version: Any) -> Any:
    return timezone.localtime(version.made_at).date() if version else timezone.localdate()


def _in_short(rows: list[Claim]) -> list[Block]:
    strengths = [claim.judgement for claim in rows if claim.polarity == Polarity.STRENGTH]
    gaps = [claim.judgement for claim in rows if claim.polarity == Polarity.GAP]
    return [
        heading("In short"),
        table(
            "What we say, in numbers",
            ["What", "How many"],
            [["Strengths", str(len(strengths))], ["Gaps", str(len(gaps))]],
            numeric=[1],
        ),
    ]


def _claim(claim: Claim, proven: list[Proof]) -> list[Block]:
    label = Polarity(claim.polarity).label
    sure = Confidence(claim.confidence).label.lower()
    parts = [fact(name, getattr(claim, field) or None) for name, field in PARAGRAPHS]
    parts.append(fact("Evidence", "; ".join(proof.title + (" (old)" if proof.old else "") for proof in proven) or None))
    why = f": {claim.confidence_why}" if claim.confidence_why else ""
    return [
        card(
            claim.judgement,
            label,
            POLARITY_TONES[claim.polarity],
            parts=parts,
            footer=[
                f"{claim.organisation.name}; {Service(claim.service).label.lower()}",
                f"Confidence {sure}{why}",
                f"Last confirmed {day(claim.last_confirmed)}",
            ],
        ),
        *(quote(each.words, each.who, day(each.said_on)) for each in claim.quotes.all()),
    ]


def _sign_off(scope: Scope, version: Any) -> list[Block]:
    signed = (
        {each.organisation_id: each for each in version.sign_offs.all() if not each.withdrawn_at} if version else {}
    )
    parties = [
        signature(
            each.name,
            each.get_kind_display(),
            signed[each.pk].person.name if each.pk in signed else "",
            day(signed[each.pk].at) if each.pk in signed else "",
        )
        for each in organisations(scope).exclude(kind="inspectorate")
    ]
    words = f"Version {version.number} is signed off by" if version else "To be signed off by"
    return [heading("Sign-off"), signatures(words, *parties)]


def position_statement(scope: Scope, found: Evaluation) -> Document:
    """Return the position statement: the sentences of the chosen claims, as the claims say them today."""
    chosen = list(lines(scope, found))
    strengths = [line.claim for line in chosen if line.claim.polarity == Polarity.STRENGTH]
    gaps = [line.claim for line in chosen if line.claim.polarity == Polarity.GAP]
    changed = sum(line.revision != line.claim.revision for line in chosen)
    blocks: list[Block] = [heading("What works")]
    blocks.append(_sentences(strengths, "difference", "Strengths"))
    blocks.append(heading("What does not work well enough yet, and what we do about it"))
    blocks.append(_sentences(gaps, "what_next", "Gaps"))
    if changed:
        blocks.append(
            note(f"{changed} of these claims changed since they were chosen. Check them before this is sent.")
        )
    version = _latest(scope, found)
    return Document(
        title=f"Position statement of {scope.partnership.name}",
        subtitle=found.period,
        author_body=scope.partnership.name,
        date=_day_of(found, version),
        blocks=tuple(blocks),
        status="To be checked" if changed else _status(found, version),
        opening="sheet",
    )


def _sentences(chosen: list[Claim], field: str, what: str) -> Block:
    if not chosen:
        return facts(fact(what, None))
    return bullets(
        *(
            [f"{claim.criterion}: {claim.judgement}", *([f" {getattr(claim, field)}"] if getattr(claim, field) else [])]
            for claim in chosen
        )
    )
