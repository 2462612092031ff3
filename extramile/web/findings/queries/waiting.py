"""What waits for a person in findings: to be read as a second person, to be mended, to be agreed."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from extramile.web.findings.models import Finding, FindingState, Judgement
from extramile.web.findings.queries.access import may_write
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for this person. Its words hold nothing of what is under embargo."""

    words: str
    href: str


def waiting(scope: Scope, inspection: Inspection) -> list[Waiting]:
    """Return what waits for this person in an inspection that is under embargo."""
    if inspection.ended_at or not embargo.holds(inspection) or not may_write(scope, inspection):
        return []
    me = scope.person.pk
    rows = Finding.objects.filter(inspection=inspection)
    to_read = rows.filter(state=FindingState.PROPOSED).exclude(Q(author=me) | Q(written_by=me)).count()
    to_mend = rows.filter(Q(author=me) | Q(written_by=me), state=FindingState.RETURNED).count()
    everything = reverse("findings:findings", args=[scope.name, inspection.pk])
    found = []
    if to_read:
        words = f"Read as a second person: {to_read} {'finding' if to_read == 1 else 'findings'}"
        found.append(Waiting(words, f"{everything}?state=proposed"))
    if to_mend:
        words = f"Mend and offer again: {to_mend} {'finding' if to_mend == 1 else 'findings'}"
        found.append(Waiting(words, f"{everything}?state=returned"))
    judged = Judgement.objects.filter(inspection=inspection, state="proposed").exclude(proposed_by=me)
    if judged.exists():
        href = reverse("findings:outcome", args=[scope.name, inspection.pk])
        found.append(Waiting("Agree to the outcome or return it", href))
    return found
