"""Reading the audit trail. Whoever calls has already checked that this person may."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from extramile.core.vocabulary import InputError
from extramile.web.audit.chain import Fault, faults
from extramile.web.audit.models import Chain, Event


def events(scope: str, *, kind: str = "", thing_id: str = "", by_id: int | None = None) -> QuerySet[Event]:
    """Return the events of a partnership, newest first."""
    rows = Event.objects.filter(scope=scope)
    if kind:
        rows = rows.filter(kind=kind)
    if thing_id:
        rows = rows.filter(thing_id=thing_id)
    if by_id is not None:
        rows = rows.filter(by_id=by_id)
    return rows.order_by("-number")


def history_of(scope: str, kind: str, thing_id: object) -> QuerySet[Event]:
    """Return what was done to one thing, oldest first."""
    return Event.objects.filter(scope=scope, kind=kind, thing_id=str(thing_id)).order_by("number")


def seals(scope: str | None = None) -> list[str]:
    """Return the end of each chain as a line to be noted outside this installation: "wexmoor:120:<hash>"."""
    ends = Chain.objects.filter(length__gt=0).order_by("scope")
    if scope is not None:
        ends = ends.filter(scope=scope)
    return [f"{each.scope}:{each.length}:{each.last_hash}" for each in ends]


def seal_faults(noted: Iterable[str]) -> list[Fault]:
    """Return which seals noted earlier are no longer true.

    Whoever may do everything in the database can write a whole chain anew, with hashes that agree. A seal that was noted
    elsewhere does not agree with it then.
    """
    found = []
    for seal in noted:
        scope, _, rest = seal.strip().partition(":")
        number, _, sha256 = rest.partition(":")
        if not number.isdecimal() or not sha256:
            raise InputError(f"“{seal}” is no seal.", next_step="Give it as `extramile audit verify` printed it.")
        if not Event.objects.filter(scope=scope, number=int(number), hash=sha256).exists():
            found.append(Fault(scope, int(number), "it is not the event that was sealed: the trail was written anew"))
    return found


def verify(scope: str | None = None) -> tuple[int, list[Fault]]:
    """Check one chain or all; return how many events there are and what is wrong."""
    rows = Event.objects.order_by("scope", "number")
    ends = Chain.objects.all()
    if scope is not None:
        rows, ends = rows.filter(scope=scope), ends.filter(scope=scope)
    count = 0

    def counted() -> Iterator[Event]:
        nonlocal count
        for event in rows.iterator(chunk_size=2000):
            count += 1
            yield event

    found = faults(counted(), {chain.scope: (chain.length, chain.last_hash) for chain in ends})
    return count, found
