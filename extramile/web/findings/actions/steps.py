"""What a finding goes through: offered, let pass or returned by a second person, dropped with a reason and taken up again."""

from django.db import transaction
from django.utils import timezone

from extramile.core.inspecting import FINDING
from extramile.core.vocabulary import InputError
from extramile.web.findings.actions.findings import name_of, open_to_writing
from extramile.web.findings.models import Finding, FindingState, FindingStep
from extramile.web.findings.queries import findings as queries
from extramile.web.inspections.actions.telling import required, tell
from extramile.web.partnerships.scope import Scope

# Somebody else than who wrote it.
BY_A_SECOND = frozenset({"return", "moderate"})
VERBS = {
    "offer": "finding offered",
    "take-back": "finding taken back",
    "return": "finding returned",
    "moderate": "finding moderated",
    "reopen": "finding opened again",
    "drop": "finding dropped",
    "restore": "finding taken up again",
}


@transaction.atomic
def take_step(*, scope: Scope, finding: Finding, step: str, words: str = "", seen: int | None = None) -> Finding:
    """Let a finding take a step. `seen` is the revision that was read: nobody lets words pass that they did not read.

    A second person says which they read; for other steps it may be left out.
    """
    locked = open_to_writing(scope, finding.inspection)
    found = Finding.objects.select_for_update().get(pk=finding.pk, inspection=locked)
    reached = FINDING.take(found.state, step)
    if step in BY_A_SECOND:
        _check_second(scope, found, seen)
    if seen not in {None, found.revision}:
        raise InputError("This finding was changed while you read it.", next_step="Read it again, then decide.")
    if step == "offer":
        _check_whole(found)
    needs = FINDING.steps[step].needs
    said = required(words, f"Enter {needs}.") if needs else words.strip()
    before = found.state
    found.state, found.reason = reached, said if reached in {FindingState.RETURNED, FindingState.DROPPED} else ""
    moderated = reached == FindingState.MODERATED
    found.moderated_by, found.moderated_at = (scope.person, timezone.now()) if moderated else (None, None)
    found.save()
    FindingStep.objects.create(finding=found, step=step, reached=reached, words=said, by=scope.person)
    states = {"before": {"state": before}, "after": {"state": reached}}
    tell(scope, VERBS[step], "finding", found, name_of(found), **states)
    return found


def _check_second(scope: Scope, found: Finding, seen: int | None) -> None:
    if scope.person.pk in queries.writers(found):
        raise InputError(
            "You wrote this finding, so you cannot moderate it.", next_step="Ask somebody else who may write findings."
        )
    if seen is None:
        raise InputError("The page does not say which text you read.", next_step="Load it again, then decide.")


def _check_whole(found: Finding) -> None:
    """Raise the sentence that says what a second person would send it back for."""
    kind = queries.kind_of(found.inspection, found.kind)
    if not found.criteria:
        raise InputError("It is against no criterion yet.", next_step="Change it and choose at least one.")
    if kind and kind.responsible and not found.responsible.exists():
        raise InputError(f"{kind.name}: nobody is named who must act.", next_step="Change it and choose who must act.")
