"""What every action here does besides: it takes the row, tells the audit trail, and lets signatures go when a text changes."""

from typing import Any

from django.db.models import F
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.models import Evaluation, SignOff


def tell(scope: Scope, verb: str, kind: str, thing: Any, name: str, **more: Any) -> None:
    """Write the audit event of a change."""
    record(by=scope.person, verb=verb, kind=kind, thing_id=thing.pk, thing=name, scope=scope.name, **more)


def taken(scope: Scope, found: Evaluation) -> Evaluation:
    """Return the self-evaluation locked until the end of the transaction, so that changes in it come one after another."""
    return Evaluation.objects.select_for_update().get(pk=found.pk, partnership=scope.partnership)


def text_changed(scope: Scope, found: Evaluation, why: str) -> None:
    """A text of this self-evaluation changed: whoever had signed it off signed other words, and signs again."""
    Evaluation.objects.filter(pk=found.pk).update(revision=F("revision") + 1)
    found.refresh_from_db(fields=["revision"])
    standing = SignOff.objects.filter(version__evaluation=found, withdrawn_at=None).select_related("organisation")
    for each in standing.select_related("organisation", "version"):
        each.withdrawn_at, each.withdrawn_why = timezone.now(), f"The text changed afterwards: {why}"[:300]
        each.save(update_fields=["withdrawn_at", "withdrawn_why"])
        tell(
            scope,
            "sign-off ended by a change",
            "sign-off",
            each,
            each.organisation.name,
            before={"version": each.version.number},
            why=why,
        )


def required(words: str, sentence: str) -> str:
    """Return words without the space around them. Raises InputError with the sentence if there are none."""
    if not words.strip():
        raise InputError(sentence)
    return words.strip()
