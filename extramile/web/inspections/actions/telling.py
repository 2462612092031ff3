"""What every action of the apps of an inspection does besides: it takes the inspection and tells the audit trail."""

from typing import Any

from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope


def tell(scope: Scope, verb: str, kind: str, thing: Any, name: str, **more: Any) -> None:
    """Write the audit event of a change."""
    record(by=scope.person, verb=verb, kind=kind, thing_id=thing.pk, thing=name, scope=scope.name, **more)


def taken(scope: Scope, found: Inspection, *, ended: bool = False) -> Inspection:
    """Return the inspection locked until the end of the transaction. Raises InputError once it has ended, unless `ended`."""
    locked = Inspection.objects.select_for_update().get(pk=found.pk, partnership=scope.partnership)
    if locked.ended_at and not ended:
        raise InputError("This inspection has ended.", next_step="A lead can open it again.")
    return locked


def required(words: str, sentence: str) -> str:
    """Return words without the space around them. Raises InputError with the sentence if there are none."""
    if not words.strip():
        raise InputError(sentence)
    return words.strip()
