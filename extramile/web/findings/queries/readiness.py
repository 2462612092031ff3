"""What stands in the way of publication: each with where to go, and whether it must be mended first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from extramile.core.inspecting import SETTLED
from extramile.web.findings.models import AccuracyPoint, Finding, FindingState, PointState
from extramile.web.findings.numbers import number, word
from extramile.web.findings.queries import findings as queries
from extramile.web.findings.queries import outcome
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist. What is not `done` stands in the way if it `must` be; else it is to be known."""

    words: str
    done: bool
    href: str
    must: bool = True


def checks(scope: Scope, inspection: Inspection, lacks: Sequence[str]) -> list[Check]:
    """Return the checklist of publication; `lacks` is what is missing in the letter or report."""
    open_points = AccuracyPoint.objects.filter(inspection=inspection, state=PointState.OPEN).count()
    words = f"{number(open_points, 'point')} about facts {word(open_points, 'is', 'are')} open"
    log = reverse("knowing:points", args=[scope.name, inspection.pk])
    points = Check(words if open_points else "No point about facts is open", not open_points, log, must=False)
    return [*_musts(scope, inspection), points, _report(scope, inspection, lacks)]


def _musts(scope: Scope, inspection: Inspection) -> list[Check]:
    rows = queries.findings(scope, inspection)
    everything = reverse("findings:findings", args=[scope.name, inspection.pk])
    passed = sum(each.state == FindingState.MODERATED for each in rows)
    return [
        Check(_passed(passed), passed > 0, everything),
        *_unsettled(scope, inspection, rows),
        *_outcome(scope, inspection, rows),
    ]


def _report(scope: Scope, inspection: Inspection, lacks: Sequence[str]) -> Check:
    """Return what the letter or report lacks. Where inspectors write their own, ours may stay as it is."""
    href = reverse("knowing:report", args=[scope.name, inspection.pk])
    more = f" and {len(lacks) - 3} more" if len(lacks) > 3 else ""
    lacking = f"The letter or report lacks: {', '.join(lacks[:3])}{more}"
    words = lacking if lacks else "Nothing is missing in the letter or report"
    return Check(words, not lacks, href, must=False)


def _passed(count: int) -> str:
    return f"{number(count, 'finding') if count else 'No findings'} that a second person let pass"


def _unsettled(scope: Scope, inspection: Inspection, rows: list[Finding]) -> Iterator[Check]:
    waiting = [each for each in rows if each.state not in SETTLED]
    for each in waiting:
        words = each.words if len(each.words) <= 80 else f"{each.words[:79].rstrip()}…"
        href = reverse("findings:finding", args=[scope.name, inspection.pk, each.pk])
        yield Check(f"{each.get_state_display()}: {words}", False, href)
    if rows and not waiting:
        everything = reverse("findings:findings", args=[scope.name, inspection.pk])
        yield Check("Every finding was moderated or dropped", True, everything)


def _outcome(scope: Scope, inspection: Inspection, rows: list[Finding]) -> Iterator[Check]:
    href = reverse("findings:outcome", args=[scope.name, inspection.pk])
    judged = outcome.judgement(scope, inspection)
    if judged is None and inspection.purpose == Purpose.CHALLENGE:
        return
    agreed = judged is not None and judged.state == "agreed"
    yield Check("The outcome is agreed" if agreed else "No outcome is agreed", agreed, href)
    if not agreed or judged is None or inspection.purpose == Purpose.CHALLENGE:
        return
    name = framework_of(inspection).outcome(judged.outcome).name
    everything = reverse("findings:findings", args=[scope.name, inspection.pk])
    for kind in queries.kinds(inspection):
        number = sum(each.kind == kind.id for each in rows)
        if kind.only_if and judged.outcome not in kind.only_if and number:
            yield Check(f"{kind.plural}: {number}, which “{name}” does not have", False, everything)
        if judged.outcome in kind.only_if and not number:
            yield Check(f"{kind.plural}: none, and “{name}” has some", False, everything)


def stands_in_the_way(scope: Scope, inspection: Inspection) -> list[Check]:
    """Return what must be mended before publication."""
    return [each for each in _musts(scope, inspection) if not each.done]
