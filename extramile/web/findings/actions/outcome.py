"""Agreeing the outcome: proposed with its reasons, agreed to by a second person. It reaches the inspection by publication only."""

from django.db import transaction
from django.utils import timezone

from extramile.core.inspecting import OUTCOME
from extramile.core.vocabulary import InputError
from extramile.web.findings.actions.findings import open_to_writing
from extramile.web.findings.models import Judgement, JudgementStep
from extramile.web.findings.queries import outcome as queries
from extramile.web.inspections.actions.telling import required, tell
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

BY_A_SECOND = frozenset({"return", "agree"})
VERBS = {"return": "outcome returned", "agree": "outcome agreed", "reopen": "outcome opened again"}


@transaction.atomic
def propose(*, scope: Scope, inspection: Inspection, outcome: str, why: str, seen: int = 0) -> Judgement:
    """Propose one of the outcomes that the pack allows, with reasons; `seen` is the revision that was read, 0 for none."""
    locked = open_to_writing(scope, inspection)
    if outcome not in {each.id for each in queries.choices(locked)}:
        raise InputError("Choose the outcome from the list.")
    said = required(why, "Enter the reasons: what outweighs what, and why no other outcome fits.")
    found = Judgement.objects.select_for_update().filter(inspection=locked).first()
    OUTCOME.take(found.state if found else "none", "propose")
    if seen != (found.revision if found else 0):
        raise InputError(
            "Somebody proposed an outcome while you wrote. Your reasons still stand in the form.",
            next_step="Read theirs above, then save yours again if you still hold it.",
        )
    found = found or Judgement(inspection=locked, revision=0)
    found.outcome, found.why, found.state = outcome, said, "proposed"
    found.revision += 1
    found.proposed_by, found.proposed_at = scope.person, timezone.now()
    found.save()
    _told(scope, found, "propose", "outcome proposed", said)
    return found


@transaction.atomic
def take_step(
    *, scope: Scope, inspection: Inspection, step: str, words: str = "", seen: int | None = None
) -> Judgement:
    """Agree to an outcome or return it, as a second person; or open an agreed one again, as a lead."""
    locked = open_to_writing(scope, inspection)
    found = Judgement.objects.select_for_update().filter(inspection=locked).first()
    if found is None or step not in VERBS:
        raise InputError("No outcome is proposed yet.", next_step="Propose one first.")
    reached = OUTCOME.take(found.state, step)
    if step == "reopen":
        scope.check(Permission.LEAD_INSPECTION)
    if step in BY_A_SECOND and scope.person.pk == found.proposed_by_id:
        raise InputError(
            "You proposed this outcome, so you cannot agree to it.",
            next_step="Ask somebody else who may write findings.",
        )
    if step in BY_A_SECOND and seen is None:
        raise InputError("The page does not say which outcome you read.", next_step="Load it again, then decide.")
    if seen not in {None, found.revision}:
        raise InputError("The outcome was changed while you read it.", next_step="Read it again, then decide.")
    needs = OUTCOME.steps[step].needs
    said = required(words, f"Enter {needs}.") if needs else words.strip()
    found.state = reached
    agreed = reached == "agreed"
    found.agreed_by, found.agreed_at = (scope.person, timezone.now()) if agreed else (None, None)
    found.save()
    _told(scope, found, step, VERBS[step], said)
    return found


def _told(scope: Scope, found: Judgement, step: str, verb: str, words: str) -> None:
    """Keep the step, and tell the trail that it was taken: not which outcome, which those who read the trail may not know."""
    JudgementStep.objects.create(
        judgement=found, step=step, reached=found.state, outcome=found.outcome, words=words, by=scope.person
    )
    name = f"Outcome of inspection {found.inspection_id}"
    tell(scope, verb, "outcome", found, name, after={"state": found.state, "revision": found.revision})
