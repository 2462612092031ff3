"""What those who inspect or review find in their room: what the area agreed to say, what is shared, how their requests stand.

Everything is asked as somebody with their role alone asks it, so that a lead who looks in sees what they see and no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from extramile.core.frameworks import Criterion
from extramile.web.evidence import queries as evidence
from extramile.web.evidence.models import Item, Kind
from extramile.web.evidence.queries import CriterionLine, Filters
from extramile.web.inspections.around import Asked, Doing, all_asked, all_held
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Claim, Evaluation, EvaluationState
from extramile.web.selfevaluation.queries import evaluations, proof
from extramile.web.selfevaluation.queries import search as in_claims

# A search shows this many of each sort, and a criterion this much evidence; there is a way to the rest.
SHOWN = 50
# What of a frozen figure its definition needs.
FIGURE = (
    "item_id",
    "item__title",
    "data__title",
    "data__definition",
    "data__period",
    "data__unit",
    "data__decimals",
    "data__area__name",
    "data__area__value",
    "data__area__state",
    "data__source__publication",
    "data__invented",
)


def may_see(scope: Scope, found: Inspection) -> bool:
    """Say whether this person has a way into the room."""
    return scope.can(Permission.SEE_INSPECTORS_ROOM)


def title(found: Inspection) -> str:
    """Return what the room is called: after those who come."""
    return "Reviewers’ room" if found.purpose == Purpose.CHALLENGE else "Inspectors’ room"


def inspects(scope: Scope) -> bool:
    """Say whether the room is this person's own; a lead only looks in."""
    return Role.INSPECTOR in scope.roles


def as_inspectors(scope: Scope) -> Scope:
    """Return this person as if they inspected and did nothing else here. Raises NotAllowedError for whom the room is not."""
    scope.check(Permission.SEE_INSPECTORS_ROOM)
    return replace(scope, roles=frozenset({Role.INSPECTOR}))


def last_day(scope: Scope) -> date | None:
    """Return the last day of this person's access as an inspector or reviewer, or None if they are neither."""
    last: date | None = scope.member.grants.filter(role=Role.INSPECTOR).values_list("ends", flat=True).first()
    return last


def evaluation(theirs: Scope, found: Inspection) -> Evaluation | None:
    """Return what the area says of itself to these inspectors: only what it has agreed, or None.

    The one that was chosen for the inspection; while that is still being written, the newest that was agreed.
    """
    rows = evaluations.evaluations(theirs)
    chosen = rows.filter(pk=found.evaluation_id).first() if found.evaluation_id else None
    return chosen or rows.filter(pack=found.pack, state=EvaluationState.AGREED).first()


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion of the index: what is claimed for it, and what evidence there is."""

    criterion: Criterion
    strengths: int
    gaps: int
    evidence: CriterionLine


def index(theirs: Scope, found: Inspection, said: Evaluation | None, today: date) -> list[tuple[str, list[Line]]]:
    """Return every criterion of the framework, by its group; a fixed number of questions, however much there is."""
    pack = framework_of(found)
    claimed = evaluations.counts(theirs, said) if said and said.pack == pack.id else {}
    proven = {each.name: each for each in evidence.index(theirs, pack.id, today)}
    return [
        (
            group.name,
            [
                Line(each, *claimed.get(each.id, (0, 0)), evidence=proven[f"{pack.id}:{each.id}"])
                for each in group.criteria
            ],
        )
        for group in pack.criteria
    ]


def criterion(found: Inspection, criterion_id: str) -> Criterion | None:
    """Return a criterion of the framework, or None."""
    return next((each for each in framework_of(found).all_criteria() if each.id == criterion_id), None)


def beside(found: Inspection, criterion_id: str, step: int) -> Criterion | None:
    """Return the criterion before (-1) or after (1) one, or None."""
    every = framework_of(found).all_criteria()
    place = [each.id for each in every].index(criterion_id) + step
    return every[place] if 0 <= place < len(every) else None


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the voices beside it and what proves it, as far as inspectors may see."""

    claim: Claim
    proofs: list[proof.Proof]


def said_for(theirs: Scope, said: Evaluation | None, criterion_id: str) -> list[Said]:
    """Return what is claimed for a criterion, strengths first. What was challenged, drafted or taken out stays with the area."""
    if said is None:
        return []
    rows = list(evaluations.claims(theirs, said, criterion_id).prefetch_related("quotes"))
    found = proof.proofs(theirs, [each.pk for each in rows])
    return [Said(each, found.get(each.pk, [])) for each in rows]


def evidence_for(theirs: Scope, found: Inspection, criterion_id: str) -> tuple[list[Item], int]:
    """Return the newest evidence for a criterion, and how much there is in all."""
    rows = evidence.items(theirs, Filters(criterion=f"{found.pack}:{criterion_id}"))
    return _listed(theirs, rows), rows.count()


def evidence_number(theirs: Scope) -> int:
    """Return how many pieces of evidence are shared, whichever criterion they are for."""
    return evidence.items(theirs).count()


def _listed(theirs: Scope, rows: QuerySet[Item]) -> list[Item]:
    ids = list(rows.values_list("pk", flat=True)[:SHOWN])
    by_id = evidence.listed(theirs, ids)
    return [by_id[each] for each in ids]


def figures(theirs: Scope) -> list[dict[str, Any]]:
    """Return every figure that is shared, with its definition, period and source, as it was frozen."""
    ids = evidence.items(theirs, Filters(kind=Kind.SNAPSHOT)).values_list("pk", flat=True)
    rows = evidence.latest_versions(theirs, ids).order_by("item__title", "item_id")
    return list(rows.values(*FIGURE))


def figures_number(theirs: Scope) -> int:
    """Return how many figures are shared."""
    return evidence.items(theirs, Filters(kind=Kind.SNAPSHOT)).count()


def requests(found: Inspection) -> list[Asked]:
    """Return how requests stand."""
    return all_asked(found)


def timetable(found: Inspection) -> list[Doing]:
    """Return what is held, in order."""
    return all_held(found)


@dataclass(frozen=True, slots=True)
class Hits:
    """What has all the words that somebody looks for."""

    claims: list[Claim]
    evidence: list[Item]
    marked: dict[int, Any]
    requests: list[Asked]
    sessions: list[Doing]

    @property
    def number(self) -> int:
        """How much was found, as far as it is shown."""
        return len(self.claims) + len(self.evidence) + len(self.requests) + len(self.sessions)


def search(theirs: Scope, found: Inspection, words: str) -> Hits:
    """Look through everything in the room."""
    said = evaluation(theirs, found)
    claims = in_claims.claims(theirs, said, in_claims.Wanted(words=words))[:SHOWN] if said else []
    pieces = _listed(theirs, evidence.items(theirs, Filters(words=words)))
    return Hits(
        claims=list(claims),
        evidence=pieces,
        marked=evidence.marked_words(theirs, words, [each.pk for each in pieces]),
        requests=[each for each in requests(found) if _has(words, (f"{each.number}", each.words))],
        sessions=[each for each in timetable(found) if _has(words, (each.words, each.place))],
    )


def _has(words: str, texts: Iterable[str]) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in words.casefold().split())
