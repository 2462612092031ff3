"""How events are chained: the hash of an event covers everything it says and the hash before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol


class Chained(Protocol):
    """What the hash covers."""

    scope: str
    number: int
    at: Any
    by_id: int | None
    by_name: str
    verb: str
    kind: str
    thing_id: str
    thing: str
    before: Any
    after: Any
    why: str
    previous_hash: str
    hash: str


COVERED = (
    "scope",
    "number",
    "by_id",
    "by_name",
    "verb",
    "kind",
    "thing_id",
    "thing",
    "before",
    "after",
    "why",
    "previous_hash",
)


def as_kept(value: Any) -> Any:
    """Return a value of an event as every database gives it back.

    PostgreSQL keeps a number as its decimal digits, so that 1e20 comes back as a whole number and -0.0 as 0.0; SQLite keeps
    the text. A number that is whole is therefore written as one.
    """
    if isinstance(value, float):
        exact = Decimal(repr(value))
        return int(exact) if exact == exact.to_integral_value() else value
    if isinstance(value, dict):
        return {key: as_kept(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_kept(each) for each in value]
    return value


def hash_of(event: Chained) -> str:
    """Return the hash of an event."""
    content: dict[str, Any] = {name: as_kept(getattr(event, name)) for name in COVERED}
    content["at"] = event.at.isoformat()
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a chain, in a sentence."""

    scope: str
    number: int
    what: str


def faults(events: Iterable[Chained], ends: Mapping[str, tuple[int, str]]) -> list[Fault]:
    """Return what is wrong with the chains: rows altered, removed, added or moved. Empty if nothing is.

    `events` are in the order of their chains; `ends` says for each chain how long it is and what its last hash is.
    """
    found: list[Fault] = []
    last: dict[str, tuple[int, str]] = {}
    for event in events:
        number, before = last.get(event.scope, (0, ""))
        if event.number != number + 1:
            found.append(
                Fault(event.scope, event.number, f"{event.number - number - 1} event(s) before it are missing")
            )
        elif event.previous_hash != before:
            found.append(Fault(event.scope, event.number, "it does not follow on the event before it"))
        if hash_of(event) != event.hash:
            found.append(Fault(event.scope, event.number, "it was altered"))
        last[event.scope] = (event.number, event.hash)
    for scope, (length, end) in ends.items():
        number, before = last.get(scope, (0, ""))
        if number != length:
            found.append(
                Fault(
                    scope,
                    length,
                    f"{abs(length - number)} event(s) at the end are {'missing' if number < length else 'too many'}",
                )
            )
        elif before != end:
            found.append(Fault(scope, length, "the last event is not the one that was written last"))
    found.extend(Fault(scope, 0, "the chain has no end on record") for scope in sorted(set(last) - set(ends)))
    return found
