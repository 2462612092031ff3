"""Days that people enter must come in the order in which things happen; what does not is said in a sentence."""

from collections.abc import Mapping
from datetime import date

from extramile.core.frameworks import Pack
from extramile.core.vocabulary import upper_first

# The week begins with it in every pack, and no rule of one of them counts from it.
FIELDWORK = "fieldwork-start"


def out_of_order(pack: Pack, kind: str, entered: Mapping[str, date]) -> dict[str, str]:
    """Return what is wrong with the days of events, by event: nothing comes before what it must follow.

    What the whole inspection hangs on (the events that phases begin and end with, and those from which rules count) comes
    in the order of the pack. All else, such as a survey, comes after the event that its own rule counts from.
    """
    rules = [each for each in pack.deadlines_for(kind) if each.anchor]
    phases = {event for phase in pack.phases_for(kind) for event in (phase.starts, phase.ends) if event}
    first = pack.kind(kind).starts_with
    anchors = {each.id: each.anchor for each in rules if each.anchor}
    spine = {first, FIELDWORK, *phases, *anchors.values()}
    along = [each.id for each in pack.events if each.id in spine and each.id in entered]
    pairs = [(earlier, later) for n, later in enumerate(along) for earlier in along[:n]]
    beside = [each for each in entered if each not in spine]
    giving = [each for each in rules if each.event in beside and each.direction == "after"]
    pairs += [(anchors[each.id], str(each.event)) for each in giving]
    pairs += [(first, each) for each in beside]
    names = {each.id: each.name for each in pack.events}
    return {
        later: f"{upper_first(names[later])} cannot come before {names[earlier]}, {said(entered[earlier])}."
        for earlier, later in pairs
        if earlier in entered and entered[later] < entered[earlier]
    }


def said(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.day} {day:%B %Y}"
