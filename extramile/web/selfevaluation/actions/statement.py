"""Choosing claims for the position statement. It keeps references, never words: what it says is what the claims say."""

from collections.abc import Iterable

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions.telling import taken, tell
from extramile.web.selfevaluation.models import Evaluation, StatementLine
from extramile.web.selfevaluation.queries.evaluations import claims, in_order

# One page holds about this many sentences.
MOST_LINES = 12


@transaction.atomic
def choose_claims(*, scope: Scope, evaluation: Evaluation, claim_ids: Iterable[int]) -> int:
    """Choose the claims of the position statement, in the order of the framework. Returns how many."""
    scope.check(Permission.LEAD_EVALUATION)
    found = taken(scope, evaluation)
    wanted = set(claim_ids)
    chosen = [claim for claim in in_order(claims(scope, found), found) if claim.pk in wanted]
    if len(chosen) > MOST_LINES:
        raise InputError(
            f"A position statement is one page: {MOST_LINES} claims at most, not {len(chosen)}.",
            next_step="Choose those that matter most.",
        )
    before = list(StatementLine.objects.filter(evaluation=found).values_list("claim_id", flat=True))
    StatementLine.objects.filter(evaluation=found).exclude(claim__in=chosen).delete()
    for position, claim in enumerate(chosen):
        # Choosing is reading: each line remembers the revision that was read when the choice was made.
        StatementLine.objects.update_or_create(
            evaluation=found,
            claim=claim,
            defaults={"revision": claim.revision, "position": position, "chosen_by": scope.person},
        )
    after = {"claims": [claim.pk for claim in chosen]}
    tell(
        scope,
        "position statement chosen",
        "self-evaluation",
        found,
        found.title,
        before={"claims": before},
        after=after,
    )
    return len(chosen)


@transaction.atomic
def stand_by_line(*, scope: Scope, line: StatementLine) -> None:
    """Say that a claim which changed is still right for the position statement."""
    scope.check(Permission.LEAD_EVALUATION)
    taken(scope, line.evaluation)
    before = line.revision
    line.revision, line.chosen_by = line.claim.revision, scope.person
    line.save(update_fields=["revision", "chosen_by", "chosen_at"])
    tell(
        scope,
        "position statement checked",
        "claim",
        line.claim,
        line.claim.judgement,
        before={"revision": before},
        after={"revision": line.revision},
    )
