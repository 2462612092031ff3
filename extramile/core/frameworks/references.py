"""Whether the parts of a pack fit together: what is referred to exists, ids are unique, the calendar can be counted.

Each function yields finished sentences, all of them, so that an expert mends a file in one go.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from extramile.core.definitions import Grade
from extramile.core.frameworks.deadlines import Deadline
from extramile.core.frameworks.entries import Entry
from extramile.core.frameworks.framework import Pack, WithId

# The fields that refer to something else of the pack, wherever they stand, and what they refer to.
REFERENCES = {
    "open_question": "open questions",
    "starts_with": "events",
    "anchor": "events",
    "event": "events",
    "starts": "events",
    "ends": "events",
    "who": "roles",
    "owner_hint": "roles",
    "kind": "kinds",
    "kinds": "kinds",
    "outcomes": "outcomes",
    "only_after": "outcomes",
    "only_if": "outcomes",
    "plan": "plans",
    "phase": "phases",
    "deadline": "deadlines",
    "deadlines": "deadlines",
    "speaks_to": "criteria",
    "within": "criteria",
    "source": "sources",
}
# A grade needs one source of such a kind; the others may be of any.
SOURCES_FOR_GRADE: dict[Grade, set[str]] = {
    "A": {"official"},
    "B": {"official", "secondary"},
    "C": {"official", "secondary", "ours"},
    "R": {"official", "secondary", "ours", "recalled"},
}
# Types whose ids are unique in the whole pack; others are unique where they stand (sections, points).
EVERYWHERE = {"Criterion", "DataRequest", "Activity"}


def mistakes(pack: Pack) -> Iterator[str]:
    """Yield what is wrong with a pack that has the right shape."""
    targets = targets_of(pack)
    yield from repeated_ids(pack)
    for path, entry in pack.entries():
        yield from missing_references(path, entry, targets)
        yield from ungrounded(path, entry, pack)
        if isinstance(entry, Deadline):
            yield from uncountable(path, entry)
    yield from unordered(pack)
    yield from badly_nested(pack)


def targets_of(pack: Pack) -> dict[str, set[str]]:
    """Return the ids that can be referred to, by what they are of."""
    things: dict[str, tuple[WithId, ...]] = {
        "open questions": pack.open_questions,
        "events": pack.events,
        "roles": pack.roles,
        "kinds": pack.kinds,
        "outcomes": pack.outcomes,
        "plans": pack.plans,
        "phases": pack.phases,
        "deadlines": pack.deadlines,
        "criteria": pack.all_criteria(),
    }
    return {name: {each.id for each in found} for name, found in things.items()} | {"sources": set(pack.sources)}


def repeated_ids(pack: Pack) -> Iterator[str]:
    """Yield the ids that stand twice where they may stand once."""
    seen: Counter[tuple[str, str]] = Counter()
    for path, entry in pack.entries():
        parent, _, own = path.rpartition(".")
        kind = type(entry).__name__
        seen[kind if kind in EVERYWHERE else parent, own] += 1
    for (where, own), count in seen.items():
        if count > 1:
            yield f"{where}: the id “{own}” stands {count} times"


def missing_references(path: str, entry: Entry, targets: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield what this entry refers to and the pack does not have."""
    for field, what in REFERENCES.items():
        value = getattr(entry, field, None)
        for name in value if isinstance(value, tuple) else (value,):
            if isinstance(name, str) and name not in targets[what]:
                near = get_close_matches(name, targets[what], n=1)
                hint = f"; did you mean “{near[0]}”?" if near else ""
                yield f"{path}: {field} “{name}” is not among the pack's {what}{hint}"


def ungrounded(path: str, entry: Entry, pack: Pack) -> Iterator[str]:
    """Yield an entry that claims to be surer than what it rests on."""
    kinds = {pack.sources[key].kind for key in entry.source if key in pack.sources}
    enough = SOURCES_FOR_GRADE[entry.grade]
    if kinds and not kinds & enough:
        yield f"{path}: grade {entry.grade} needs a source that is {' or '.join(sorted(enough))}"


def uncountable(path: str, deadline: Deadline) -> Iterator[str]:
    """Yield what makes a deadline impossible to read."""
    if (deadline.value is None) != (deadline.unit is None):
        yield f"{path}: a value needs a unit, and a unit a value"
    if not deadline.known and not deadline.note:
        yield f"{path}: has no value or no anchor; say in its note what is known and what is not"
    if deadline.up_to is not None and (deadline.value is None or deadline.up_to <= deadline.value):
        yield f"{path}: up_to must be more than the value"
    if deadline.override or deadline.original:
        yield f"{path}: an override belongs to an area, not to a pack"


def unordered(pack: Pack) -> Iterator[str]:
    """Yield where a date would be set twice, or by counting in a circle."""
    for kind in pack.kinds:
        setters: dict[str, str] = {}
        for rule in pack.deadlines:
            if rule.event is None or (rule.kinds and kind.id not in rule.kinds):
                continue
            if rule.event in setters:
                yield f"deadlines.{rule.id}: the date of “{rule.event}” is set by another deadline too ({kind.id})"
            elif rule.anchor:
                setters[rule.event] = rule.anchor
        if kind.starts_with in setters:
            yield f"kinds.{kind.id}: starts with “{kind.starts_with}”, whose date a deadline sets; it must be entered"
        for event in setters:
            if _returns(event, setters):
                yield f"deadlines: the date of “{event}” is counted from itself ({kind.id})"


def badly_nested(pack: Pack) -> Iterator[str]:
    """Yield criteria that are parts of parts, or of themselves."""
    parents = {each.id: each.within for each in pack.all_criteria()}
    for own, within in parents.items():
        if within is not None and (within == own or parents.get(within) is not None):
            yield f"criteria: “{own}” is within “{within}”, which is itself a part; one level is enough"


def _returns(event: str, setters: Mapping[str, str]) -> bool:
    here = setters.get(event)
    for _ in setters:
        if here is None or here == event:
            break
        here = setters.get(here)
    return here == event
