"""The invented people of the demonstration, whom one click signs in. They exist in a demonstration only."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from extramile.web.accounts.models import Person

# Addresses of invented people end like this; nobody real can have one.
DOMAIN = "wexmoor.example"


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented person."""

    email: str
    name: str
    about: str
    # What to try first as this person, and the page to begin with; empty where nobody said.
    first: str = ""
    href: str = ""


def personas() -> list[Persona]:
    """Return the invented people of this demonstration; none where it is none."""
    if settings.PRODUCTION:
        return []
    found = Person.objects.filter(email__endswith=f"@{DOMAIN}", is_active=True).exclude(about="").order_by("id")
    # The demonstration stands above the accounts, so it is named in the settings.
    first_steps = import_string(settings.PERSONA_FIRST_STEPS)
    return [Persona(each.email, each.name, each.about, *(first_steps(each.email) or ("", ""))) for each in found]


def persona(email: str) -> Person | None:
    """Return the invented person with this address, in a demonstration only."""
    if settings.PRODUCTION or not email.endswith(f"@{DOMAIN}"):
        return None
    return Person.objects.filter(email=email, is_active=True).first()
