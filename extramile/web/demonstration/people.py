"""The invented partnerships and their people, from `definitions/demonstration/partnerships.yaml`."""

from datetime import timedelta
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from pydantic import Field

from extramile.core.definitions import Definition, StrictModel, folder, read
from extramile.core.vocabulary import InputError
from extramile.web.accounts.actions import add_person
from extramile.web.accounts.personas import DOMAIN, persona
from extramile.web.audit.actions import SYSTEM
from extramile.web.partnerships.actions import bring_in, enrol, found_partnership
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.queries import partnership_exists


class InventedOrganisation(StrictModel):
    """An organisation that does not exist."""

    name: str
    kind: Literal["council", "icb", "nhs", "setting", "forum", "sendiass", "inspectorate", "other"]


class InventedPerson(StrictModel):
    """A person who does not exist. `days` is for how long an inspector's or reviewer's access lasts."""

    address: str = Field(pattern=r"^[a-z.]+$")
    name: str
    organisation: str
    post: str
    roles: tuple[Role, ...]
    about: str = Field(max_length=200)
    days: int | None = None


class InventedPartnership(StrictModel):
    """A partnership that does not exist."""

    slug: str
    name: str
    organisations: tuple[InventedOrganisation, ...]
    people: tuple[InventedPerson, ...]


class InventedPartnerships(Definition):
    """The whole file."""

    partnerships: tuple[InventedPartnership, ...]


def invented() -> tuple[InventedPartnership, ...]:
    """Return the invented partnerships."""
    return read(folder() / "demonstration" / "partnerships.yaml", InventedPartnerships).partnerships


@transaction.atomic
def build_people() -> int:
    """Build the invented partnerships with their people; those that are there stay as they are. Returns how many are new."""
    if settings.PRODUCTION:
        raise InputError("Invented people are never put into a production installation.")
    built = 0
    for each in invented():
        if partnership_exists(each.slug):
            continue
        built += 1
        council = next(organisation.name for organisation in each.organisations if organisation.kind == "council")
        partnership = found_partnership(
            slug=each.slug, name=each.name, area_code="", council=council, by=SYSTEM, fictional=True
        )
        organisations = {
            one.name: bring_in(partnership=partnership, name=one.name, kind=one.kind, by=SYSTEM)
            for one in each.organisations
        }
        for invented_person in each.people:
            email = f"{invented_person.address}@{DOMAIN}"
            person = persona(email) or add_person(
                email=email, name=invented_person.name, password=None, about=invented_person.about
            )
            days = invented_person.days
            enrol(
                partnership=partnership,
                person=person,
                organisation=organisations[invented_person.organisation],
                roles=invented_person.roles,
                post=invented_person.post,
                ends=timezone.localdate() + timedelta(days=days) if days else None,
                by=SYSTEM,
            )
    return built
