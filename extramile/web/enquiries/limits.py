"""How often something can be sent by one link, so that a link that got about floods nobody."""

from django.core.cache import cache

MOST, WITHIN_SECONDS = 20, 60 * 60


def too_often(asked_id: int | str) -> bool:
    """Count a try to send by a link; say whether there were too many within the hour."""
    key = f"enquiries:asked:{asked_id}"
    cache.add(key, 0, WITHIN_SECONDS)
    try:
        return bool(cache.incr(key) > MOST)
    except ValueError:
        # It ended between the two lines: a new hour.
        return False
