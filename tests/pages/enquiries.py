"""Examples of the addresses of `enquiries`."""

from typing import Any

from tests.pages import enquiry_cases, enquiry_lines, enquiry_notes, enquiry_requests
from tests.pages.addresses import Example, Room
from tests.partnership import Place


def made_for_examples(place: Place) -> dict[str, Any]:
    """Return the ids and secrets that EXAMPLES name, made in a place."""
    return enquiry_requests.links_of(place)


EXAMPLES: tuple[Example, ...] = enquiry_requests.EXAMPLES
ROOMS: tuple[Room, ...] = (*enquiry_requests.ROOMS, *enquiry_notes.ROOMS, *enquiry_cases.ROOMS, *enquiry_lines.ROOMS)
