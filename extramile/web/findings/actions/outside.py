"""A published report from outside: read by a job, and what it says becomes ours only when a person has confirmed each piece."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from extramile.core.publications import Finding as ReadFinding
from extramile.core.publications import Report
from extramile.core.vocabulary import InputError
from extramile.web.findings.actions.findings import make_finding, open_to_writing
from extramile.web.findings.actions.outcome import propose
from extramile.web.findings.models import Finding, Judgement, Proposal, ReadReport
from extramile.web.findings.queries import findings as finding_queries
from extramile.web.findings.queries import outside as queries
from extramile.web.inspections.actions.days import set_days
from extramile.web.inspections.actions.telling import required, tell
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.scope import Scope

# What the reader calls a list, and the kind of finding that it becomes.
KINDS = {
    "effective": "effective",
    "improve": "improve",
    "priority_actions": "priority_action",
    "areas_for_improvement": "area_for_improvement",
}


def too_large() -> str:
    """Return what somebody is told whose file is larger than any report."""
    limit = settings.REPORT_MAX_BYTES // 1024 // 1024
    return f"The file must be smaller than {limit} MB; a report has about 1 MB."


@transaction.atomic
def send_report(*, scope: Scope, inspection: Inspection, content: bytes) -> Job:
    """Put a report on the queue to be read. Its bytes are kept until then and no longer."""
    locked = open_to_writing(scope, inspection)
    if not content:
        raise InputError("Choose a report: a PDF file.")
    if len(content) > settings.REPORT_MAX_BYTES:
        raise InputError(too_large())
    reading = ReadReport.objects.create(inspection=locked, content=content, sent_by=scope.person)
    tell(scope, "report sent to be read", "reading", reading, f"Reading {reading.pk}")
    return start(
        name="findings.read_report",
        title="Reading the report",
        by=scope.person,
        scope=scope.name,
        reading_id=reading.pk,
    )


def area_problem(inspection: Inspection, report: Report) -> str:
    """Return why a report is not one of this area, or ""."""
    own = inspection.partnership.area_code
    if report.la_code and own and report.la_code != own:
        return f"The report is about {report.area}, which is not the area of this partnership."
    return ""


@transaction.atomic
def keep_reading(*, reading: ReadReport, report: Report | None, problem: str, file_hash: str) -> None:
    """Keep what a report says as proposals, or why it could not be read; the file itself is emptied."""
    found = ReadReport.objects.select_for_update().get(pk=reading.pk)
    found.content, found.read_at, found.problem = b"", timezone.now(), problem[:400]
    if report is not None and not problem:
        found.said = _said(report)
        known = {each.source: each for each in Finding.objects.filter(inspection=found.inspection).exclude(source="")}
        for position, (kind, number, each) in enumerate(_listed(report), start=1):
            source = f"{file_hash[:12]}-{kind}-{number}"
            Proposal.objects.create(
                reading=found,
                source=source,
                kind=_kind(found.inspection, kind),
                words=each.text,
                responsible=list(each.responsible),
                page=each.page,
                position=position,
                finding=known.get(source),
                decided_at=timezone.now() if source in known else None,
            )
    found.save()


def _listed(report: Report) -> list[tuple[str, int, ReadFinding]]:
    return [
        (kind, number, each) for kind, rows in report.findings().items() for number, each in enumerate(rows, start=1)
    ]


def _kind(inspection: Inspection, kind: str) -> str:
    """Return the kind of finding of this inspection's framework; "" where a person must choose it."""
    return KINDS[kind] if KINDS[kind] in {each.id for each in finding_queries.kinds(inspection)} else ""


def _said(report: Report) -> dict[str, object]:
    printed = report.printed.get("outcome")
    return {
        "area": report.area,
        "outcome": report.outcome,
        "outcome_printed": printed.text if printed else "",
        "outcome_page": printed.page if printed else None,
        "start": report.inspection.start.isoformat() if report.inspection else None,
        "end": report.inspection.end.isoformat() if report.inspection else None,
        "warnings": list(report.warnings),
    }


def _open(scope: Scope, proposal: Proposal) -> Proposal:
    open_to_writing(scope, proposal.reading.inspection)
    found = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if found.decided_at:
        raise InputError("Somebody has decided this one already.", next_step="Load the page again.")
    return found


@transaction.atomic
def confirm(*, scope: Scope, proposal: Proposal, kind: str, words: str, criteria: Sequence[str] = ()) -> Finding:
    """Confirm a proposal, as it is or as the person changed it: a draft finding, which a second person still reads."""
    found = _open(scope, proposal)
    inspection = found.reading.inspection
    named = {each.name.casefold(): each.pk for each in finding_queries.bodies(inspection)}
    made = make_finding(
        scope=scope,
        inspection=inspection,
        kind=kind,
        words=words,
        criteria=criteria,
        responsible=[named[each.casefold()] for each in found.responsible if each.casefold() in named],
        source=found.source,
        page=found.page,
    )
    found.finding, found.decided_by, found.decided_at = made, scope.person, timezone.now()
    found.save()
    return made


@transaction.atomic
def leave_out(*, scope: Scope, proposal: Proposal, why: str) -> None:
    """Leave a proposal out, with a reason."""
    found = _open(scope, proposal)
    found.left_out_why = required(why, "Enter why it is left out.")[:300]
    found.decided_by, found.decided_at = scope.person, timezone.now()
    found.save()
    tell(scope, "proposal left out", "proposal", found, f"Proposal {found.pk}")


@transaction.atomic
def take_days(*, scope: Scope, reading: ReadReport) -> None:
    """Take the days of the inspection from the report."""
    locked = open_to_writing(scope, reading.inspection)
    days = queries.days_said(locked, reading)
    if not days:
        raise InputError("The report gives no days that could be read.", next_step="Enter them with the dates.")
    kept = dict(locked.days.values_list("event", "day"))
    set_days(scope=scope, inspection=locked, days=days, seen={event: kept.get(event) for event in days})


@transaction.atomic
def take_outcome(*, scope: Scope, reading: ReadReport) -> None:
    """Propose the outcome that the report gives, where none is proposed; a second person agrees to it as to any other."""
    inspection = reading.inspection
    code = reading.said.get("outcome")
    outcome = next((each for each in framework_of(inspection).outcomes if code and each.code == code), None)
    if outcome is None:
        raise InputError("The report gives no outcome that could be read.", next_step="Propose it by hand.")
    page = reading.said.get("outcome_page")
    why = f"As published: {reading.said.get('outcome_printed') or outcome.name}" + (f" (page {page})" if page else "")
    if Judgement.objects.filter(inspection=inspection).exists():
        raise InputError(
            "An outcome is proposed already.", next_step="See it under “Outcome”, and propose another there."
        )
    propose(scope=scope, inspection=inspection, outcome=outcome.id, why=why, seen=0)
