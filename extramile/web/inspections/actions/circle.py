"""Letting somebody read what is under embargo, and no longer. Each has a reason, and stands in the trail."""

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.inspections import embargo
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import InCircle, Inspection
from extramile.web.inspections.queries import circle as queries
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

KIND = "circle"
MOST = 300


@transaction.atomic
def let_in(*, scope: Scope, inspection: Inspection, member: Member, why: str) -> InCircle:
    """Let a member read what is under embargo in this inspection."""
    locked = _taken(scope, inspection)
    reason = _reason(why, "Enter why they need to read it, such as: moderates findings.")
    if queries.present(locked).filter(member=member).exists():
        raise InputError("They are in the circle already.")
    if not queries.outside(scope, locked).filter(pk=member.pk).exists():
        raise InputError(
            "They cannot be let in.",
            next_step="Leads may read anyway; inspectors and reviewers never read the area's notes. Choose somebody from the list.",
        )
    made = InCircle.objects.create(inspection=locked, member=member, why=reason, let_in_by=scope.person)
    tell(scope, "let into the circle", KIND, made, _called(locked), after={"member": member.pk}, why=reason)
    return made


@transaction.atomic
def put_out(*, scope: Scope, inspection: Inspection, row: InCircle, why: str) -> InCircle:
    """Let a member read no more. What they have opened stays in the trail."""
    locked = _taken(scope, inspection)
    reason = _reason(why, "Enter why they no longer need to read it.")
    found = InCircle.objects.select_for_update().filter(pk=row.pk, inspection=locked, put_out_at=None).first()
    if found is None:
        raise InputError("They are not in the circle any more.")
    found.put_out_at, found.put_out_by, found.put_out_why = timezone.now(), scope.person, reason
    found.save(update_fields=["put_out_at", "put_out_by", "put_out_why"])
    tell(scope, "put out of the circle", KIND, found, _called(locked), after={"member": found.member_id}, why=reason)
    return found


def _taken(scope: Scope, inspection: Inspection) -> Inspection:
    scope.check(Permission.LEAD_INSPECTION)
    locked = taken(scope, inspection)
    if not embargo.holds(locked):
        raise InputError("The inspection is published: everybody here may read it.")
    return locked


def _reason(why: str, sentence: str) -> str:
    said = required(why, sentence)
    if len(said) > MOST:
        raise InputError(f"The reason is too long: it can have {MOST} characters.")
    return said


def _called(inspection: Inspection) -> str:
    return f"Circle of inspection {inspection.pk}"
