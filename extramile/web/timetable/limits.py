"""How often a calendar is asked for by its secret address. A calendar programme asks once in some minutes."""

from datetime import timedelta

from extramile.web.design import limits
from extramile.web.inspections.models import Participant

MOST_IN_A_MINUTE = 30


def too_often(participant_id: int) -> bool:
    """Count that the calendar was asked for; say whether it was too often within the minute."""
    return limits.too_often(participant_id, Participant.objects, most=MOST_IN_A_MINUTE, within=timedelta(minutes=1))
