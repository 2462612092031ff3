"""Words for exceptions: how each sort is called, how it weighs, and what a board may do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from extramile.core.planning import Exceptional, Sort, of_sort


@dataclass(frozen=True, slots=True)
class Said:
    """How a sort is called, its tone, one and several of it, and what to do about it."""

    title: str
    tone: str
    one: str
    many: str
    to_do: str


SORTS = {
    Sort.LATE: Said(
        "Late", "priority", "action is past its day", "actions are past their day", "Ask what holds it, and for a day."
    ),
    Sort.DELAYED: Said("Delayed", "develop", "action is delayed", "actions are delayed", "Ask what would help."),
    Sort.NOT_MOVING: Said(
        "Not moving",
        "develop",
        "measure does not move",
        "measures do not move",
        "Ask whether the actions are the right ones.",
    ),
    Sort.GREEN_WITHOUT_PROOF: Said(
        "Done without proof",
        "develop",
        "theme is done without proof of a change",
        "themes are done without proof of a change",
        "Ask families, or measure it.",
    ),
    Sort.NO_OWNER: Said(
        "No owner",
        "develop",
        "action has nobody who answers for it",
        "actions have nobody who answers for them",
        "Name somebody.",
    ),
    Sort.WITHOUT_MEASURE: Said(
        "No measure",
        "quiet",
        "action is measured by nothing",
        "actions are measured by nothing",
        "Give its theme a measure.",
    ),
    Sort.WITHOUT_DATA: Said(
        "No data",
        "quiet",
        "measure has no figure",
        "measures have no figure",
        "Ask for the figure, or for another measure.",
    ),
}
PAGES = {
    "action": ("plans:action", "action_id"),
    "measure": ("plans:measure", "measure_id"),
    "theme": ("plans:theme", "theme_id"),
}


def counted(found: Sequence[Exceptional]) -> list[dict[str, Any]]:
    """Return how many there are of each sort that there is, in the order in which a board reads them."""
    rows = []
    for sort, said in SORTS.items():
        many = len(of_sort(found, sort))
        if many:
            words = said.one if many == 1 else said.many
            rows.append({"id": sort.value, "title": said.title, "tone": said.tone, "many": many, "words": words})
    return rows


def in_words(found: Sequence[Exceptional]) -> str:
    """Return all exceptions in one sentence: "2 actions are past their day, and 1 measure does not move."."""
    parts = [f"{each['many']} {each['words']}" for each in counted(found)]
    if not parts:
        return "There is no exception: nothing is late, delayed, still, or without owner, measure or figure."
    return f"{', '.join(parts[:-1])}, and {parts[-1]}." if len(parts) > 1 else f"{parts[0]}."


def href(each: Exceptional, slug: str, plan_id: int) -> str:
    """Return the page of the thing that is an exception."""
    name, key = PAGES[each.thing]
    return reverse(name, kwargs={"slug": slug, "plan_id": plan_id, key: each.id})
