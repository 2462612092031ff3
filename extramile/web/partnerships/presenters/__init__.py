"""Words for the partnership room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.jobs.models import Job
from extramile.web.partnerships.models import Invitation, Member, Organisation, OrganisationKind
from extramile.web.partnerships.permissions import MAY, ROLE_ABOUT, Permission, Role
from extramile.web.partnerships.queries import roles_in_words
from extramile.web.partnerships.standing import Met


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
class InvitationRow:
    """An open invitation, and what became of its mail."""

    id: int
    name: str
    sentence: str
    mail: str
    tone: str
    problem: str


MAIL_WORDS = {
    "waiting": "Mail on its way",
    "running": "Mail on its way",
    "done": "Mail sent",
    "failed": "Mail not sent",
}
MAIL_TONES = {"waiting": "quiet", "running": "quiet", "done": "strength", "failed": "priority"}


def invitation_row(invitation: Invitation, mail: Job | None) -> InvitationRow:
    """Return an invitation in words; `mail` is the job that sends it."""
    sent, until = timezone.localtime(invitation.sent_at), timezone.localtime(invitation.expires_at)
    state = mail.state if mail else "waiting"
    return InvitationRow(
        id=invitation.pk,
        name=invitation.name,
        sentence=f"for {invitation.organisation.name}, {', '.join(invitation.roles)}. Invited by {invitation.invited_by.name} "
        f"on {date_format(sent, 'j F Y')}, open until {date_format(until, 'j F Y')}.",
        mail=MAIL_WORDS[state],
        tone=MAIL_TONES[state],
        problem=mail.problem if mail else "",
    )


@dataclass(frozen=True, slots=True)
class MetRow:
    """Something that somebody else changed while a person wrote, in words; `mine` is empty where they left it alone."""

    label: str
    theirs: str
    mine: str


MET_LABELS = {"organisation": "Organisation", "post": "Post", "roles": "Roles", "ends": "Last day of access"}


def met_rows(met: Iterable[Met], organisations: Iterable[Organisation]) -> list[MetRow]:
    """Return what changed meanwhile in words."""
    names = {each.pk: each.name for each in organisations}

    def said(name: str, value: Any) -> str:
        if name == "organisation":
            return names.get(value, "one that is no longer here")
        if name == "roles":
            return ", ".join(sorted(value))
        return last_day(value) if name == "ends" else value or "none"

    return [
        MetRow(
            MET_LABELS[each.name], said(each.name, each.theirs), "" if each.mine is None else said(each.name, each.mine)
        )
        for each in met
    ]


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
    if isinstance(value, bool):
        return "yes" if value else "no"
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
