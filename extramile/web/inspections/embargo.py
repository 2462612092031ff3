"""What is under embargo: who may read it before publication, and the trail of who did.

One rule for every page, search, export and feed: until an inspection is published, notes of meetings with inspectors and
findings are for leads and for those whom a lead let into its circle. Publication ends the embargo, and nothing else does:
from then on what was published is for everybody. Notes, drafts and what else leads to it stay where they were (`is_let_in`).
"""

from typing import NoReturn

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from extramile.web.audit.actions import record
from extramile.web.audit.models import Event
from extramile.web.inspections.models import InCircle, Inspection, Purpose
from extramile.web.partnerships.permissions import NotAllowedError, Permission, Role
from extramile.web.partnerships.scope import Scope

OPENED = "opened under embargo"


def holds(inspection: Inspection) -> bool:
    """Say whether an inspection is still under embargo."""
    return inspection.published_on is None or inspection.published_on > timezone.localdate()


def may_read(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person may read what is under embargo in an inspection, or could if it still were."""
    return not holds(inspection) or is_let_in(scope, inspection)


def is_let_in(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person is a lead or in the circle: what is confidential stays theirs, also after publication."""
    if scope.can(Permission.SEE_EMBARGOED):
        return True
    return InCircle.objects.filter(inspection=inspection, member=scope.member, put_out_at=None).exists()


def let_in(scope: Scope) -> QuerySet[Inspection]:
    """Return the inspections of which this person is a lead or in the circle: `is_let_in` of all of them at once."""
    rows = Inspection.objects.filter(partnership=scope.partnership)
    if scope.can(Permission.SEE_EMBARGOED):
        return rows
    return rows.filter(pk__in=InCircle.objects.filter(member=scope.member, put_out_at=None).values("inspection"))


def may_read_findings(scope: Scope, inspection: Inspection) -> bool:
    """Say whether this person may read findings: also reviewers, where they write them here (not in a real inspection)."""
    reviews = Role.INSPECTOR in scope.roles and inspection.purpose != Purpose.INSPECTION
    return reviews or may_read(scope, inspection)


def closed(scope: Scope, *, findings: bool = False) -> QuerySet[Inspection]:
    """Return the inspections of which this person may not read what is under embargo: `may_read` of all of them at once."""
    out = Q(published_on__isnull=False, published_on__lte=timezone.localdate())
    rows = Inspection.objects.filter(partnership=scope.partnership).exclude(out)
    if scope.can(Permission.SEE_EMBARGOED):
        return rows.none()
    if findings and Role.INSPECTOR in scope.roles:
        rows = rows.filter(purpose=Purpose.INSPECTION)
    return rows.exclude(pk__in=InCircle.objects.filter(member=scope.member, put_out_at=None).values("inspection"))


def check(scope: Scope, inspection: Inspection, *, findings: bool = False) -> None:
    """Raise NotAllowedError, which says who can, if this person may not read it yet."""
    if not (may_read_findings if findings else may_read)(scope, inspection):
        scope.check(Permission.SEE_EMBARGOED)


def refuse(scope: Scope) -> NoReturn:
    """Raise NotAllowedError, which says who can."""
    raise NotAllowedError(Permission.SEE_EMBARGOED)


def opened(scope: Scope, inspection: Inspection, kind: str, thing_id: object, name: str) -> None:
    """Record that a person opened something under embargo: once a day for each thing, so that the trail can be read."""
    if not holds(inspection):
        return
    today = timezone.localdate()
    seen = Event.objects.filter(
        scope=scope.name, verb=OPENED, kind=kind, thing_id=str(thing_id), by_id=scope.person.pk, at__date=today
    )
    if seen.exists():
        return
    # Pages are read outside of transactions; the trail is written in one.
    with transaction.atomic():
        record(
            by=scope.person,
            verb=OPENED,
            kind=kind,
            thing_id=thing_id,
            thing=name,
            # Whose it is: the trail of an inspection is asked for by it.
            after={"inspection": inspection.pk},
            scope=scope.name,
        )
