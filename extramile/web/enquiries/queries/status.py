"""How requests stand, for the inspectors who asked: their own words, and how far each is. No answer, no name of ours."""

from extramile.core.inspecting import REQUEST
from extramile.web.enquiries.models import Request
from extramile.web.inspections.around import Asked
from extramile.web.inspections.models import Inspection

# What is between taking in hand and sending is ours alone.
TOLD = {"in-check": "in-hand", "ready": "in-hand"}


def status(found: Inspection) -> list[Asked]:
    """Return how the requests of an inspection stand, in the order in which they were asked.

    The caller lets in only those who may see the room of the inspectors.
    """
    return [
        Asked(
            number=each.number,
            words=each.words,
            asked_at=each.asked_at,
            due=each.due,
            state=REQUEST.states[TOLD.get(each.state, each.state)].words,
            sent_at=each.sent_at,
        )
        for each in Request.objects.filter(inspection=found).order_by("number")
    ]
