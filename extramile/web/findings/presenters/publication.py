"""Words for publication: the checklist, and the history of what was published."""

from collections.abc import Iterable
from typing import Any

from extramile.web.findings.models import PublicationCorrection
from extramile.web.findings.presenters.findings import card
from extramile.web.findings.presenters.meeting import moment
from extramile.web.findings.presenters.outcome import day
from extramile.web.findings.queries.publication import Chapter
from extramile.web.findings.queries.readiness import Check
from extramile.web.inspections.queries.inspections import framework_of


def checklist(rows: Iterable[Check]) -> list[dict[str, Any]]:
    """Return the checklist of publication, each line with its state in a word."""
    return [
        {
            "words": each.words,
            "href": each.href,
            "state": "done" if each.done else "in the way" if each.must else "to be known",
            "tone": "strength" if each.done else "priority" if each.must else "develop",
        }
        for each in rows
    ]


def shown(name: str, value: Any) -> str:
    """Return the day or the address of a publication for a person."""
    return day(value) if name == "on" else str(value) or "none"


def corrections(rows: Iterable[PublicationCorrection]) -> list[str]:
    """Return each correction of a publication as a sentence: what stood there, why it was wrong, who said so."""
    found = []
    for each in rows:
        was = [f"published {day(each.on_before)}"] if each.on != each.on_before else []
        was += [f"address {each.address_before or 'none'}"] if each.address != each.address_before else []
        found.append(f"Corrected {moment(each.at)} by {each.by.name}; before: {', '.join(was)}. Reason: {each.why}")
    return found


def chapters(rows: Iterable[Chapter]) -> list[dict[str, Any]]:
    """Return the published inspections with their findings."""
    found = []
    for each in rows:
        pack = framework_of(each.inspection)
        outcome = each.inspection.outcome
        found.append(
            {
                "id": each.inspection.pk,
                "title": each.inspection.title,
                "kind": pack.kind(each.inspection.kind).name,
                "framework": pack.name,
                "published": day(each.inspection.published_on),
                "outcome": pack.outcome(outcome).name if outcome else "",
                "cards": [card(one, pack, drafts=False) for one in each.findings],
                "number": each.number,
                "corrections": corrections(each.corrections),
            }
        )
    return found
