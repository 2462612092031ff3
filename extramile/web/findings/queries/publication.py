"""What was published: the area's history of inspections with their findings, and who is told of a publication."""

from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet
from django.utils import timezone

from extramile.web.findings.models import Finding, FindingState, Publication, PublicationCorrection
from extramile.web.inspections.models import Inspection, Purpose
from extramile.web.partnerships.models import Grant, Member
from extramile.web.partnerships.scope import Scope


@dataclass(frozen=True, slots=True)
class Chapter:
    """A published inspection with those of its findings that are wanted, and how many it has."""

    inspection: Inspection
    findings: list[Finding]
    number: int
    corrections: list[PublicationCorrection]


def told_of(inspection: Inspection) -> QuerySet[Member]:
    """Return the members who are told that an inspection is published: its circle and those of the area who had a part."""
    local = Q(pk__in=inspection.participants.filter(side="local", left_at=None).values("member"))
    circle = Q(pk__in=inspection.circle.filter(put_out_at=None).values("member"))
    today = timezone.localdate()
    # Whoever's roles here have ended is told nothing more.
    standing = Grant.objects.filter(Q(ends=None) | Q(ends__gte=today), begins__lte=today).values("member")
    here = Member.objects.filter(local | circle, left_at=None, person__is_active=True, pk__in=standing)
    return here.select_related("person", "partnership").order_by("pk")


def publication(inspection: Inspection) -> Publication | None:
    """Return how an inspection was published, or None."""
    return Publication.objects.filter(inspection=inspection).first()


def corrections(made: Publication | None) -> QuerySet[PublicationCorrection]:
    """Return the corrections of a publication's day and address, oldest first."""
    return PublicationCorrection.objects.filter(publication=made).select_related("by")


def published(scope: Scope) -> QuerySet[Inspection]:
    """Return the published inspections of the partnership, the newest first. A rehearsal is no history."""
    rows = Inspection.objects.filter(partnership=scope.partnership, published_on__lte=timezone.localdate())
    return rows.exclude(purpose=Purpose.REHEARSAL).order_by("-published_on", "-pk")


def history(scope: Scope, words: str = "") -> list[Chapter]:
    """Return the published inspections with their findings; with words, those findings that hold each of them."""
    wanted = words.split()[:10]
    chapters = []
    for inspection in published(scope):
        rows = Finding.objects.filter(inspection=inspection, state=FindingState.MODERATED)
        number = rows.count()
        if wanted:
            rows = rows.filter(reduce(and_, (Q(words__icontains=word) for word in wanted)))
        found = list(rows.select_related("author", "moderated_by").prefetch_related("responsible"))
        if found or not wanted:
            chapters.append(Chapter(inspection, found, number, list(corrections(publication(inspection)))))
    return chapters
