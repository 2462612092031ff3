"""Writing claims. The second of two people who save the same claim is shown what the first changed, and nothing is lost."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation import claim_texts
from extramile.web.selfevaluation.actions.telling import required, taken, tell, text_changed
from extramile.web.selfevaluation.models import Claim, ClaimText, Draft, Evaluation
from extramile.web.selfevaluation.queries.evaluations import criterion_of, part_of, text_at, why_not_writable


class ChangedMeanwhileError(Exception):
    """Somebody saved this claim after the person had read it. Nothing was overwritten; `met` says what changed.

    No InputError: a sentence alone is no answer to it. The page must show both texts.
    """

    def __init__(self, claim: Claim, met: tuple[claim_texts.Met, ...], proposal: dict[str, str]) -> None:
        self.claim, self.met, self.proposal = claim, met, proposal
        super().__init__("Somebody changed this claim while you wrote. See what they changed, then save again.")


def check_writable(scope: Scope, found: Evaluation, criterion: str, organisation: Any = None) -> None:
    """Raise the sentence that says why this person may not write here now."""
    scope.check(Permission.WRITE_CLAIMS)
    problem = why_not_writable(scope, found, part_of(scope, found, criterion), organisation)
    if problem:
        raise InputError(problem)


def _checked(given: Mapping[str, Any]) -> dict[str, str]:
    texts = claim_texts.clean(given)
    required(texts["judgement"], "Enter the judgement in a sentence.")
    for name, label, choices in claim_texts.CHOICES:
        if texts[name] not in choices.values:
            raise InputError(f"Choose: {label[0].lower()}{label[1:]}.")
    return texts


def _keep_text(scope: Scope, claim: Claim, texts: dict[str, str]) -> None:
    ClaimText.objects.create(claim=claim, revision=claim.revision, texts=texts, by=scope.person)


@transaction.atomic
def write_claim(*, scope: Scope, evaluation: Evaluation, criterion: str, texts: Mapping[str, Any]) -> Claim:
    """Write a new claim, in the name of the person's organisation."""
    found = taken(scope, evaluation)
    check_writable(scope, found, criterion)
    if criterion_of(found, criterion) is None:
        raise InputError("The framework has no such criterion.")
    checked = _checked(texts)
    claim = Claim.objects.create(
        evaluation=found,
        criterion=criterion,
        organisation=scope.organisation,
        author=scope.person,
        last_confirmed=timezone.localdate(),
        confirmed_by=scope.person,
        **checked,
    )
    _keep_text(scope, claim, checked)
    Draft.objects.filter(person=scope.person, evaluation=found, criterion=criterion, claim=None).delete()
    tell(scope, "claim written", "claim", claim, claim.judgement, after=checked)
    text_changed(scope, found, f"a claim was written for {criterion}")
    return claim


@transaction.atomic
def change_claim(*, scope: Scope, claim: Claim, texts: Mapping[str, Any], seen: int) -> Claim:
    """Save the texts of a claim, if nobody changed it since the revision `seen`; else raise ChangedMeanwhileError."""
    found = taken(scope, claim.evaluation)
    claim = Claim.objects.select_for_update().get(pk=claim.pk, evaluation=found, taken_out_at=None)
    check_writable(scope, found, claim.criterion, claim.organisation)
    checked = _checked(texts)
    theirs = claim_texts.texts_of(claim)
    if seen != claim.revision:
        base = text_at(claim, seen)
        met = claim_texts.meet(base, theirs, checked)
        # Saving what has become of it anyway is no conflict.
        if any(each.mine != each.theirs for each in met):
            raise ChangedMeanwhileError(claim, met, claim_texts.together(base, theirs, checked))
    changed = {name: (theirs[name], checked[name]) for name in claim_texts.NAMES if theirs[name] != checked[name]}
    Draft.objects.filter(person=scope.person, claim=claim).delete()
    if not changed:
        return claim
    for name, value in checked.items():
        setattr(claim, name, value)
    claim.revision += 1
    # Whoever writes it anew says that it is so today.
    claim.last_confirmed, claim.confirmed_by = timezone.localdate(), scope.person
    claim.save()
    _keep_text(scope, claim, checked)
    tell(
        scope,
        "claim changed",
        "claim",
        claim,
        claim.judgement,
        before={name: before for name, (before, _) in changed.items()},
        after={name: after for name, (_, after) in changed.items()},
    )
    text_changed(scope, found, f"a claim for {claim.criterion} was changed")
    return claim


@transaction.atomic
def confirm_claim(*, scope: Scope, claim: Claim) -> None:
    """Say that a claim is still so. Its text stays, and so do signatures."""
    found = taken(scope, claim.evaluation)
    check_writable(scope, found, claim.criterion, claim.organisation)
    before = claim.last_confirmed
    claim.last_confirmed, claim.confirmed_by = timezone.localdate(), scope.person
    claim.save(update_fields=["last_confirmed", "confirmed_by"])
    after = {"confirmed": claim.last_confirmed}
    tell(scope, "claim confirmed", "claim", claim, claim.judgement, before={"confirmed": before}, after=after)


@transaction.atomic
def save_draft(
    *,
    scope: Scope,
    evaluation: Evaluation,
    criterion: str,
    texts: Mapping[str, Any],
    claim: Claim | None = None,
    seen: int = 0,
) -> Draft:
    """Keep what this person has written so far; nobody else sees it, and nothing else changes.

    No audit event: a draft is a person's own note until they put it into the self-evaluation.
    """
    found = taken(scope, evaluation)
    check_writable(scope, found, criterion, claim.organisation if claim else None)
    key = {"person": scope.person, "evaluation": found, "claim": claim}
    if claim is None:
        key["criterion"] = criterion
    defaults = {"texts": claim_texts.clean(texts), "seen": seen, "criterion": criterion}
    return Draft.objects.update_or_create(**key, defaults=defaults)[0]


@transaction.atomic
def drop_draft(*, scope: Scope, draft: Draft) -> None:
    """Throw away a draft of one's own."""
    Draft.objects.filter(pk=draft.pk, person=scope.person).delete()
