"""Writing the audit trail."""

import math
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from extramile.web.audit.chain import hash_of
from extramile.web.audit.models import Chain, Event


class Actor(Protocol):
    """Who does something: a person with an account, or the system under its own name."""

    pk: Any
    name: str


class System:
    """The system itself, for what nobody did by hand."""

    pk = None
    name = "Extramile"


SYSTEM = System()


def plain(value: Any) -> Any:
    """Return a value as JSON holds it; days and sets become text and lists. What is unknown is a mistake of ours."""
    if value is None or isinstance(value, (str, int, float, bool)):
        # JSON knows no infinity.
        return value if not isinstance(value, float) or math.isfinite(value) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(each) for each in value)
    raise TypeError(f"an audit event cannot hold a {type(value).__name__}")


def record(
    *,
    by: Actor,
    verb: str,
    kind: str,
    thing_id: object,
    thing: str = "",
    before: Any = None,
    after: Any = None,
    why: str = "",
    scope: str = "",
) -> Event:
    """Add an event. Call it inside the transaction of the change: both are written, or neither.

    `verb` says what was done in the words of the room, `kind`, `thing_id` and `thing` to what; `scope` is the slug of the
    partnership, "" for what concerns the installation.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit event is written in the transaction of the change it tells of")
    Chain.objects.get_or_create(scope=scope)
    chain = Chain.objects.select_for_update().get(scope=scope)
    event = Event(
        scope=scope,
        number=chain.length + 1,
        at=timezone.now(),
        by_id=by.pk,
        by_name=by.name,
        verb=verb,
        kind=kind,
        thing_id=str(thing_id),
        thing=thing[:200],
        before=plain(before),
        after=plain(after),
        why=why[:500],
        previous_hash=chain.last_hash,
    )
    event.hash = hash_of(event)
    event.save()
    chain.length, chain.last_hash = event.number, event.hash
    chain.save(update_fields=["length", "last_hash"])
    return event
