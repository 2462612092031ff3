"""Partnerships for tests: organisations, people in every role, and one whose role has ended.

`make_place` makes the partnership that the examples of tests/pages/registry.py speak of; a room's own test takes
`make_partnership` and `make_member`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from extramile.web.accounts.models import Person
from extramile.web.audit.actions import SYSTEM
from extramile.web.partnerships import actions
from extramile.web.partnerships.models import Grant, Invitation, Member, Organisation, OrganisationKind, Partnership
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.queries import scope_of
from extramile.web.partnerships.scope import Scope
from tests.library import PASSWORD

# The kind of organisation that a role is usually held for.
KINDS = {Role.FORUM_MEMBER: OrganisationKind.FORUM, Role.INSPECTOR: OrganisationKind.INSPECTORATE}


def in_days(days: int) -> Any:
    """Return the day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def make_partnership(slug: str = "ashcombe", *, area_code: str = "826") -> Partnership:
    """Found a partnership with its council."""
    return actions.found_partnership(
        slug=slug, name=f"{slug.capitalize()} partnership", area_code=area_code, council=f"{slug} council", by=SYSTEM
    )


def make_organisation(partnership: Partnership, kind: str) -> Organisation:
    """Return the partnership's organisation of this kind, made if there is none."""
    found = partnership.organisations.filter(kind=kind).first()
    return found or Organisation.objects.create(name=f"{partnership.slug} {OrganisationKind(kind).label}", kind=kind)


def make_member(
    partnership: Partnership,
    *roles: Role,
    kind: str = "",
    email: str = "",
    name: str = "",
    ends: Any = None,
    person: Person | None = None,
) -> Member:
    """Make a member, with an account if `person` is not given. An inspector's access ends in a month."""
    roles = roles or (Role.READER,)
    kind = kind or KINDS.get(roles[0], OrganisationKind.COUNCIL)
    word = roles[0].value.replace(" ", "-")
    if person is None:
        name = name or f"{word.capitalize()} {partnership.slug.capitalize()}"
        person = Person.objects.create_user(email or f"{word}@{partnership.slug}.example.org", name, PASSWORD)
    if ends is None and Role.INSPECTOR in roles:
        ends = in_days(30)
    return actions.enrol(
        partnership=partnership,
        person=person,
        organisation=make_organisation(partnership, kind),
        roles=list(roles),
        by=SYSTEM,
        ends=ends,
    )


def role_ended(member: Member, days: int = 1) -> Member:
    """Let all roles of a member have ended so many days ago."""
    Grant.objects.filter(member=member).update(begins=in_days(-days - 30), ends=in_days(-days))
    return member


def scope_for(member: Member) -> Scope:
    """Return where a member stands today; they must stand somewhere."""
    scope = scope_of(member.person, member.partnership.slug)
    assert scope is not None
    return scope


def invite(scope: Scope, email: str = "new@example.org", name: str = "New Person", **more: Any) -> Invitation:
    """Invite somebody to read for the council."""
    sent = {"organisation": scope.partnership.organisations.first(), "roles": ["reader"], **more}
    return actions.invite(scope=scope, email=email, name=name, **sent)


@dataclass
class Place:
    """A partnership with a member in each role and one whose role ended yesterday."""

    partnership: Partnership
    members: dict[Role, Member]
    gone: Member
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The partnership's name in addresses."""
        return self.partnership.slug

    def scope(self, role: Role = Role.LEAD) -> Scope:
        """Return where the member with this role stands."""
        return scope_for(self.members[role])

    def once(self, name: str, make: Callable[["Place"], Any]) -> Any:
        """Return what `make` makes in this place, made when it is first asked for: examples can share it."""
        if name not in self.made:
            self.made[name] = make(self)
        return self.made[name]


def make_place(slug: str = "ashcombe") -> Place:
    """Make a partnership with everybody in it."""
    partnership = make_partnership(slug)
    members = {role: make_member(partnership, role) for role in Role}
    gone = make_member(partnership, Role.LEAD, email=f"gone@{slug}.example.org", name="Gone Example")
    return Place(partnership, members, role_ended(gone))
