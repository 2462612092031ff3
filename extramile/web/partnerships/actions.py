"""Changing partnerships and their people. Each action is one transaction with its audit event."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from extramile.core.vocabulary import InputError
from extramile.web.accounts.actions import add_person
from extramile.web.accounts.models import Person
from extramile.web.audit.actions import SYSTEM, Actor, record
from extramile.web.audit.queries import history_of
from extramile.web.jobs.actions import start
from extramile.web.library.national import national
from extramile.web.partnerships.models import (
    Grant,
    Invitation,
    Member,
    Organisation,
    OrganisationKind,
    Partner,
    Partnership,
)
from extramile.web.partnerships.permissions import Permission, Role
from extramile.web.partnerships.queries import INVITATION_MAIL
from extramile.web.partnerships.scope import Scope
from extramile.web.partnerships.standing import ChangedMeanwhileError, Standing, meet, standing_of, together

INVITATION_DAYS = 14


@transaction.atomic
def found_partnership(
    *, slug: str, name: str, area_code: str, council: str, by: Actor, fictional: bool = False
) -> Partnership:
    """Found a partnership with its council. Only an administrator of the installation can; the command checks that."""
    if Partnership.objects.filter(slug=slug).exists():
        raise InputError(f"There is a partnership “{slug}” already.")
    partnership = Partnership.objects.create(
        slug=slug, name=name, area_code="" if fictional else area_code, is_fictional=fictional
    )
    organisation = _organisation(council, OrganisationKind.COUNCIL)
    Partner.objects.create(partnership=partnership, organisation=organisation)
    after = {"name": name, "area": area_code, "organisations": [council]}
    record(
        by=by,
        verb="partnership founded",
        kind="partnership",
        thing_id=partnership.pk,
        thing=name,
        after=after,
        scope=slug,
    )
    return partnership


def _organisation(name: str, kind: str) -> Organisation:
    """Return the organisation of this name and kind, made if there is none: one that serves several areas is one."""
    name = " ".join(name.split())
    found = Organisation.objects.filter(name__iexact=name, kind=kind).first()
    return found or Organisation.objects.create(name=name, kind=kind)


@transaction.atomic
def bring_in(*, partnership: Partnership, name: str, kind: str, by: Actor) -> Organisation:
    """Bring an organisation into a partnership that is being founded, without a scope: by an administrator's command."""
    organisation = _organisation(name, kind)
    _, made = Partner.objects.get_or_create(partnership=partnership, organisation=organisation)
    if made:
        after = {"kind": kind}
        record(
            by=by,
            verb="organisation added",
            kind="organisation",
            thing_id=organisation.pk,
            thing=organisation.name,
            after=after,
            scope=partnership.slug,
        )
    return organisation


@transaction.atomic
def add_organisation(*, scope: Scope, name: str, kind: str) -> Organisation:
    """Bring an organisation into the partnership, under its own name."""
    scope.check(Permission.MANAGE_PARTNERS)
    if not name.strip():
        raise InputError("Enter the organisation's name.")
    if kind not in OrganisationKind.values:
        raise InputError("Choose what kind of organisation it is.")
    organisation = _organisation(name, kind)
    _, made = Partner.objects.get_or_create(partnership=scope.partnership, organisation=organisation)
    if made:
        record(
            by=scope.person,
            verb="organisation added",
            kind="organisation",
            thing_id=organisation.pk,
            thing=organisation.name,
            after={"kind": kind},
            scope=scope.name,
        )
    return organisation


@transaction.atomic
def remove_organisation(*, scope: Scope, organisation: Organisation, why: str) -> None:
    """Take an organisation out of the partnership; not while people are there for it."""
    scope.check(Permission.MANAGE_PARTNERS)
    if Member.objects.filter(partnership=scope.partnership, organisation=organisation, left_at=None).exists():
        raise InputError(
            f"People are still here for {organisation.name}.", next_step="Move them or end their membership first."
        )
    Partner.objects.filter(partnership=scope.partnership, organisation=organisation).delete()
    record(
        by=scope.person,
        verb="organisation removed",
        kind="organisation",
        thing_id=organisation.pk,
        thing=organisation.name,
        why=why,
        scope=scope.name,
    )


def _check_roles(roles: Iterable[str], ends: date | None) -> list[Role]:
    chosen = [Role(role) for role in roles]
    if not chosen:
        raise InputError("Choose at least one role.")
    if Role.INSPECTOR in chosen and ends is None:
        raise InputError("An inspector's or reviewer's access must end on a day.", next_step="Enter its last day.")
    if Role.INSPECTOR in chosen and len(chosen) > 1:
        raise InputError("An inspector or reviewer holds no other role.")
    if ends and ends < timezone.localdate():
        raise InputError("The last day lies in the past.")
    return chosen


@transaction.atomic
def invite(
    *,
    scope: Scope,
    email: str,
    name: str,
    organisation: Organisation,
    roles: Iterable[str],
    post: str = "",
    ends: date | None = None,
) -> Invitation:
    """Invite a person by mail to speak for an organisation of the partnership."""
    scope.check(Permission.MANAGE_PEOPLE)
    chosen = _check_roles(roles, ends)
    if not Partner.objects.filter(partnership=scope.partnership, organisation=organisation).exists():
        raise InputError(f"{organisation.name} is not in this partnership.")
    if Role.FORUM_MEMBER in chosen and organisation.kind != OrganisationKind.FORUM:
        raise InputError(
            "A forum member speaks for the parent carer forum.", next_step="Choose the forum, or another role."
        )
    if Member.objects.filter(partnership=scope.partnership, person__email__iexact=email, left_at=None).exists():
        raise InputError("This person is in the partnership already.", next_step="Change their roles instead.")
    Invitation.objects.filter(
        partnership=scope.partnership, email__iexact=email, accepted_at=None, withdrawn_at=None
    ).update(withdrawn_at=timezone.now())
    invitation = Invitation.objects.create(
        partnership=scope.partnership,
        email=email.strip(),
        name=name.strip(),
        organisation=organisation,
        post=post.strip(),
        roles=[role.value for role in chosen],
        role_ends=ends,
        nonce=get_random_string(24),
        invited_by=scope.person,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    record(
        by=scope.person,
        verb="person invited",
        kind="invitation",
        thing_id=invitation.pk,
        thing=name,
        after={"organisation": organisation.name, "roles": invitation.roles, "until": ends},
        scope=scope.name,
    )
    _send(scope, invitation)
    return invitation


def _send(scope: Scope, invitation: Invitation) -> None:
    start(
        name=INVITATION_MAIL,
        title="Sending an invitation",
        by=scope.person,
        scope=scope.name,
        invitation_id=invitation.pk,
    )


@transaction.atomic
def send_again(*, scope: Scope, invitation: Invitation) -> None:
    """Send the mail of an open invitation once more: the same link, to the same address."""
    scope.check(Permission.MANAGE_PEOPLE)
    record(
        by=scope.person,
        verb="invitation sent again",
        kind="invitation",
        thing_id=invitation.pk,
        thing=invitation.name,
        scope=scope.name,
    )
    _send(scope, invitation)


@transaction.atomic
def withdraw_invitation(*, scope: Scope, invitation: Invitation) -> None:
    """Take an invitation back: its link ends."""
    scope.check(Permission.MANAGE_PEOPLE)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(
        by=scope.person,
        verb="invitation withdrawn",
        kind="invitation",
        thing_id=invitation.pk,
        thing=invitation.name,
        scope=scope.name,
    )


@transaction.atomic
def accept_invitation(*, invitation: Invitation, person: Person) -> Member:
    """Join the partnership as invited. The caller has made sure that `person` is who was invited."""
    if person.email.casefold() != invitation.email.casefold():
        raise InputError(
            "This invitation was sent to another address.", next_step="Sign in with the account of that address."
        )
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at <= timezone.now():
        raise InputError(
            "This invitation is no longer open.", next_step="Ask the person who invited you for a new one."
        )
    member, _ = Member.objects.update_or_create(
        partnership=invitation.partnership,
        person=person,
        defaults={"organisation": invitation.organisation, "post": invitation.post, "left_at": None},
    )
    _set_grants(member, invitation.roles, invitation.role_ends)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record(
        by=person,
        verb="joined",
        kind="member",
        thing_id=member.pk,
        thing=person.name,
        after={"organisation": invitation.organisation.name, "roles": invitation.roles, "until": invitation.role_ends},
        scope=invitation.partnership.slug,
    )
    return member


@transaction.atomic
def join(*, invitation: Invitation, name: str, password: str) -> Person:
    """Make the account of somebody who was invited, and let them join: both, or neither."""
    person = add_person(email=invitation.email, name=name, password=password)
    accept_invitation(invitation=invitation, person=person)
    return person


def _set_grants(member: Member, roles: Iterable[str], ends: date | None) -> None:
    member.grants.all().delete()
    Grant.objects.bulk_create(
        Grant(member=member, role=role, begins=timezone.localdate(), ends=ends) for role in dict.fromkeys(roles)
    )


def _held(member: Member) -> dict[str, Any]:
    return {grant.role: grant.ends for grant in member.grants.all()}


@transaction.atomic
def change_member(
    *,
    scope: Scope,
    member: Member,
    organisation: Organisation,
    roles: Iterable[str],
    post: str,
    ends: date | None,
    why: str,
    seen: Standing,
) -> None:
    """Change whom a member speaks for, their post and their roles. The last lead stays a lead.

    `seen` is what the lead had before them. Raises ChangedMeanwhileError if somebody else changed it since.
    """
    scope.check(Permission.MANAGE_PEOPLE)
    member = _present(scope, member)
    chosen = _check_roles(roles, ends)
    now, mine = standing_of(member), Standing(organisation.pk, post.strip(), frozenset(chosen), ends)
    if met := meet(seen, now, mine):
        last = history_of(scope.name, "member", member.pk).last()
        raise ChangedMeanwhileError(last.by_name if last else "Somebody", now, met, together(seen, now, mine))
    if not Partner.objects.filter(partnership=scope.partnership, organisation=organisation).exists():
        raise InputError(f"{organisation.name} is not in this partnership.")
    if Role.FORUM_MEMBER in chosen and organisation.kind != OrganisationKind.FORUM:
        raise InputError(
            "A forum member speaks for the parent carer forum.", next_step="Choose the forum, or another role."
        )
    if Role.LEAD not in chosen or ends:
        _check_not_last_lead(member)
    before = {"organisation": member.organisation.name, "roles": _held(member), "post": member.post}
    member.organisation, member.post = organisation, post.strip()
    member.save(update_fields=["organisation", "post"])
    _set_grants(member, [role.value for role in chosen], ends)
    after = {"organisation": organisation.name, "roles": {role.value: ends for role in chosen}, "post": member.post}
    record(
        by=scope.person,
        verb="member changed",
        kind="member",
        thing_id=member.pk,
        thing=member.person.name,
        before=before,
        after=after,
        why=why,
        scope=scope.name,
    )


@transaction.atomic
def end_membership(*, scope: Scope, member: Member, why: str) -> None:
    """End a membership at once. What the person wrote stays, under their name."""
    scope.check(Permission.MANAGE_PEOPLE)
    member = _present(scope, member)
    _check_not_last_lead(member)
    before = {"roles": _held(member)}
    member.grants.all().delete()
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])
    record(
        by=scope.person,
        verb="membership ended",
        kind="member",
        thing_id=member.pk,
        thing=member.person.name,
        before=before,
        why=why,
        scope=scope.name,
    )


def _present(scope: Scope, member: Member) -> Member:
    """Return a member who is still there. The partnership is locked, so that two leads do not end each other at once."""
    Partnership.objects.select_for_update().get(pk=scope.partnership.pk)
    found = Member.objects.filter(pk=member.pk, partnership=scope.partnership, left_at=None).first()
    if found is None:
        raise InputError("This person is no longer in the partnership.", next_step="Invite them again.")
    return found


def _check_not_last_lead(member: Member) -> None:
    leads = Grant.objects.filter(
        role=Role.LEAD, ends=None, member__partnership=member.partnership, member__left_at=None
    ).values_list("member", flat=True)
    if set(leads) == {member.pk}:
        raise InputError("A partnership needs a lead.", next_step="Make somebody else a lead first.")


@transaction.atomic
def enrol(
    *,
    partnership: Partnership,
    person: Person,
    organisation: Organisation,
    roles: Iterable[Role],
    by: Actor,
    post: str = "",
    ends: date | None = None,
) -> Member:
    """Make a person a member at once: for the first lead of a partnership, by an administrator's command."""
    Partner.objects.get_or_create(partnership=partnership, organisation=organisation)
    member, _ = Member.objects.update_or_create(
        partnership=partnership, person=person, defaults={"organisation": organisation, "post": post, "left_at": None}
    )
    _set_grants(member, [role.value for role in roles], ends)
    after = {"organisation": organisation.name, "roles": [role.value for role in roles], "until": ends}
    record(
        by=by,
        verb="member enrolled",
        kind="member",
        thing_id=member.pk,
        thing=person.name,
        after=after,
        scope=partnership.slug,
    )
    return member


@transaction.atomic
def found_with_lead(*, slug: str, name: str, area: str, council: str, lead: str) -> Partnership:
    """Found a partnership for a local area of the register, led by a person who has an account."""
    person = Person.objects.filter(email__iexact=lead).first()
    if person is None:
        raise InputError(f"There is no account for {lead}.", next_step="Make it with `extramile people add`.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise InputError("The short name has small letters, digits and hyphens only, such as milton-keynes.")
    code = national().areas.find(area).code
    partnership = found_partnership(slug=slug, name=name, area_code=code, council=council, by=SYSTEM)
    enrol(
        partnership=partnership,
        person=person,
        organisation=partnership.organisations.get(),
        roles=[Role.LEAD],
        by=SYSTEM,
    )
    return partnership
