"""How well an area knew itself: what was decided of its claims and of the findings, what is not decided yet, and suggestions.

Only findings that a second person let pass count: what may still change is no measure.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from extramile.core.frameworks import Pack
from extramile.core.inspecting import (
    Knowledge,
    SelfKnowledge,
    Statement,
    Suggestion,
    self_knowledge,
    suggestions,
)
from extramile.core.themes import theme_list
from extramile.web.findings.models import Decision, Finding, FindingState, Pair
from extramile.web.findings.queries import findings as finding_queries
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of, inspections
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim, Evaluation, Polarity
from extramile.web.selfevaluation.queries import evaluations as said_by_area

KNOWLEDGE = {each.value: Knowledge(each.value.replace("-", " ")) for each in Decision}


@dataclass(frozen=True, slots=True)
class Known:
    """The counts of an inspection: findings by what was decided, claims that no finding answers to, and the undecided.

    `undecided` counts findings, `undecided_claims` claims.
    """

    agreed: int
    partly: int
    missed_by_us: int
    missed_by_them: int
    undecided: int
    undecided_claims: int = 0

    @property
    def decided(self) -> int:
        """Return how many findings were decided: the whole of the share."""
        return self.agreed + self.partly + self.missed_by_us


@dataclass(frozen=True, slots=True)
class Sides:
    """A finding with the pairs decided of it, or with what it may be paired with."""

    finding: Finding
    pairs: tuple[Pair, ...]
    suggested: tuple[tuple[Claim, Suggestion], ...]


def may_see(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person reads findings beside claims: whoever reads both.

    Reviewers and inspectors read what the area agreed to say, not what it is still writing.
    """
    if not embargo.may_read_findings(scope, inspection):
        return False
    if inspection.evaluation_id is None:
        return True
    return said_by_area.evaluation(scope, inspection.evaluation_id) is not None


def moderated(inspection: Inspection) -> list[Finding]:
    """Return the findings that count, by kind in the order of the report."""
    order = {each.id: number for number, each in enumerate(finding_queries.kinds(inspection))}
    rows = Finding.objects.filter(inspection=inspection, state=FindingState.MODERATED)
    return sorted(rows, key=lambda each: (order.get(each.kind, len(order)), each.position, each.pk))


def claims(inspection: Inspection) -> list[Claim]:
    """Return what the area says of itself to these inspectors: the claims that stand, by criterion."""
    if inspection.evaluation_id is None:
        return []
    rows = Claim.objects.filter(evaluation=inspection.evaluation_id, taken_out_at=None).select_related("organisation")
    return list(rows)


def pairs(inspection: Inspection) -> QuerySet[Pair]:
    """Return what was decided and still stands: of findings that count, and of claims that were not taken out."""
    rows = Pair.objects.filter(inspection=inspection).exclude(claim__taken_out_at__isnull=False)
    return rows.exclude(
        finding__state__in=[FindingState.DRAFT, FindingState.PROPOSED, FindingState.RETURNED, FindingState.DROPPED]
    ).select_related("finding", "claim", "decided_by")


def evaluations(scope: Scope, inspection: Inspection) -> QuerySet[Evaluation]:
    """Return the self-evaluations under the framework of an inspection, the newest first."""
    return said_by_area.evaluations(scope).filter(pack=inspection.pack).order_by("-pk")


def knowledge(inspection: Inspection) -> Known:
    """Return the counts of an inspection. Whoever holds it was let in; there is no word of a finding in what it returns."""
    decided = _decisions(list(pairs(inspection)))
    found = {each.pk for each in moderated(inspection)}
    of_findings = {key: each for key, each in decided.items() if key[0] == "finding" and key[1] in found}
    total = self_knowledge(("", each) for each in [*of_findings.values(), *_missed_by_them(decided)])[""]
    said = {key[1] for key in decided if key[0] == "claim"}
    return Known(
        total.agreed,
        total.partly,
        total.missed_by_us,
        total.missed_by_them,
        undecided=len(found) - len(of_findings),
        undecided_claims=sum(each.pk not in said for each in claims(inspection)),
    )


def _missed_by_them(decided: dict[tuple[str, int], Knowledge]) -> list[Knowledge]:
    return [each for each in decided.values() if each == Knowledge.MISSED_BY_THEM]


def _decisions(rows: Iterable[Pair]) -> dict[tuple[str, int], Knowledge]:
    """Return what was decided of each finding and claim: of several pairs of a finding the best counts."""
    decided: dict[tuple[str, int], Knowledge] = {}
    order = list(Knowledge)
    for each in rows:
        said = KNOWLEDGE[each.decision]
        for key in (("finding", each.finding_id), ("claim", each.claim_id)):
            if key[1] is not None:
                found = (key[0], key[1])
                decided[found] = min(decided.get(found, said), said, key=order.index)
    return decided


def by_criterion(inspection: Inspection, pack: Pack) -> list[tuple[str, SelfKnowledge]]:
    """Return the counts for each criterion of which something was decided. A finding against two counts for both."""
    rows = list(pairs(inspection))
    decided = _decisions(rows)
    found = {each.pk: each for each in moderated(inspection)}
    entries: list[tuple[str, Knowledge]] = []
    for (what, key), said in decided.items():
        if what == "finding" and key in found:
            entries += [(criterion, said) for criterion in found[key].criteria]
    # Before a claim: a criterion is an id of the pack of its own self-evaluation.
    entries += [
        (each.claim.criterion, Knowledge.MISSED_BY_THEM)
        for each in rows
        if each.claim and each.decision == Decision.MISSED_BY_THEM
    ]
    counted = self_knowledge(entries)
    return [(each.id, counted[each.id]) for each in pack.all_criteria() if each.id in counted]


def sides(inspection: Inspection, most: int = 3) -> list[Sides]:
    """Return each finding that counts with what was decided of it, or with the claims that it may answer to."""
    decided: dict[int, list[Pair]] = defaultdict(list)
    for each in pairs(inspection):
        if each.finding_id:
            decided[each.finding_id].append(each)
    rows, said = moderated(inspection), {each.pk: each for each in claims(inspection)}
    good = {each.id: each.good for each in framework_of(inspection).finding_kinds}
    open_ones = [each for each in rows if each.pk not in decided]
    offered: dict[int, list[tuple[Claim, Suggestion]]] = defaultdict(list)
    statements = [_of_claim(each, inspection) for each in said.values()]
    theirs = [Statement(str(each.pk), each.words, good.get(each.kind, False), *_filed(each)) for each in open_ones]
    for one in suggestions(statements, theirs, most):
        offered[int(one.finding)].append((said[int(one.claim)], one))
    return [Sides(each, tuple(decided[each.pk]), tuple(offered[each.pk])) for each in rows]


def _filed(found: Finding) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(found.criteria), _themes(found.words)


def _of_claim(claim: Claim, inspection: Inspection) -> Statement:
    text = " ".join((claim.judgement, claim.what_we_do, claim.difference))
    # Criteria of another framework are other criteria, even where they are called alike.
    same = inspection.evaluation is not None and inspection.evaluation.pack == inspection.pack
    criteria = frozenset({claim.criterion}) if same else frozenset()
    return Statement(str(claim.pk), text, claim.polarity == Polarity.STRENGTH, criteria, _themes(text))


def _themes(text: str) -> frozenset[str]:
    return frozenset(each.theme for each in theme_list().tag(text))


def unanswered(inspection: Inspection) -> tuple[list[Claim], list[Pair]]:
    """Return the claims of which nothing was decided, and those that people decided no finding answers to."""
    rows = [each for each in pairs(inspection) if each.claim_id]
    said = {each.claim_id for each in rows}
    return (
        [each for each in claims(inspection) if each.pk not in said],
        [each for each in rows if each.decision == Decision.MISSED_BY_THEM],
    )


def over_time(scope: Scope) -> list[tuple[Inspection, Known]]:
    """Return the counts of each inspection that this person may read and in which something was decided, oldest first."""
    rows: Sequence[Inspection] = list(inspections(scope).order_by("called_at", "pk"))
    found = [(each, knowledge(each)) for each in rows if embargo.may_read_findings(scope, each)]
    return [(each, known) for each, known in found if known.decided or known.missed_by_them]
