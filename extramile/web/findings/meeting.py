"""How two people's changes of one thing come together: nothing that either wrote is lost.

Every page on which something is written carries the revision that its reader had seen. Who saves second is shown what the
first made of it, beside their own words, which stay in the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Met:
    """One thing that somebody else changed while a person wrote: what it was, what they made of it, and this person."""

    name: str
    label: str
    before: Any
    theirs: Any
    mine: Any


class ChangedMeanwhileError(Exception):
    """Somebody saved this after the person had read it. Nothing was overwritten; `met` says what changed.

    No InputError: a sentence alone is no answer to it. The page must show both. `proposal` holds both, to be saved as a change
    of `revision`.
    """

    def __init__(self, thing: str, revision: int, met: tuple[Met, ...], proposal: Said) -> None:
        self.revision, self.met, self.proposal = revision, met, proposal
        super().__init__(f"Somebody changed this {thing} while you wrote. See what they changed, then save again.")


def meet(labels: Mapping[str, str], seen: Said, theirs: Said, mine: Said) -> tuple[Met, ...]:
    """Return what changed since `seen`, each with what this person made of it."""
    return tuple(
        Met(name, label, seen[name], theirs[name], mine[name])
        for name, label in labels.items()
        if theirs[name] != seen[name]
    )


def together(labels: Mapping[str, str], seen: Said, theirs: Said, mine: Said) -> Said:
    """Return a proposal that holds both: what one of two changed is taken; of texts that both changed, this person's.

    Of lists it holds what either added, and neither took away.
    """

    def one(name: str) -> Any:
        before, there, here = seen[name], theirs[name], mine[name]
        if isinstance(here, list):
            return sorted((set(there) | set(here)) - (set(before) - set(there)) - (set(before) - set(here)))
        return there if here == before else here

    return {name: one(name) for name in labels}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is written on: what people call it, the names of what is said in it, and at which revision it stands."""

    thing: str
    labels: Mapping[str, str]
    revision: int


def check_met(standing: Standing, seen: Said, theirs: Said, mine: Said) -> None:
    """Raise ChangedMeanwhileError if what stands now is not what this person had seen.

    Saving what has become of it anyway is no conflict.
    """
    met = meet(standing.labels, seen, theirs, mine)
    if any(each.mine != each.theirs for each in met):
        proposal = together(standing.labels, seen, theirs, mine)
        raise ChangedMeanwhileError(standing.thing, standing.revision, met, proposal)
