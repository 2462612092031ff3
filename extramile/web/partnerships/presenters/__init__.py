"""Words for the partnership room."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.partnerships.models import Member, OrganisationKind
from extramile.web.partnerships.permissions import MAY, ROLE_ABOUT, Permission, Role
from extramile.web.partnerships.queries import roles_in_words


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A member in a list."""

    id: int
    name: str
    post: str
    organisation: str
    roles: str
    left: str


def person_row(member: Member) -> PersonRow:
    """Return a member in words."""
    return PersonRow(
        id=member.pk,
        name=member.person.name,
        post=member.post,
        organisation=member.organisation.name,
        roles=", ".join(roles_in_words(list(member.grants.all()), timezone.localdate())),
        left=f"left {date_format(timezone.localtime(member.left_at), 'j F Y')}" if member.left_at else "",
    )


@dataclass(frozen=True, slots=True)
class OrganisationGroup:
    """The organisations of one kind, with their people."""

    title: str
    organisations: list[tuple[int, str, list[PersonRow]]]


def organisation_groups(organisations: Any, members: Any) -> list[OrganisationGroup]:
    """Return the partnership's organisations by kind, each with its people."""
    people: dict[int, list[PersonRow]] = {}
    for member in members:
        people.setdefault(member.organisation_id, []).append(person_row(member))
    groups: dict[str, list[tuple[int, str, list[PersonRow]]]] = {}
    for each in organisations:
        groups.setdefault(each.kind, []).append((each.pk, each.name, people.get(each.pk, [])))
    return [OrganisationGroup(kind.label, groups[kind]) for kind in OrganisationKind if kind in groups]


def permission_table() -> list[tuple[str, list[tuple[str, bool]]]]:
    """Return who may do what: each thing to do, with each role and whether it may."""
    return [(permission.value, [(role.value, role in MAY[permission]) for role in Role]) for permission in Permission]


def role_lines() -> list[tuple[str, str]]:
    """Return each role with what it is."""
    return [(role.value, about) for role, about in ROLE_ABOUT.items()]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An audit event in words."""

    number: int
    when: str
    who: str
    what: str
    thing: str
    why: str
    before: str
    after: str


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_said(each)}" for key, each in value.items() if each not in (None, "", [], {}))
    if isinstance(value, list):
        return ", ".join(_said(each) for each in value)
    return str(value)


def event_row(event: Any) -> EventRow:
    """Return an audit event in words."""
    return EventRow(
        number=event.number,
        when=date_format(timezone.localtime(event.at), "j M Y, H:i"),
        who=event.by_name,
        what=event.verb,
        thing=event.thing,
        why=event.why,
        before=_said(event.before),
        after=_said(event.after),
    )


def last_day(value: date | None) -> str:
    """Return the last day of an access, in words."""
    return date_format(value, "j F Y") if value else "no end"
