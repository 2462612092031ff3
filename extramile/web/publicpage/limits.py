"""How often something can be sent by a link of somebody who follows, so that a link that got about floods nobody."""

from extramile.web.design import limits
from extramile.web.publicpage.models import Subscriber


def too_often(subscriber_id: int) -> bool:
    """Count a try to send by the link; say whether there were too many within the hour."""
    return limits.too_often(subscriber_id, Subscriber.objects)
