"""Words for the pages of local areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from extramile.core.national import Inspection, LocalArea
from extramile.web.library.presenters.inspections import month, next_due
from extramile.web.library.words import FRAMEWORK_SHORT, OUTCOMES, REVISIT_SHORT


def times(count: int) -> str:
    """Return how often, in words."""
    return ("never", "once", "twice")[count] if count < 3 else f"{count} times"


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection in a list."""

    when: str
    what: str
    href: str
    outcome: str
    tone: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something on an area's way: an inspection, a re-visit, or what is expected."""

    when: str
    what: str
    words: str
    tone: str
    href: str = ""
    expected: bool = False


def months_after(text: str, months: int) -> str:
    """Return the month so many months after "2024-02", in the same form."""
    year, month = int(text[:4]), int(text[5:7]) - 1 + months
    return f"{year + month // 12:04}-{month % 12 + 1:02}"


def way(inspections: Sequence[Inspection], today: date) -> list[Step]:
    """Return what happened to an area and what is expected, oldest first, as far as the register knows.

    What is expected is worked out by us from the latest report and is said to be; where its month has passed and the register
    knows nothing newer, that is said too.
    """
    steps: list[Step] = []
    for each in reversed(inspections):
        found = visit(each)
        steps.append(Step(found.when, found.what, found.outcome, found.tone, found.href))
        if each.revisit:
            steps.append(_revisit(each))
    latest = inspections[0] if inspections else None
    if latest is None or not latest.month or latest.framework != "2023":
        return steps
    if latest.plan_required:
        steps.append(
            Step("After the report", "priority action plan", "required by the report", "priority", expected=True)
        )
    if latest.monitoring_months:
        steps.append(_expected("monitoring inspection", months_after(latest.month, latest.monitoring_months), today))
    if latest.next_due_month:
        steps.append(_expected("next full inspection", latest.next_due_month, today))
    return steps


def _revisit(inspection: Inspection) -> Step:
    revisit = inspection.revisit
    when = month(revisit.started.strftime("%Y-%m") if revisit.started else revisit.month)
    words = REVISIT_SHORT.get(revisit.result or "", "result not known")
    tone = {"all": "strength", "some": "develop", "none": "priority"}.get(revisit.result or "", "quiet")
    if revisit.sufficient is not None and revisit.not_sufficient is not None:
        words += f" ({revisit.sufficient} of {revisit.sufficient + revisit.not_sufficient})"
    return Step(when, "re-visit", words, tone, reverse("library:inspection", args=[inspection.id]))


def _expected(what: str, due: str, today: date) -> Step:
    passed = due < today.strftime("%Y-%m")
    words = "date has passed; the register knows of none" if passed else "worked out from the report"
    return Step(f"About {month(due)}", what, words, "quiet", expected=True)


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


def lede(area: LocalArea, inspections: Sequence[Inspection], actions: int, improvements: int) -> str:
    """Return what became of an area's inspections in a sentence or two."""
    if not area.current:
        return f"This area no longer exists. It was inspected {times(len(inspections))}."
    if not inspections:
        return "No inspection of this area is in the register yet."
    latest = inspections[0]
    words = f"Inspected {times(len(inspections))}. {OUTCOMES[latest.outcome].sentence}"
    asked = []
    if actions:
        asked.append(f"{actions} priority action{'s' if actions > 1 else ''}")
    if improvements:
        asked.append(f"{improvements} improvement{'s' if improvements > 1 else ''}")
    return f"{words} They asked for {' and '.join(asked)}." if asked else words


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
