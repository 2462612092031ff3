"""Words for the pages of local areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from extramile.core.national import Inspection, LocalArea
from extramile.web.library.presenters.inspections import month, next_due
from extramile.web.library.words import FRAMEWORK_SHORT, OUTCOMES


def times(count: int) -> str:
    """Return how often, in words."""
    return ("never", "once", "twice")[count] if count < 3 else f"{count} times"


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection in the area's list."""

    when: str
    what: str
    href: str
    outcome: str
    tone: str


def visit(inspection: Inspection) -> Visit:
    """Return an inspection as a line of the area's list."""
    outcome = OUTCOMES[inspection.outcome]
    return Visit(
        when=month(inspection.month),
        what=FRAMEWORK_SHORT[inspection.framework],
        href=reverse("library:inspection", args=[inspection.id]),
        outcome=outcome.words,
        tone=outcome.tone,
    )


def lede(area: LocalArea, inspections: Sequence[Inspection], improvements: int | None) -> str:
    """Return what became of an area's inspections in a sentence or two."""
    if not area.current:
        return f"This area no longer exists. It was inspected {times(len(inspections))}."
    if not inspections:
        return "No inspection of this area is in the register yet."
    latest = inspections[0]
    words = f"Inspected {times(len(inspections))}. {OUTCOMES[latest.outcome].sentence}"
    if improvements:
        words += f" They named {improvements} area{'s' if improvements > 1 else ''} for improvement."
    return words


@dataclass(frozen=True, slots=True)
class Place:
    """An area's head: where it is, what is expected next, what it was before."""

    name: str
    code: str
    eyebrow: str
    fact: str
    fact_note: str
    history: list[tuple[str, str, str]]


def place(area: LocalArea, inspections: Sequence[Inspection], others: Sequence[tuple[str, LocalArea]]) -> Place:
    """Return the head of an area's page. `others` are its predecessors and successors, each with the word for it."""
    latest = inspections[0] if inspections else None
    return Place(
        name=area.name,
        code=area.code,
        eyebrow=f"Local area · {area.region} · code {area.code}",
        fact=next_due(latest) if latest and area.current else "",
        fact_note=f"Last inspected {month(latest.month)}." if latest else "",
        history=[(words, each.name, reverse("library:area", args=[each.code])) for words, each in others],
    )
