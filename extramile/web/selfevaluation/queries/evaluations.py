"""Self-evaluations, their parts and their claims."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils import timezone

from extramile.core.frameworks import Criterion, Pack
from extramile.web.frameworks.queries import known_packs, pack_of
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Challenge, Claim, ClaimText, Draft, Evaluation, EvaluationState, Part
from extramile.web.selfevaluation.transitions import WRITABLE

__all__ = ["known_packs"]

# How long a claim counts as confirmed, and from when it is old.
CONFIRMED_MONTHS = 6
OLD_MONTHS = 12


def months_before(day: date, months: int) -> date:
    """Return the day some months earlier; the last of a month where it would not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def sees_workings(scope: Scope) -> bool:
    """Return whether this person sees how claims came about: drafts, earlier words, challenges. Inspectors do not."""
    return not scope.roles <= {Role.INSPECTOR}


def evaluations(scope: Scope) -> QuerySet[Evaluation]:
    """Return the partnership's self-evaluations, newest first.

    Inspectors and reviewers read what was agreed, not what is being written.
    """
    rows = Evaluation.objects.filter(partnership=scope.partnership).select_related("made_by", "origin")
    if not sees_workings(scope):
        rows = rows.exclude(state=EvaluationState.WRITING)
    return rows


def evaluation(scope: Scope, evaluation_id: int) -> Evaluation | None:
    """Return a self-evaluation of this partnership, or None: then it does not exist for this person."""
    return evaluations(scope).filter(pk=evaluation_id).first()


def framework_of(found: Evaluation) -> Pack:
    """Return the framework of a self-evaluation."""
    pack = pack_of(found.pack)
    if pack is None:
        raise LookupError("a self-evaluation stands under a framework that is no longer installed")
    return pack


def criterion_of(found: Evaluation, criterion_id: str) -> Criterion | None:
    """Return a criterion of a self-evaluation's framework, or None."""
    return next((each for each in framework_of(found).all_criteria() if each.id == criterion_id), None)


def parts(scope: Scope, found: Evaluation) -> QuerySet[Part]:
    """Return the parts with who answers for them."""
    rows = Part.objects.filter(evaluation=found, evaluation__partnership=scope.partnership)
    return rows.select_related("evaluation", "organisation", "member", "member__person", "moved_by")


def part_name(part: Part, pack: Pack) -> str:
    """Return what a part is called: its criterion, or its group of criteria."""
    group = next((each.name for each in pack.criteria if each.id == part.covers), None)
    own = next((f"{each.id} {each.short}" for each in pack.all_criteria() if each.id == part.covers), part.covers)
    return group or own


def part_of(scope: Scope, found: Evaluation, criterion: str) -> Part | None:
    """Return the part that covers a criterion."""
    return next((part for part in parts(scope, found) if criterion in part.criteria), None)


def claims(scope: Scope, found: Evaluation, criterion: str = "") -> QuerySet[Claim]:
    """Return the claims that stand, by criterion, strengths first."""
    rows = Claim.objects.filter(evaluation=found, evaluation__partnership=scope.partnership, taken_out_at=None)
    if criterion:
        rows = rows.filter(criterion=criterion)
    return rows.select_related("organisation", "author", "confirmed_by")


def in_order(rows: QuerySet[Claim], found: Evaluation) -> QuerySet[Claim]:
    """Return claims in the order of the framework, strengths first."""
    places = [When(criterion=each.id, then=place) for place, each in enumerate(framework_of(found).all_criteria())]
    return rows.order_by(Case(*places, default=len(places)), "-polarity", "pk")


def claim(scope: Scope, found: Evaluation, claim_id: int) -> Claim | None:
    """Return a claim that stands, or None."""
    return claims(scope, found).select_related("evaluation", "origin", "origin__evaluation").filter(pk=claim_id).first()


def text_at(found: Claim, revision: int) -> dict[str, str]:
    """Return the texts of a claim as they stood at a revision; nothing if there was no such."""
    row = ClaimText.objects.filter(claim=found, revision=revision).first()
    return dict(row.texts) if row else {}


def texts(scope: Scope, found: Claim) -> QuerySet[ClaimText]:
    """Return every saved text of a claim, newest first."""
    rows = ClaimText.objects.filter(claim=found, claim__evaluation__partnership=scope.partnership)
    if not sees_workings(scope):
        rows = rows.none()
    return rows.select_related("by").order_by("-revision")


def draft(scope: Scope, found: Evaluation, criterion: str, changed: Claim | None = None) -> Draft | None:
    """Return what this person has written and not put in yet."""
    rows = Draft.objects.filter(person=scope.person, evaluation=found, claim=changed)
    return rows.first() if changed else rows.filter(criterion=criterion).first()


def drafts(scope: Scope) -> QuerySet[Draft]:
    """Return every draft of this person in this partnership."""
    return Draft.objects.filter(person=scope.person, evaluation__partnership=scope.partnership).select_related(
        "evaluation", "claim"
    )


def counts(scope: Scope, found: Evaluation) -> dict[str, tuple[int, int]]:
    """Return how many strengths and gaps each criterion has."""
    rows = (
        Claim.objects.filter(evaluation=found, evaluation__partnership=scope.partnership, taken_out_at=None)
        .values("criterion")
        .order_by("criterion")
        .annotate(strengths=Count("pk", filter=Q(polarity="strength")), gaps=Count("pk", filter=Q(polarity="gap")))
    )
    return {row["criterion"]: (row["strengths"], row["gaps"]) for row in rows}


def challenges(scope: Scope, found: Claim) -> QuerySet[Challenge]:
    """Return the challenges of a claim, oldest first."""
    rows = Challenge.objects.filter(claim=found, claim__evaluation__partnership=scope.partnership)
    if not sees_workings(scope):
        rows = rows.none()
    return rows.select_related("challenger", "organisation", "answered_by")


def why_not_writable(scope: Scope, found: Evaluation, part: Part | None, organisation: Any = None) -> str:
    """Return the sentence that says why this person may not change a claim here now, or "".

    One rule for the page that offers a button and the action behind it. A lead may until the whole is agreed; others speak
    for their own organisation, and not in a part that is submitted or agreed.
    """
    if found.state != EvaluationState.WRITING:
        return "This self-evaluation is no longer being written. A lead can open it again."
    if not scope.can(Permission.WRITE_CLAIMS):
        return "Only those who write claims can do this."
    if scope.can(Permission.LEAD_EVALUATION):
        return ""
    if organisation is not None and organisation.pk != scope.organisation.pk:
        return f"This claim is {organisation.name}'s own word. Challenge it, or ask them to change it."
    if part is not None and part.state not in WRITABLE:
        return "This part was submitted. A lead can return it, or those who submitted it can take it back."
    return ""


def freshness(found: Claim, today: date | None = None) -> str:
    """Return how fresh a claim is: "fresh", "ageing" (confirm it again) or "old"."""
    today = today or timezone.localdate()
    if found.last_confirmed >= months_before(today, CONFIRMED_MONTHS):
        return "fresh"
    return "ageing" if found.last_confirmed >= months_before(today, OLD_MONTHS) else "old"
