"""Reports from outside that were read into an inspection, and what they propose."""

from datetime import date

from django.db.models import QuerySet

from extramile.web.findings.models import Proposal, ReadReport
from extramile.web.findings.queries.access import may_write
from extramile.web.inspections.models import Inspection
from extramile.web.inspections.queries.inspections import entered_days, framework_of
from extramile.web.partnerships.scope import Scope

# What a report says of the whole, and which events of a pack these are.
DAYS = {"start": "fieldwork-start", "end": "fieldwork-end"}


def readings(scope: Scope, inspection: Inspection) -> QuerySet[ReadReport]:
    """Return what was read into an inspection, the newest first, for those who write findings."""
    rows = ReadReport.objects.filter(inspection=inspection, inspection__partnership=scope.partnership).defer("content")
    return rows if may_write(scope, inspection) else rows.none()


def latest(scope: Scope, inspection: Inspection) -> ReadReport | None:
    """Return the report that was read last."""
    return readings(scope, inspection).exclude(read_at=None).first()


def proposal(scope: Scope, inspection: Inspection, proposal_id: int) -> Proposal | None:
    """Return a proposal of this inspection, or None."""
    rows = Proposal.objects.filter(reading__in=readings(scope, inspection)).select_related("reading__inspection")
    return rows.filter(pk=proposal_id).first()


def days_said(inspection: Inspection, reading: ReadReport) -> dict[str, date]:
    """Return the first and the last day that a report gives, by their event; none unless both could be read."""
    said = {event: reading.said.get(name) for name, event in DAYS.items()}
    if not all(said.values()):
        return {}
    known = {each.id for each in framework_of(inspection).events}
    return {event: date.fromisoformat(str(day)) for event, day in said.items() if event in known}


def days_taken(inspection: Inspection, reading: ReadReport) -> bool:
    """Say whether the days that a report gives are those of the inspection."""
    said = days_said(inspection, reading)
    return bool(said) and said.items() <= entered_days(inspection).items()


def outcome_name(inspection: Inspection, reading: ReadReport) -> str:
    """Return the outcome that a report gives, in the words of the framework."""
    code = reading.said.get("outcome")
    return next((each.name for each in framework_of(inspection).outcomes if code and each.code == code), "")
