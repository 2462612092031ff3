"""The people of an inspection, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.template.defaultfilters import date as date_format
from django.utils import timezone

from extramile.core.frameworks import Pack, source_line
from extramile.web.inspections.around import Doing
from extramile.web.inspections.models import Participant, Side
from extramile.web.inspections.person_values import LABELS
from extramile.web.inspections.queries.people import Held
from extramile.web.inspections.task_values import Met

COLUMNS = ("side", "organisation", "name", "post", "role", "e-mail", "telephone")
TITLES = {Side.VISITING: "Who inspects or reviews", Side.LOCAL: "Of the area"}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who has a part, as a reader sees them."""

    id: int
    name: str
    side: str
    post: str
    role: str
    unverified: bool
    organisation: str
    email: str
    phone: str
    account: bool
    manager: str
    left: str


def row(person: Participant, pack: Pack) -> PersonRow:
    """Return somebody in words."""
    role = next((each for each in pack.roles if each.id == person.role), None)
    return PersonRow(
        id=person.pk,
        name=person.name,
        side=Side(person.side).label,
        post=person.post,
        role=role.name if role else "",
        unverified=bool(role and role.unverified),
        organisation=person.organisation.name if person.organisation else "",
        email=person.email,
        phone=person.phone,
        account=person.member_id is not None,
        manager=person.managed_by.name if person.managed_by else "",
        left=f"until {date_format(person.left_at, 'j F Y')}" if person.left_at else "",
    )


def groups(people: Iterable[Participant], pack: Pack) -> list[tuple[str, list[PersonRow]]]:
    """Return who has a part now, by side, those of one organisation together."""
    rows = [(each.side, row(each, pack)) for each in people if not each.left_at]
    found = [
        (
            title,
            sorted((each for side, each in rows if side == of), key=lambda each: (each.organisation, each.name)),
        )
        for of, title in TITLES.items()
    ]
    return [(title, those) for title, those in found if those]


def columns(each: PersonRow) -> dict[str, str]:
    """Return somebody as a row of the contact sheet."""
    return dict(
        zip(
            COLUMNS,
            (each.side, each.organisation, each.name, each.post, each.role, each.email, each.phone),
            strict=True,
        )
    )


@dataclass(frozen=True, slots=True)
class RoleSheet:
    """A role of the framework: what it does, what that rests on, who has it."""

    id: str
    side: str
    name: str
    unverified: bool
    duty: str
    count: str
    source: str
    note: str
    people: tuple[PersonRow, ...]


def role_sheets(held: Sequence[Held], pack: Pack) -> list[tuple[str, list[RoleSheet]]]:
    """Return each role by side, with who has it."""
    return [
        (
            title,
            [
                RoleSheet(
                    id=each.role.id,
                    side=side,
                    name=each.role.name,
                    unverified=each.role.unverified,
                    duty=each.role.duty,
                    count=each.role.count,
                    source=source_line(each.role, pack),
                    note=each.role.note,
                    people=tuple(row(one, pack) for one in each.people),
                )
                for each in held
                if each.role.side == side
            ],
        )
        for side, title in TITLES.items()
    ]


@dataclass(frozen=True, slots=True)
class DoingRow:
    """One thing that somebody does: when, in words."""

    when: str
    words: str
    place: str
    href: str


def doing_rows(found: Iterable[Doing]) -> list[DoingRow]:
    """Return what somebody does, in words."""
    rows = []
    for each in found:
        starts, ends = timezone.localtime(each.starts), timezone.localtime(each.ends)
        when = f"{date_format(starts, 'l j F, H:i')} to {date_format(ends, 'H:i')}"
        rows.append(DoingRow(when, each.words, each.place, each.href))
    return rows


@dataclass(frozen=True, slots=True)
class MetRow:
    """What somebody else changed meanwhile."""

    label: str
    theirs: str
    mine: str | None


def met(found: Iterable[Met], pack: Pack) -> list[MetRow]:
    """Return what changed meanwhile, in words."""
    return [
        MetRow(
            LABELS[each.name],
            _said(each.name, each.theirs, pack),
            _said(each.name, each.mine, pack) if each.both else None,
        )
        for each in found
    ]


def _said(name: str, value: object, pack: Pack) -> str:
    if name == "role":
        return next((each.name for each in pack.roles if each.id == value), "No role of the framework")
    if name == "side":
        return str(Side(str(value)).label)
    if isinstance(value, Participant):
        return value.name
    person = getattr(value, "person", None)
    return str(person.name if person else value or "nothing")
