"""Words for outcomes on the public page: what was decided, and what that means."""

from collections import Counter
from dataclasses import dataclass

from extramile.core.frameworks import FindingKind
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.publicpage.presenters.progress import day


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A finding in its words, with its kind."""

    words: str
    kind: str
    tone: str


@dataclass(frozen=True, slots=True)
class InspectionCard:
    """A published inspection: its outcome, what it means, what was found."""

    id: int
    title: str
    framework: str
    published: str
    outcome: str
    means: str
    unverified: bool
    counted: str
    findings: tuple[FoundRow, ...]


def inspection(found: Inspection) -> InspectionCard:
    """Return a published inspection. Its findings must have been fetched: those that passed."""
    pack = framework_of(found)
    outcome = pack.outcome(found.outcome) if found.outcome else None
    kinds = {each.id: each for each in pack.finding_kinds}
    rows = [(each.words, kinds[each.kind]) for each in found.findings.all() if each.kind in kinds]
    return InspectionCard(
        id=found.pk,
        title=found.title,
        framework=pack.name,
        published=day(found.published_on),
        outcome=outcome.name if outcome else "No outcome is given",
        means=outcome.plain if outcome else "",
        unverified=bool(outcome and outcome.unverified),
        counted=_counted([kind for _, kind in rows], list(kinds.values())),
        findings=tuple(FoundRow(words, kind.name, "strength" if kind.good else "develop") for words, kind in rows),
    )


def _counted(found: list[FindingKind], kinds: list[FindingKind]) -> str:
    many = Counter(each.id for each in found)
    return ", ".join(
        f"{many[each.id]} {(each.name if many[each.id] == 1 else each.plural).lower()}"
        for each in kinds
        if many[each.id]
    )
