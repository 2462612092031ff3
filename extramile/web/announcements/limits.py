"""How often something can be sent by the link of a quotation, so that a link that got about floods nobody."""

from extramile.web.announcements.models import Quotation
from extramile.web.enquiries.limits import too_often as counted


def too_often(quotation_id: int) -> bool:
    """Count a try to send by the link; say whether there were too many within the hour."""
    return counted(quotation_id, Quotation.objects)
