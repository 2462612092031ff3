"""How often something can be sent by the link of a quotation, so that a link that got about floods nobody."""

from extramile.web.announcements.models import Quotation
from extramile.web.design import limits


def too_often(quotation_id: int) -> bool:
    """Count a try to send by the link; say whether there were too many within the hour."""
    return limits.too_often(quotation_id, Quotation.objects)
