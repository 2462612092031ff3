"""How often something is done by one link, so that a link that got about floods nobody.

The tries stand in the row of the link, so that the limit is one over every process that serves and every restart.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

MOST, WITHIN = 20, timedelta(hours=1)


@transaction.atomic
def too_often(row_id: int, links: Any, *, most: int = MOST, within: timedelta = WITHIN) -> bool:
    """Count a try by a link; say whether there were too many within the time that began with the first.

    `links` are rows with `tries` and `tries_from`.
    """
    now = timezone.now()
    found = links.select_for_update(of=("self",)).get(pk=row_id)
    if found.tries_from is None or found.tries_from <= now - within:
        found.tries_from, found.tries = now, 0
    if found.tries >= most:
        return True
    found.tries += 1
    found.save(update_fields=["tries_from", "tries"])
    return False
