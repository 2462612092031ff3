"""Setting a deadline differently for an area, and going back to the framework's own."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.frameworks import Deadline, Pack
from extramile.core.vocabulary import InputError
from extramile.web.audit.actions import record
from extramile.web.frameworks.models import DeadlineOverride
from extramile.web.frameworks.queries import overrides
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


def _rule(pack: Pack, deadline_id: str) -> Deadline:
    found = next((each for each in pack.deadlines if each.id == deadline_id), None)
    if found is None:
        raise InputError(f"{pack.name} has no deadline “{deadline_id}”.")
    return found


def _end(held: DeadlineOverride | None) -> Any:
    if held is None:
        return None
    held.ended_at = timezone.now()
    held.save(update_fields=["ended_at"])
    return {"value": held.value, "unit": held.unit, "reason": held.reason}


@transaction.atomic
def set_deadline(*, scope: Scope, pack: Pack, deadline_id: str, value: int, unit: str, reason: str) -> DeadlineOverride:
    """Set a deadline differently for this area. The framework's own stays beside it wherever it shows."""
    scope.check(Permission.OVERRIDE_DEADLINES)
    rule = _rule(pack, deadline_id)
    # The core knows what a length of time is and that nobody sets one without saying why.
    rule.with_override(value, unit, reason, by=scope.person.name, when=timezone.localdate())
    before = _end(overrides(scope, pack).select_for_update(of=("self",)).filter(deadline=deadline_id).first())
    made = DeadlineOverride.objects.create(
        partnership=scope.partnership,
        pack=pack.id,
        deadline=deadline_id,
        value=value,
        unit=unit,
        reason=reason.strip(),
        by=scope.person,
    )
    record(
        by=scope.person,
        verb="deadline set differently",
        kind="deadline",
        thing_id=f"{pack.id}.{deadline_id}",
        thing=rule.name,
        before=before or {"framework": rule.length()},
        after={"value": value, "unit": unit},
        why=reason,
        scope=scope.name,
    )
    return made


@transaction.atomic
def keep_to_framework(*, scope: Scope, pack: Pack, deadline_id: str, why: str) -> None:
    """Go back to the framework's own deadline."""
    scope.check(Permission.OVERRIDE_DEADLINES)
    rule = _rule(pack, deadline_id)
    if not why.strip():
        raise InputError("Enter why this area goes back to the framework's own.")
    held = overrides(scope, pack).select_for_update(of=("self",)).filter(deadline=deadline_id).first()
    if held is None:
        raise InputError(f"“{rule.name}” is as the framework has it.")
    record(
        by=scope.person,
        verb="deadline back to the framework",
        kind="deadline",
        thing_id=f"{pack.id}.{deadline_id}",
        thing=rule.name,
        before=_end(held),
        after={"framework": rule.length()},
        why=why,
        scope=scope.name,
    )
