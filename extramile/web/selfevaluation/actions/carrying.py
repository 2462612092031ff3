"""Carrying a self-evaluation over to another framework, or to the next period of the same."""

from collections.abc import Mapping

from django.db import transaction

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation import claim_texts
from extramile.web.selfevaluation.actions.evaluations import make_evaluation
from extramile.web.selfevaluation.actions.linking import attach, detach_all
from extramile.web.selfevaluation.actions.telling import taken, tell
from extramile.web.selfevaluation.models import Claim, ClaimText, Evaluation, HeardTheme, Quote
from extramile.web.selfevaluation.queries.carrying import preview, why_not_undone
from extramile.web.selfevaluation.queries.proof import proofs


@transaction.atomic
def carry_over(
    *,
    scope: Scope,
    evaluation: Evaluation,
    target: str,
    title: str,
    period: str,
    homes: Mapping[int, tuple[str, ...]] | None = None,
) -> Evaluation:
    """Make a new self-evaluation from an older one. The older one stays as it is; each claim knows where it came from.

    `homes` says, for a claim that could go to several criteria, to which it goes; one that is not named goes to all.
    """
    scope.check(Permission.LEAD_EVALUATION)
    old = taken(scope, evaluation)
    found = preview(scope, old, target)
    if found is None:
        raise InputError("Nobody has written down how the criteria of these frameworks correspond.")
    new = make_evaluation(scope=scope, pack_id=target, title=title, period=period, origin=old)
    proven = proofs(scope, [claim.pk for _, claim in found.placed()])
    placed = 0
    for each in (*found.moved, *found.doubled):
        wanted = (homes or {}).get(each.item.pk, each.homes)
        unknown = set(wanted) - set(each.homes)
        if unknown:
            raise InputError("A claim can only go to the criteria that it corresponds to.")
        if not wanted:
            raise InputError("Each claim needs at least one home.", next_step="Tick one for every claim.")
        for criterion in wanted:
            _copy(scope, new, criterion, each.item, [p.id for p in proven.get(each.item.pk, [])])
            placed += 1
    after = {"to": new.pk, "claims": placed, "left": [each.item.pk for each in found.left]}
    tell(scope, "self-evaluation carried over", "self-evaluation", old, old.title, after=after)
    return new


def _copy(scope: Scope, new: Evaluation, criterion: str, old: Claim, evidence: list[int]) -> None:
    """Copy a claim with its voices and evidence. Who wrote and who confirmed it, and when, stays as it was."""
    texts = claim_texts.texts_of(old)
    claim = Claim.objects.create(
        evaluation=new,
        criterion=criterion,
        organisation_id=old.organisation_id,
        author_id=old.author_id,
        last_confirmed=old.last_confirmed,
        confirmed_by_id=old.confirmed_by_id,
        origin=old,
        **texts,
    )
    ClaimText.objects.create(claim=claim, revision=1, texts=texts, by=scope.person)
    Quote.objects.bulk_create(
        Quote(
            claim=claim,
            words=each.words,
            who=each.who,
            audience=each.audience,
            said_on=each.said_on,
            source=each.source,
            answer_id=each.answer_id,
            placed_by=scope.person,
        )
        for each in old.quotes.all()
    )
    HeardTheme.objects.bulk_create(
        HeardTheme(claim=claim, theme=each.theme, title=each.title, placed_by=scope.person) for each in old.themes.all()
    )
    for item_id in evidence:
        attach(scope, claim, item_id)


@transaction.atomic
def undo_carrying(*, scope: Scope, evaluation: Evaluation) -> Evaluation:
    """Take back a carrying over in which nobody has worked since; return the self-evaluation that it came from."""
    scope.check(Permission.LEAD_EVALUATION)
    found = taken(scope, evaluation)
    problem = why_not_undone(found)
    if problem:
        raise InputError(problem)
    old = found.origin
    copies = list(found.claims.all())
    for claim in copies:
        detach_all(scope, claim)
    before = {"framework": found.pack, "period": found.period, "claims": len(copies)}
    tell(scope, "carrying over undone", "self-evaluation", found, found.title, before=before, after={"back to": old.pk})
    found.delete()
    return old
