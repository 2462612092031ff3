"""The people of an inspection, on both sides: who sees them and how they are reached, and which roles nobody has yet."""

from dataclasses import dataclass

from django.db.models import QuerySet

from extramile.core.frameworks import Role
from extramile.web.inspections.models import Inspection, Participant, Side
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.partnerships.models import Member, Organisation
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import organisations, present_members
from extramile.web.partnerships.scope import Scope


def may_see_names(scope: Scope, found: Inspection) -> bool:
    """Say whether this person may: those who make the timetable, and those who have a part in this inspection themselves."""
    if scope.can(Permission.EDIT_TIMETABLE):
        return True
    return Participant.objects.filter(inspection=found, member=scope.member, left_at=None).exists()


def check_sees(scope: Scope, found: Inspection) -> None:
    """Raise NotAllowedError, which says who can, if this person may not see who takes part."""
    if not may_see_names(scope, found):
        scope.check(Permission.EDIT_TIMETABLE)


def people(found: Inspection) -> QuerySet[Participant]:
    """Return everybody who has a part, those who left too, by side and name."""
    return found.participants.select_related("organisation", "member__person", "managed_by")


def participant(found: Inspection, participant_id: int) -> Participant | None:
    """Return somebody who has a part, or None."""
    return people(found).filter(pk=participant_id).first()


def bodies(scope: Scope) -> QuerySet[Organisation]:
    """Return the organisations that somebody can come from."""
    return organisations(scope)


def accounts(scope: Scope, found: Inspection, but: Participant | None = None) -> QuerySet[Member]:
    """Return the members who have no part yet, and the one whom `but` is."""
    taken = found.participants.exclude(member=None)
    if but is not None:
        taken = taken.exclude(pk=but.pk)
    return present_members(scope).exclude(pk__in=taken.values("member"))


@dataclass(frozen=True, slots=True)
class Held:
    """A role of the framework and who has it here."""

    role: Role
    people: tuple[Participant, ...]


def roles_held(found: Inspection) -> list[Held]:
    """Return each role that the framework knows on the two sides, with who has it; what comes after an outcome is left out."""
    by_role: dict[str, list[Participant]] = {}
    for each in people(found).filter(left_at=None):
        by_role.setdefault(each.role, []).append(each)
    return [
        Held(role, tuple(by_role.get(role.id, ())))
        for role in framework_of(found).roles
        if role.side in Side.values and not role.only_after
    ]
