"""What people say of somebody who has a part in an inspection."""

from typing import Any

from extramile.web.inspections.models import Participant

LABELS = {
    "side": "Side",
    "name": "Name",
    "role": "Role",
    "post": "Post",
    "organisation": "Organisation",
    "member": "Account",
    "managed_by": "Manager",
    "email": "E-mail",
    "phone": "Telephone",
}


def values_of(person: Participant) -> dict[str, Any]:
    """Return what is said of somebody."""
    return {name: getattr(person, name) for name in LABELS}
