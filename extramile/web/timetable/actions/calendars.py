"""Giving somebody the secret address of their calendar, and taking it back.

Who has an account makes their own. To who has none a lead has it sent: nobody but them reads it, not even the lead.
"""

from django.db import transaction
from django.utils.crypto import get_random_string

from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.telling import taken, tell
from extramile.web.inspections.models import Participant
from extramile.web.jobs.actions import start
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope
from extramile.web.timetable.models import CalendarMail


@transaction.atomic
def renew(*, scope: Scope, participant: Participant) -> Participant:
    """Make an address for one's own calendar; the one before it ends."""
    if participant.member_id != scope.member.pk:
        raise InputError("This calendar is somebody else's.")
    return _set(scope, _taken(scope, participant), get_random_string(24), "calendar address made")


@transaction.atomic
def send(*, scope: Scope, participant: Participant) -> Participant:
    """Make an address for somebody without an account and have it sent to them; the one before it ends."""
    scope.check(Permission.LEAD_INSPECTION)
    found = _taken(scope, participant)
    if found.member_id:
        raise InputError("They have an account here.", next_step="They make the address themselves: “Your calendar”.")
    if not found.email:
        raise InputError("Nobody has entered their e-mail address.", next_step="Add it where their part is changed.")
    found = _set(scope, found, get_random_string(24), "calendar address sent")
    job = start(
        name="timetable.send_calendar",
        title="Sending somebody the address of their calendar",
        by=scope.person,
        scope=scope.name,
        participant_id=found.pk,
    )
    CalendarMail.objects.create(participant=found, job=job.pk, by=scope.person)
    return found


@transaction.atomic
def revoke(*, scope: Scope, participant: Participant) -> Participant:
    """Take the address of a calendar back: its owner can, and whoever runs the inspection."""
    if participant.member_id != scope.member.pk:
        scope.check(Permission.LEAD_INSPECTION)
    return _set(scope, _taken(scope, participant), "", "calendar address taken back")


def _taken(scope: Scope, participant: Participant) -> Participant:
    taken(scope, participant.inspection)
    found = Participant.objects.select_for_update().filter(pk=participant.pk, left_at=None).first()
    if found is None:
        raise InputError("They take no part any more, and their calendar has ended with it.")
    return found


def _set(scope: Scope, found: Participant, nonce: str, verb: str) -> Participant:
    found.nonce = nonce
    found.save(update_fields=["nonce"])
    tell(scope, verb, "participant", found, f"participant {found.pk}")
    return found
