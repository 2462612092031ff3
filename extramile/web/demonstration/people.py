"""The invented partnerships and their people, from `definitions/demonstration/partnerships.yaml`."""

from datetime import date, timedelta
from functools import cache, partial
from typing import Literal

from django.urls import reverse
from pydantic import Field

from extramile.core.definitions import Definition, StrictModel, folder, read
from extramile.web.accounts.actions import add_person
from extramile.web.accounts.personas import DOMAIN, persona
from extramile.web.audit.actions import SYSTEM
from extramile.web.demonstration.diary import Diary
from extramile.web.partnerships.actions import bring_in, enrol, found_partnership
from extramile.web.partnerships.models import Partnership
from extramile.web.partnerships.permissions import Role


class InventedOrganisation(StrictModel):
    """An organisation that does not exist."""

    name: str
    kind: Literal["council", "icb", "nhs", "setting", "forum", "sendiass", "inspectorate", "board", "other"]


class InventedPerson(StrictModel):
    """A person who does not exist. `days` is for how long an inspector's or reviewer's access lasts."""

    address: str = Field(pattern=r"^[a-z.]+$")
    name: str
    organisation: str
    post: str
    roles: tuple[Role, ...]
    about: str = Field(max_length=200)
    days: int | None = None
    # How many days ago they joined, if later than the others; and what to try first as this person, with the page.
    joined: int = 0
    first: str = ""
    page: str = ""


class InventedPartnership(StrictModel):
    """A partnership that does not exist."""

    slug: str
    name: str
    organisations: tuple[InventedOrganisation, ...]
    people: tuple[InventedPerson, ...]


class InventedPartnerships(Definition):
    """The whole file."""

    partnerships: tuple[InventedPartnership, ...]


@cache
def invented() -> tuple[InventedPartnership, ...]:
    """Return the invented partnerships."""
    return read(folder() / "demonstration" / "partnerships.yaml", InventedPartnerships).partnerships


def found(each: InventedPartnership) -> None:
    """Found an invented partnership with its organisations."""
    council = next(organisation.name for organisation in each.organisations if organisation.kind == "council")
    partnership = found_partnership(
        slug=each.slug, name=each.name, area_code="", council=council, by=SYSTEM, fictional=True
    )
    for one in each.organisations:
        bring_in(partnership=partnership, name=one.name, kind=one.kind, by=SYSTEM)


def join(each: InventedPartnership, told: InventedPerson, today: date) -> None:
    """Let an invented person join. An inspector's or reviewer's last day is counted from `today`."""
    email = f"{told.address}@{DOMAIN}"
    partnership = Partnership.objects.get(slug=each.slug)
    enrol(
        partnership=partnership,
        person=persona(email) or add_person(email=email, name=told.name, password=None, about=told.about),
        organisation=partnership.organisations.get(name=told.organisation),
        roles=told.roles,
        post=told.post,
        ends=today + timedelta(days=told.days) if told.days else None,
        by=SYSTEM,
    )


def plan(diary: Diary, ago: int) -> None:
    """Note in the diary when the partnerships began and who joined when."""
    for each in invented():
        diary.add(ago, partial(found, each))
        for told in each.people:
            diary.add(told.joined or ago, partial(join, each, told, diary.today))


def first_steps(email: str) -> tuple[str, str] | None:
    """Return what to try first as an invented person, and the address of its page; None for everybody else."""
    for each in invented():
        for told in each.people:
            if told.first and email == f"{told.address}@{DOMAIN}":
                return told.first, reverse(told.page, args=[each.slug])
    return None
