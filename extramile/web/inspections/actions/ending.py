"""Ending an inspection, and opening it again. An ended one stays readable, and nothing in it is changed or falls due."""

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

MOST = 500


def _reason(why: str, sentence: str) -> str:
    said = required(why, sentence)
    if len(said) > MOST:
        raise InputError(f"The reason is too long: it can have {MOST} characters.")
    return said


@transaction.atomic
def end(*, scope: Scope, inspection: Inspection, why: str) -> None:
    """End an inspection, with the reason."""
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, inspection)
    locked.ended_why = _reason(why, "Enter why it ends, such as: all is done, or it was called off.")
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at", "ended_why"])
    tell(scope, "inspection ended", "inspection", locked, locked.title, after={"why": locked.ended_why})


@transaction.atomic
def reopen(*, scope: Scope, inspection: Inspection, why: str) -> None:
    """Open an ended inspection again, with the reason."""
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, inspection, ended=True)
    if locked.ended_at is None:
        raise InputError("This inspection has not ended.", next_step="Go on with it.")
    reason = _reason(why, "Enter why it is opened again.")
    before = {"ended": locked.ended_at.isoformat(), "why": locked.ended_why}
    locked.ended_at, locked.ended_why = None, ""
    locked.save(update_fields=["ended_at", "ended_why"])
    tell(scope, "inspection opened again", "inspection", locked, locked.title, before=before, after={"why": reason})
