"""Findings of an inspection, as far as a person may see them: under embargo, and after publication what was published."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from extramile.core.frameworks import FindingKind
from extramile.web.enquiries.queries.notes import may_see as may_see_notes
from extramile.web.findings.models import Finding, FindingState, FindingStep, FindingText
from extramile.web.findings.queries.access import sees_drafts
from extramile.web.inspections import embargo
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.models import NO_PARTNERS, Organisation
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import Session

STANDING = (FindingState.DRAFT, FindingState.PROPOSED, FindingState.RETURNED, FindingState.MODERATED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings somebody looks for; empty for all that stand."""

    words: str = ""
    kind: str = ""
    criterion: str = ""
    state: str = ""


def kinds(inspection: Inspection) -> tuple[FindingKind, ...]:
    """Return the kinds of finding that can be written here, in the order of the report."""
    peers = inspection.purpose == Purpose.CHALLENGE
    return framework_of(inspection).finding_kinds_for(inspection.kind, peers=peers)


def kind_of(inspection: Inspection, kind: str) -> FindingKind | None:
    """Return a kind of finding of the pack, or None."""
    return next((each for each in framework_of(inspection).finding_kinds if each.id == kind), None)


def all_findings(scope: Scope, inspection: Inspection) -> QuerySet[Finding]:
    """Return every finding that this person may see, dropped ones too: nothing to whom the embargo keeps it from."""
    rows = Finding.objects.filter(inspection=inspection, inspection__partnership=scope.partnership)
    if not embargo.may_read_findings(scope, inspection):
        return rows.none()
    if not sees_drafts(scope, inspection):
        rows = rows.filter(state=FindingState.MODERATED)
    people = ("author", "written_by", "moderated_by", "session", "note")
    return rows.select_related("inspection", *people).prefetch_related("responsible")


def findings(scope: Scope, inspection: Inspection, wanted: Wanted | None = None) -> list[Finding]:
    """Return the findings that stand and are wanted, by kind in the order of the report, then as people ordered them."""
    wanted = wanted or Wanted()
    rows = all_findings(scope, inspection)
    rows = rows.filter(state=wanted.state) if wanted.state else rows.filter(state__in=STANDING)
    for word in wanted.words.split()[:10]:
        rows = rows.filter(reduce(or_, [Q(words__icontains=word), Q(responsible__name__icontains=word)])).distinct()
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    order = {each.id: number for number, each in enumerate(kinds(inspection))}
    # A list in a field is not searched alike by both databases; there are some dozens of findings.
    found = [each for each in rows if not wanted.criterion or wanted.criterion in each.criteria]
    return sorted(found, key=lambda each: (order.get(each.kind, len(order)), each.position, each.pk))


def finding(scope: Scope, inspection: Inspection, finding_id: int) -> Finding | None:
    """Return a finding of this inspection, or None."""
    return all_findings(scope, inspection).filter(pk=finding_id).first()


def texts(scope: Scope, found: Finding) -> QuerySet[FindingText]:
    """Return every saved text of a finding; after publication others see only what was published and its corrections."""
    rows = FindingText.objects.filter(finding=found).select_related("by")
    if sees_drafts(scope, found.inspection):
        return rows
    corrected = rows.exclude(why="").order_by("revision").first()
    return rows.filter(revision__gte=corrected.revision - 1) if corrected else rows.filter(revision=found.revision)


def steps(scope: Scope, found: Finding) -> QuerySet[FindingStep]:
    """Return what a finding went through, for those who see drafts."""
    rows = FindingStep.objects.filter(finding=found).select_related("by")
    return rows if sees_drafts(scope, found.inspection) else rows.none()


def text_at(found: Finding, revision: int) -> FindingText | None:
    """Return a finding as it was saved then."""
    return FindingText.objects.filter(finding=found, revision=revision).first()


def writers(found: Finding) -> set[int]:
    """Return the accounts that may not let a finding pass: who made it, and whose words stand."""
    return {each for each in (found.author_id, found.written_by_id) if each is not None}


def bodies(inspection: Inspection) -> QuerySet[Organisation]:
    """Return the organisations of the partnership: those who may have to act."""
    partners = Organisation.objects.filter(partners__partnership=inspection.partnership)
    return partners.exclude(kind__in=NO_PARTNERS).order_by("name")


def sessions(inspection: Inspection) -> QuerySet[Session]:
    """Return the sessions of an inspection that a finding may rest on."""
    return Session.objects.filter(inspection=inspection).order_by("starts")


def notes(scope: Scope, inspection: Inspection) -> Any:
    """Return the notes that this person may read, for a finding to rest on: reviewers never see the area's notes."""
    rows = inspection.notes.order_by("held_at")
    return rows if may_see_notes(scope, inspection) else rows.none()


def grounds(scope: Scope, inspection: Inspection) -> tuple[list[Any], list[Session]]:
    """Return the notes and the sessions that a finding may rest on, as far as this person may know them."""
    return list(notes(scope, inspection)), list(sessions(inspection))


def criteria(inspection: Inspection) -> list[tuple[str, str]]:
    """Return the criteria that a finding can be against, each in a few words."""
    return [(each.id, f"{each.id} {each.short}") for each in framework_of(inspection).all_criteria()]
