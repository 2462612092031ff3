"""Examples of the addresses of `timetable`."""

from typing import Any

from tests.pages import attending, timetable_sessions
from tests.pages.addresses import Example, Room
from tests.partnership import Place


def made_for_examples(place: Place) -> dict[str, Any]:
    """Return the ids and secrets that EXAMPLES name, made in a place."""
    return {}


EXAMPLES: tuple[Example, ...] = (*attending.EXAMPLES,)
ROOMS: tuple[Room, ...] = (*attending.ROOMS, *timetable_sessions.ROOMS)
