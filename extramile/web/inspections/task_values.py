"""What people change of a line of the checklist, and how two people's changes come together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extramile.web.inspections.models import Task

LABELS = {"organisation": "Organisation", "owner": "Who has it", "due": "Due", "note": "Note"}
NAMES = tuple(LABELS)


def values_of(task: Task) -> dict[str, Any]:
    """Return the values of a line."""
    return {name: getattr(task, name) for name in NAMES}


@dataclass(frozen=True, slots=True)
class Met:
    """One value that somebody else changed while a person wrote: theirs, and what this person wrote."""

    name: str
    label: str
    theirs: Any
    mine: Any
    # Did both change it, each in their own way?
    both: bool


def meet(
    seen: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any], labels: Mapping[str, str] = LABELS
) -> tuple[Met, ...]:
    """Return the values that changed since `seen`, each with what this person made of it."""
    return tuple(
        Met(name, labels[name], theirs[name], mine[name], mine[name] not in (seen[name], theirs[name]))
        for name in mine
        if theirs[name] != seen[name]
    )


def together(seen: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, Any]:
    """Return a proposal that holds both: what only one changed is taken; where both did, this person's stays."""
    return {name: theirs[name] if mine[name] == seen[name] else mine[name] for name in mine}
