"""A self-evaluation, its parts and its claims in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.core.frameworks import Pack
from extramile.web.selfevaluation import claim_texts
from extramile.web.selfevaluation.models import (
    Claim,
    Confidence,
    Evaluation,
    EvaluationState,
    Part,
    PartState,
    Polarity,
    Service,
)
from extramile.web.selfevaluation.queries.evaluations import freshness, part_name

STATE_TONES = {"writing": "info", "agreed": "strength", "superseded": "quiet"}
PART_TONES = {"open": "quiet", "assigned": "info", "submitted": "develop", "returned": "priority", "agreed": "strength"}
POLARITY_TONES = {"strength": "strength", "gap": "develop"}
FRESH_WORDS = {"fresh": "confirmed", "ageing": "confirm again: confirmed", "old": "old: last confirmed"}


def day(value: Any) -> str:
    """Return a day in words."""
    if value is None:
        return ""
    return date_format(
        value if isinstance(value, date) and not hasattr(value, "hour") else timezone.localtime(value), "j F Y"
    )


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """A self-evaluation in a list."""

    id: int
    title: str
    period: str
    framework: str
    state: str
    tone: str
    made: str
    origin: str


def evaluation_row(found: Evaluation, pack: Pack | None) -> EvaluationRow:
    """Return a self-evaluation in words."""
    return EvaluationRow(
        id=found.pk,
        title=found.title,
        period=found.period,
        framework=pack.name if pack else found.pack,
        state=EvaluationState(found.state).label,
        tone=STATE_TONES[found.state],
        made=f"begun {day(found.made_at)} by {found.made_by.name}",
        origin=f"carried over from {found.origin.title}" if found.origin else "",
    )


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part in words."""

    id: int
    name: str
    state: str
    tone: str
    who: str
    due: str
    late: bool
    reason: str


def part_row(part: Part, pack: Pack) -> PartRow:
    """Return a part in words."""
    who = part.organisation.name if part.organisation else "nobody yet"
    waits = part.state in {PartState.ASSIGNED, PartState.RETURNED}
    late = bool(part.due and waits and part.due < timezone.localdate())
    return PartRow(
        id=part.pk,
        name=part_name(part, pack),
        state=PartState(part.state).label,
        tone=PART_TONES[part.state],
        who=f"{part.member.person.name}, {who}" if part.member else who,
        due=f"{'was due' if late else 'due'} {day(part.due)}" if part.due else "",
        late=late,
        reason=part.reason if part.state == PartState.RETURNED else "",
    )


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list: its judgement, and what surrounds it."""

    id: int
    judgement: str
    polarity: str
    tone: str
    who: str
    confidence: str
    fresh: str
    stale: bool
    # It names proof whose figures were taken back.
    back: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with all its words."""

    line: ClaimLine
    service: str
    texts: tuple[tuple[str, str], ...]
    confidence_why: str
    revision: int
    origin: str


def claim_line(found: Claim, *, back: bool = False) -> ClaimLine:
    """Return a claim in a line."""
    state = freshness(found)
    return ClaimLine(
        id=found.pk,
        judgement=found.judgement,
        polarity=Polarity(found.polarity).label,
        tone=POLARITY_TONES[found.polarity],
        who=f"{found.organisation.name} ({found.author.name})",
        confidence=f"{Confidence(found.confidence).label.lower()} confidence",
        fresh=f"{FRESH_WORDS[state]} {day(found.last_confirmed)}",
        stale=state != "fresh",
        back=back,
    )


def claim_page(found: Claim, *, back: bool = False) -> ClaimPage:
    """Return a claim with all its words; what is not written yet says so."""
    labels = {name: label for name, label, _ in claim_texts.TEXTS}
    names = ("what_we_do", "how_we_know", "difference", "what_next")
    origin = found.origin
    return ClaimPage(
        line=claim_line(found, back=back),
        service=Service(found.service).label,
        texts=tuple((labels[name], getattr(found, name)) for name in names),
        confidence_why=found.confidence_why,
        revision=found.revision,
        origin=f"carried over from {origin.criterion} of {origin.evaluation.title}" if origin else "",
    )


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with how much was claimed for it, and who answers for it."""

    id: str
    name: str
    statement: str
    strengths: int
    gaps: int
    part: PartRow | None
    unverified: bool


@dataclass(frozen=True, slots=True)
class GroupOfCriteria:
    """The criteria under one heading of the framework."""

    name: str
    statement: str
    rows: tuple[CriterionRow, ...]


def criteria(pack: Pack, parts: Iterable[Part], counts: Mapping[str, tuple[int, int]]) -> list[GroupOfCriteria]:
    """Return every criterion, also those of which nothing is said yet."""
    held = {criterion: part_row(part, pack) for part in parts for criterion in part.criteria}
    return [
        GroupOfCriteria(
            group.name,
            group.statement,
            tuple(
                CriterionRow(
                    id=each.id,
                    name=f"{each.id} {each.short}",
                    statement=each.statement,
                    strengths=counts.get(each.id, (0, 0))[0],
                    gaps=counts.get(each.id, (0, 0))[1],
                    part=held.get(each.id),
                    unverified=each.unverified,
                )
                for each in group.criteria
            ),
        )
        for group in pack.criteria
    ]


# The columns of the claims as a table, which can be read back by name.
CLAIM_COLUMNS = (
    "Criterion",
    "Strength or gap",
    *(label for name, label, _ in claim_texts.TEXTS),
    "Confidence",
    "Service",
    "Organisation",
    "Author",
    "Confirmed",
    "Evidence",
    "Voices",
    "Challenges not answered",
)


def claim_heads(*, workings: bool) -> tuple[str, ...]:
    """Return the columns of the table; without what was doubted for those who do not see how claims came about."""
    return CLAIM_COLUMNS if workings else CLAIM_COLUMNS[:-1]


def claim_columns(found: Claim, proven: Iterable[Any], columns: Iterable[str]) -> dict[str, str]:
    """Return a claim as a row of the table with these columns."""
    row = {
        "Criterion": found.criterion,
        "Strength or gap": Polarity(found.polarity).label,
        **{label: getattr(found, name) for name, label, _ in claim_texts.TEXTS},
        "Confidence": Confidence(found.confidence).label,
        "Service": Service(found.service).label,
        "Organisation": found.organisation.name,
        "Author": found.author.name,
        "Confirmed": found.last_confirmed.isoformat(),
        "Evidence": "; ".join(each.title + (" (taken back)" if each.back else "") for each in proven),
        "Voices": "; ".join(f"{each.who}: {each.words}" for each in found.quotes.all()),
        "Challenges not answered": str(sum(not each.answered_at for each in found.challenges.all())),
    }
    return {name: row[name] for name in columns}
