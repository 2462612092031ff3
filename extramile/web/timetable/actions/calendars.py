"""Giving somebody the secret address of their calendar, and taking it back."""

from django.db import transaction
from django.utils.crypto import get_random_string

from extramile.core.vocabulary import InputError
from extramile.web.inspections.actions.telling import taken, tell
from extramile.web.inspections.models import Participant
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.scope import Scope


@transaction.atomic
def renew(*, scope: Scope, participant: Participant) -> Participant:
    """Make an address for one's own calendar; the one before it ends."""
    if participant.member_id != scope.member.pk:
        raise InputError("This calendar is somebody else's.")
    return _set(scope, participant, get_random_string(24), "calendar address made")


@transaction.atomic
def revoke(*, scope: Scope, participant: Participant) -> Participant:
    """Take the address of a calendar back: its owner can, and whoever runs the inspection."""
    if participant.member_id != scope.member.pk:
        scope.check(Permission.LEAD_INSPECTION)
    return _set(scope, participant, "", "calendar address taken back")


def _set(scope: Scope, participant: Participant, nonce: str, verb: str) -> Participant:
    taken(scope, participant.inspection)
    found = Participant.objects.select_for_update().get(pk=participant.pk, left_at=None)
    found.nonce = nonce
    found.save(update_fields=["nonce"])
    tell(scope, verb, "participant", found, f"participant {found.pk}")
    return found
