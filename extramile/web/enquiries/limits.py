"""How often something can be sent by the link of a school, so that a link that got about floods nobody."""

from extramile.web.design import limits
from extramile.web.enquiries.models import AskedSetting


def too_often(asked_id: int) -> bool:
    """Count a try to send by the link; say whether there were too many within the hour."""
    return limits.too_often(asked_id, AskedSetting.objects)
