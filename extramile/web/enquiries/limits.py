"""How often something can be sent by one link, so that a link that got about floods nobody.

The tries stand in the row of the link, so that the limit is one over every process that serves and every restart.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from extramile.web.enquiries.models import AskedSetting

MOST, WITHIN = 20, timedelta(hours=1)


@transaction.atomic
def too_often(asked_id: int, links: Any = AskedSetting.objects) -> bool:
    """Count a try to send by a link; say whether there were too many within the hour that began with the first.

    `links` are rows with `tries` and `tries_from`.
    """
    now = timezone.now()
    found = links.select_for_update(of=("self",)).get(pk=asked_id)
    if found.tries_from is None or found.tries_from <= now - WITHIN:
        found.tries_from, found.tries = now, 0
    if found.tries >= MOST:
        return True
    found.tries += 1
    found.save(update_fields=["tries_from", "tries"])
    return False
