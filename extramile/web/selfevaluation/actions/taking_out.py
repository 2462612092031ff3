"""Taking a claim out: out of the position statement, and no evidence says any more that the claim rests on it."""

from django.db import transaction
from django.utils import timezone

from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation import claim_texts
from extramile.web.selfevaluation.actions.claims import check_writable
from extramile.web.selfevaluation.actions.linking import detach_all
from extramile.web.selfevaluation.actions.telling import required, taken, tell, text_changed
from extramile.web.selfevaluation.models import Claim, StatementLine


@transaction.atomic
def take_out_claim(*, scope: Scope, claim: Claim, why: str) -> None:
    """Take a claim out of the self-evaluation. It is kept, and so is why; versions keep what it rested on."""
    found = taken(scope, claim.evaluation)
    check_writable(scope, found, claim.criterion, claim.organisation)
    claim.taken_out_why = required(why, "Enter why the claim is taken out.")
    claim.taken_out_at = timezone.now()
    claim.save(update_fields=["taken_out_at", "taken_out_why"])
    StatementLine.objects.filter(claim=claim).delete()
    detach_all(scope, claim)
    before = claim_texts.texts_of(claim)
    tell(scope, "claim taken out", "claim", claim, claim.judgement, before=before, why=why)
    text_changed(scope, found, f"a claim for {claim.criterion} was taken out")
