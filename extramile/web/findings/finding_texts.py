"""What is said in a finding, and how two people's changes of it come together: nothing that either wrote is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extramile.web.findings.models import Finding, FindingText

LABELS = {"kind": "Kind", "words": "Finding", "criteria": "Criteria", "responsible": "Who must act"}
Said = dict[str, Any]


def said_in(found: Finding) -> Said:
    """Return what a finding says now."""
    responsible = sorted(found.responsible.values_list("pk", flat=True))
    return {"kind": found.kind, "words": found.words, "criteria": sorted(found.criteria), "responsible": responsible}


def said_then(text: FindingText) -> Said:
    """Return what it said at a revision."""
    lists = {"criteria": sorted(text.criteria), "responsible": sorted(text.responsible)}
    return {"kind": text.kind, "words": text.words, **lists}


def clean(given: Mapping[str, Any]) -> Said:
    """Return what was said, with the line ends, spaces and order that we keep."""
    return {
        "kind": str(given.get("kind") or ""),
        "words": str(given.get("words") or "").replace("\r\n", "\n").strip(),
        "criteria": sorted({str(each) for each in given.get("criteria") or ()}),
        "responsible": sorted({int(each) for each in given.get("responsible") or ()}),
    }


@dataclass(frozen=True, slots=True)
class Met:
    """One thing that somebody else changed while a person wrote: what it was, what they made of it, and this person."""

    name: str
    label: str
    before: Any
    theirs: Any
    mine: Any


def meet(seen: Said, theirs: Said, mine: Said) -> tuple[Met, ...]:
    """Return what changed since `seen`, each with what this person made of it."""
    return tuple(
        Met(name, label, seen[name], theirs[name], mine[name])
        for name, label in LABELS.items()
        if theirs[name] != seen[name]
    )


def together(seen: Said, theirs: Said, mine: Said) -> Said:
    """Return a proposal that holds both: what one of two changed is taken; of texts that both changed, this person's.

    Of lists it holds what either added, and neither took away.
    """

    def one(name: str) -> Any:
        before, there, here = seen[name], theirs[name], mine[name]
        if isinstance(here, list):
            return sorted((set(there) | set(here)) - (set(before) - set(there)) - (set(before) - set(here)))
        return there if here == before else here

    return {name: one(name) for name in LABELS}
