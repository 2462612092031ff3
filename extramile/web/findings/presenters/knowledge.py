"""Words for how well the area knew itself: the share with its counts, what stands side by side, a table to take away."""

from typing import Any

from extramile.core.frameworks import Pack
from extramile.core.inspecting import SelfKnowledge
from extramile.web.findings.models import Decision
from extramile.web.findings.numbers import number
from extramile.web.findings.presenters.findings import edge, tone
from extramile.web.findings.queries.knowledge import Known, Sides
from extramile.web.selfevaluation.models import Claim, Polarity

COLUMNS = ("Decision", "Finding", "Kind", "Criteria", "Claim", "Strength or gap", "Why", "Decided by")
TONES = {
    Decision.AGREED: "strength",
    Decision.PARTLY: "info",
    Decision.MISSED_BY_US: "priority",
    Decision.MISSED_BY_THEM: "develop",
}


def share(known: Known | SelfKnowledge) -> dict[str, Any]:
    """Return the share of the decided findings that the area had wholly said itself, never without its counts."""
    whole = known.agreed + known.partly + known.missed_by_us
    return {
        "percent": round(100 * known.agreed / whole) if whole else None,
        "of": f"{known.agreed} of {number(whole, 'decided finding')}",
        "agreed": known.agreed,
        "partly": known.partly,
        "missed_by_us": known.missed_by_us,
        "missed_by_them": known.missed_by_them,
    }


def claim(found: Claim) -> dict[str, Any]:
    """Return a claim as it stands beside a finding."""
    strength = found.polarity == Polarity.STRENGTH
    return {
        "id": found.pk,
        "evaluation": found.evaluation_id,
        "words": found.judgement,
        "polarity": "strength" if strength else "gap",
        "tone": "strength" if strength else "develop",
        "criterion": found.criterion,
        "who": found.organisation.name,
    }


def side(found: Sides, pack: Pack) -> dict[str, Any]:
    """Return a finding with what was decided of it, or with the claims that it may answer to and why."""
    kind = next((each for each in pack.finding_kinds if each.id == found.finding.kind), None)
    return {
        "id": found.finding.pk,
        "words": found.finding.words,
        "kind": kind.name if kind else found.finding.kind,
        "tone": tone(kind),
        "edge": edge(kind),
        "criteria": list(found.finding.criteria),
        "pairs": [
            {
                "id": each.pk,
                "decision": each.get_decision_display(),
                "tone": TONES[Decision(each.decision)],
                "claim": each.claim.judgement if each.claim else "",
                "why": each.why,
                "who": each.decided_by.name,
                "at": each.decided_at,
            }
            for each in found.pairs
        ],
        "suggested": [
            {**claim(one), "because": suggestion.because, "same_side": suggestion.same_side}
            for one, suggestion in found.suggested
        ],
    }


def rows(sides: list[Sides], missed: list[Any], undecided: list[Claim], pack: Pack) -> list[dict[str, Any]]:
    """Return everything as rows of a table to take away: the decided, the undecided, both sides."""
    made = []
    for each in sides:
        said = side(each, pack)
        left = {"Finding": said["words"], "Kind": said["kind"], "Criteria": said["criteria"]}
        made += [
            {
                **left,
                "Decision": pair["decision"],
                "Claim": pair["claim"],
                "Strength or gap": one.claim.get_polarity_display() if one.claim else "",
                "Why": pair["why"],
                "Decided by": pair["who"],
            }
            for pair, one in zip(said["pairs"], each.pairs, strict=True)
        ] or [{**left, "Decision": "Undecided"}]
    for pair in missed:
        shown = {"Decision": pair.get_decision_display(), "Why": pair.why, "Decided by": pair.decided_by.name}
        made.append({**shown, **_claim_cells(pair.claim)})
    return [*made, *({"Decision": "Undecided", **_claim_cells(each)} for each in undecided)]


def _claim_cells(found: Claim) -> dict[str, Any]:
    return {
        "Claim": found.judgement,
        "Strength or gap": found.get_polarity_display(),
        "Criteria": [found.criterion],
    }
