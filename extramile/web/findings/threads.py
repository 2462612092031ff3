"""Findings on the golden thread: what they rest on, the claims they answer to, the reports they were read in."""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator

from extramile.web.enquiries.threads import NOTE
from extramile.web.evidence.threads import rests_on_evidence
from extramile.web.findings.models import Finding, FindingState, Pair, Proposal, ReadReport
from extramile.web.findings.queries import proof
from extramile.web.findings.queries.everywhere import all_standing, drafts_seen
from extramile.web.findings.queries.findings import kind_of
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.selfevaluation.threads import CLAIM
from extramile.web.thread import things
from extramile.web.thread.things import Lesson, Stage, Thing
from extramile.web.timetable.threads import SESSION

FINDING, REPORT = "finding", "report"


def thing_of(scope: Scope, found: Finding) -> Thing:
    """Return a finding as the thread shows it."""
    kind = kind_of(found.inspection, found.kind)
    about = [kind.name if kind else found.kind, found.inspection.title]
    if embargo.holds(found.inspection):
        about.append("under embargo")
    if found.state != FindingState.MODERATED:
        about.append(found.get_state_display().lower())
    href = reverse("findings:finding", args=[scope.name, found.inspection_id, found.pk])
    return Thing(FINDING, str(found.pk), Truncator(found.words).chars(160), href, ", ".join(about))


def find(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the findings that this person may see."""
    return [thing_of(scope, each) for each in all_standing(scope).filter(pk__in=things.numbers(ids))]


def opened(scope: Scope, ids: Sequence[str]) -> None:
    """Note that somebody read findings under embargo: once a day for each inspection, as where they stand in a list."""
    rows = Inspection.objects.filter(partnership=scope.partnership, findings__in=things.numbers(ids)).distinct()
    for each in rows:
        embargo.opened(scope, each, "findings", each.pk, f"Findings of inspection {each.pk}")


def lesson(scope: Scope, finding_id: str) -> Lesson | None:
    """Return what of a finding may be learnt from others."""
    found = all_standing(scope).filter(pk__in=things.numbers([finding_id])).first()
    if found is None:
        return None
    kind = kind_of(found.inspection, found.kind)
    return Lesson(found.words, good=bool(kind and kind.good))


def find_reports(scope: Scope, ids: Collection[str]) -> list[Thing]:
    """Return the published reports that were read into inspections, for those who may write findings there."""
    if not scope.can(Permission.WRITE_FINDINGS):
        return []
    rows = ReadReport.objects.filter(pk__in=things.numbers(ids), inspection__partnership=scope.partnership)
    rows = rows.filter(drafts_seen(scope)).exclude(read_at=None).defer("content").order_by("pk")
    return [
        Thing(
            REPORT,
            str(each.pk),
            f"The published report on {each.inspection.title}",
            reverse("knowing:outside", args=[scope.name, each.inspection_id]),
            f"read {date_format(each.at, 'j F Y')}",
        )
        for each in rows.select_related("inspection")
    ]


@things.link(REPORT, FINDING, "said")
def read_in(scope: Scope, reports: Collection[str], findings: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which findings were taken from a report."""
    rows = Proposal.objects.filter(
        Q(reading__in=things.numbers(reports)) | Q(finding__in=things.numbers(findings)), finding__isnull=False
    )
    return rows.order_by("pk").values_list("reading", "finding")


@things.link(CLAIM, FINDING, "was set beside")
def paired(scope: Scope, claims: Collection[str], findings: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which claims a person set beside a finding."""
    rows = Pair.objects.filter(Q(claim__in=things.numbers(claims)) | Q(finding__in=things.numbers(findings)))
    rows = rows.filter(inspection__partnership=scope.partnership, claim__isnull=False, finding__isnull=False)
    return rows.order_by("pk").values_list("claim", "finding")


@things.link(NOTE, FINDING, "stands behind")
def from_notes(scope: Scope, notes: Collection[str], findings: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which notes a finding comes from."""
    return _from("note", things.numbers(notes), things.numbers(findings))


@things.link(SESSION, FINDING, "stands behind")
def from_sessions(scope: Scope, sessions: Collection[str], findings: Collection[str]) -> Iterable[tuple[int, int]]:
    """Return which sessions a finding comes from."""
    return _from("session", things.numbers(sessions), things.numbers(findings))


def _from(name: str, sources: list[int], findings: list[int]) -> Iterable[tuple[int, int]]:
    rows = Finding.objects.filter(Q(**{f"{name}__in": sources}) | Q(pk__in=findings, **{f"{name}__isnull": False}))
    return rows.order_by("pk").values_list(name, "pk")


things.kind(things.Kind(REPORT, "Published report", Stage.SOURCE, find_reports))
things.kind(things.Kind(FINDING, "Finding", Stage.FINDING, find, opened, lesson))
rests_on_evidence(FINDING, proof.KIND, "is proof of")
