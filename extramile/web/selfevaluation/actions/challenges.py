"""Challenging claims, answering, and what people said beside them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.actions.claims import check_writable
from extramile.web.selfevaluation.actions.telling import required, taken, tell, text_changed
from extramile.web.selfevaluation.models import Audience, Challenge, Claim, EvaluationState, HeardTheme, Quote
from extramile.web.selfevaluation.queries.hearing import themes


@transaction.atomic
def challenge_claim(*, scope: Scope, claim: Claim, text: str) -> Challenge:
    """Ask whether a claim is so, under one's own name and organisation."""
    scope.check(Permission.CHALLENGE_CLAIMS)
    found = taken(scope, claim.evaluation)
    if found.state != EvaluationState.WRITING:
        raise InputError("This self-evaluation is no longer being written.")
    made = Challenge.objects.create(
        claim=claim,
        challenger=scope.person,
        organisation=scope.organisation,
        text=required(text, "Enter what you doubt, and what would convince you."),
    )
    after = {"challenge": made.text}
    tell(scope, "claim challenged", "claim", claim, claim.judgement, after=after)
    return made


@transaction.atomic
def answer_challenge(*, scope: Scope, challenge: Challenge, text: str) -> Challenge:
    """Answer a challenge, in the name of those who made the claim."""
    claim = challenge.claim
    taken(scope, claim.evaluation)
    check_writable(scope, claim.evaluation, claim.criterion, claim.organisation)
    challenge = Challenge.objects.select_for_update().get(pk=challenge.pk)
    if challenge.answered_at:
        raise InputError("This challenge was answered already.", next_step="Load the page again to read the answer.")
    challenge.answer = required(text, "Enter your answer.")
    challenge.answered_by, challenge.answered_at = scope.person, timezone.now()
    challenge.save(update_fields=["answer", "answered_by", "answered_at"])
    after = {"answer": challenge.answer}
    tell(scope, "challenge answered", "claim", claim, claim.judgement, after=after)
    return challenge


@transaction.atomic
def add_quote(
    *, scope: Scope, claim: Claim, words: str, who: str, audience: str, said_on: date, source: str = ""
) -> Quote:
    """Put what somebody said beside a claim."""
    found = taken(scope, claim.evaluation)
    check_writable(scope, found, claim.criterion, claim.organisation)
    if audience not in Audience.values:
        raise InputError("Choose whose voice it is.")
    quote = Quote.objects.create(
        claim=claim,
        words=required(words, "Enter what was said, in their words."),
        who=required(who, "Enter who said it."),
        audience=audience,
        said_on=said_on,
        source=source.strip(),
        placed_by=scope.person,
    )
    tell(
        scope, "voice put beside a claim", "claim", claim, claim.judgement, after={"audience": audience, "on": said_on}
    )
    text_changed(scope, found, f"a voice was put beside a claim for {claim.criterion}")
    return quote


@transaction.atomic
def add_theme(*, scope: Scope, claim: Claim, theme: str) -> HeardTheme:
    """Say that a theme of the room of voices speaks to a claim. A reference, so no text changes and no signature ends."""
    found = taken(scope, claim.evaluation)
    check_writable(scope, found, claim.criterion, claim.organisation)
    title = dict(themes(scope)).get(theme)
    if title is None:
        raise InputError("There is no such theme.", next_step="Choose from the list.")
    made, new = HeardTheme.objects.get_or_create(
        claim=claim, theme=theme, defaults={"title": title, "placed_by": scope.person}
    )
    if new:
        tell(scope, "theme put beside a claim", "claim", claim, claim.judgement, after={"theme": theme})
    return made


@transaction.atomic
def remove_theme(*, scope: Scope, theme: HeardTheme) -> None:
    """Take a theme away from a claim."""
    claim = theme.claim
    found = taken(scope, claim.evaluation)
    check_writable(scope, found, claim.criterion, claim.organisation)
    before = {"theme": theme.theme}
    theme.delete()
    tell(scope, "theme taken from a claim", "claim", claim, claim.judgement, before=before)


@transaction.atomic
def remove_quote(*, scope: Scope, quote: Quote) -> None:
    """Take what somebody said away from a claim. Where it came from an answer, the answer stays."""
    claim = quote.claim
    found = taken(scope, claim.evaluation)
    check_writable(scope, found, claim.criterion, claim.organisation)
    before = {"audience": quote.audience, "on": quote.said_on}
    quote.delete()
    tell(scope, "voice taken from a claim", "claim", claim, claim.judgement, before=before)
    text_changed(scope, found, f"a voice was taken from a claim for {claim.criterion}")
