"""Who has a part in an inspection. The trail holds posts and roles; names and how people are reached stand in the rows alone."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.inspections import person_values
from extramile.web.inspections.actions.telling import required, taken, tell
from extramile.web.inspections.models import Inspection, Participant, Side
from extramile.web.inspections.queries import people as queries
from extramile.web.inspections.queries.inspections import framework_of
from extramile.web.inspections.task_values import Met, meet, together
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope

KIND = "participant"


class ChangedMeanwhileError(Exception):
    """Somebody saved this person after the page was read. Nothing was overwritten; `met` says what changed."""

    def __init__(self, person: Participant, met: tuple[Met, ...], proposal: dict[str, Any]) -> None:
        self.person, self.met, self.proposal = person, met, proposal
        super().__init__("Somebody changed this while you wrote. See what they changed, then save again.")


@transaction.atomic
def add_person(*, scope: Scope, inspection: Inspection, values: Mapping[str, Any]) -> Participant:
    """Give somebody a part, with an account here or without one."""
    scope.check(Permission.EDIT_TIMETABLE)
    locked = taken(scope, inspection)
    made = Participant(inspection=locked)
    _put(scope, made, values)
    made.save()
    tell(scope, "person given a part", KIND, made, _called(made), after=_plain(made))
    return made


@transaction.atomic
def change_person(
    *,
    scope: Scope,
    person: Participant,
    values: Mapping[str, Any],
    seen: int,
    base: Mapping[str, Any] | None = None,
) -> Participant:
    """Save what is said of somebody, if nobody changed it since the revision `seen`; else raise ChangedMeanwhileError.

    `base` are the values that this person had read.
    """
    locked = _locked(scope, person)
    theirs = person_values.values_of(locked)
    if seen != locked.revision:
        read = {**theirs, **(base or {})}
        met = meet(read, theirs, values, person_values.LABELS)
        # Saving what has become of it anyway is no conflict.
        if any(each.mine != each.theirs for each in met):
            raise ChangedMeanwhileError(locked, met, together(read, theirs, values))
    if all(values[name] == theirs[name] for name in values):
        return locked
    before, led_to = _plain(locked), _calendar_of(locked)
    _put(scope, locked, values)
    if _calendar_of(locked) != led_to:
        # The address of their calendar went to somebody else, or by a mail address that was wrong.
        locked.nonce = ""
    locked.revision += 1
    locked.save()
    tell(scope, "person changed", KIND, locked, _called(locked), before=before, after=_plain(locked))
    return locked


@transaction.atomic
def leave(*, scope: Scope, person: Participant, why: str) -> None:
    """Take somebody's part from them: they stay in what has been, and are asked to nothing more."""
    locked = _locked(scope, person)
    reason = required(why, "Say why they take no part any more.")
    if locked.left_at:
        raise InputError("They have no part any more already.")
    locked.left_at = timezone.now()
    locked.revision += 1
    # Their calendar ends with their part.
    locked.nonce = ""
    locked.save(update_fields=["left_at", "revision", "nonce"])
    tell(scope, "person takes no part any more", KIND, locked, _called(locked), why=reason)


@transaction.atomic
def come_back(*, scope: Scope, person: Participant) -> None:
    """Give somebody their part again."""
    locked = _locked(scope, person)
    if not locked.left_at:
        raise InputError("They have a part already.")
    locked.left_at = None
    locked.revision += 1
    locked.save(update_fields=["left_at", "revision"])
    tell(scope, "person takes part again", KIND, locked, _called(locked))


def _locked(scope: Scope, person: Participant) -> Participant:
    scope.check(Permission.EDIT_TIMETABLE)
    inspection = taken(scope, person.inspection)
    return (
        Participant.objects.select_for_update(of=("self",))
        .select_related("organisation", "member", "managed_by")
        .get(pk=person.pk, inspection=inspection)
    )


def _put(scope: Scope, person: Participant, values: Mapping[str, Any]) -> None:
    """Put values into a row after a look at each. Raises InputError."""
    for name, value in values.items():
        setattr(person, name, value)
    person.name = " ".join(required(person.name, "Enter a name.").split())
    if person.side not in Side.values:
        raise InputError("Choose on which side they stand.")
    if person.role:
        role = next((each for each in framework_of(person.inspection).roles if each.id == person.role), None)
        if role is None or role.side != person.side:
            raise InputError("This role is on the other side.", next_step="Choose a role of the side they stand on.")
    body, member, manager = person.organisation, person.member, person.managed_by
    if body is not None and not queries.bodies(scope).filter(pk=body.pk).exists():
        raise InputError("There is no such organisation.", next_step="Choose one from the list.")
    if member is not None:
        but = person if person.pk else None
        if not queries.accounts(scope, person.inspection, but).filter(pk=member.pk).exists():
            raise InputError("This account has a part already.", next_step="Change the part that it has.")
    if manager is not None:
        if manager.inspection_id != person.inspection_id:
            raise InputError("Their manager has no part here.", next_step="Choose somebody from the list.")
        if manager.pk == person.pk:
            raise InputError("Nobody manages themselves.", next_step="Choose somebody else, or nobody.")


def _calendar_of(person: Participant) -> object:
    """Return whose the address of a calendar is: an account's, or whoever reads a mail address."""
    return person.member_id or person.email


def _called(person: Participant) -> str:
    return person.post or person.role or person.get_side_display()


def _plain(person: Participant) -> dict[str, Any]:
    """Return a row as the trail keeps it: without a name, an address or a number."""
    return {
        "side": person.side,
        "role": person.role,
        "post": person.post,
        "organisation": person.organisation_id,
        "member": person.member_id,
    }
