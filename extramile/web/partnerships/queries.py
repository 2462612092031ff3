"""Reading partnerships and their people."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from extramile.web.jobs.models import Job
from extramile.web.jobs.queries import jobs_in
from extramile.web.partnerships.models import Grant, Invitation, Member, Organisation, Partnership
from extramile.web.partnerships.permissions import FORUM_ONLY, MAY, Permission, Role
from extramile.web.partnerships.scope import Scope

INVITATION_MAIL = "partnerships.send_invitation"


def _standing(day: date) -> Q:
    return Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day))


def scope_of(person: Any, slug: str) -> Scope | None:
    """Return where a person stands in a partnership today, or None: then the partnership does not exist for them.

    Somebody whose roles have all ended stands nowhere.
    """
    member = (
        Member.objects.select_related("partnership", "organisation", "person")
        .filter(partnership__slug=slug, person=person.pk, left_at=None, person__is_active=True)
        .first()
    )
    if member is None:
        return None
    today = timezone.localdate()
    roles = frozenset(Role(role) for role in member.grants.filter(_standing(today)).values_list("role", flat=True))
    if not roles:
        return None
    return Scope(
        partnership=member.partnership,
        person=member.person,
        member=member,
        organisation=member.organisation,
        roles=roles,
        leads=cache(partial(_leads, member.partnership, today)),
    )


def _leads(partnership: Partnership, day: date) -> tuple[str, ...]:
    """Return the names of two who lead, for whoever is told whom to ask: most pages need nobody's."""
    leads = Grant.objects.filter(_standing(day), role=Role.LEAD, member__partnership=partnership, member__left_at=None)
    return tuple(leads.order_by("member__person__name").values_list("member__person__name", flat=True)[:2])


def partnerships_of(person: Any) -> QuerySet[Partnership]:
    """Return the partnerships in which a person has a role today."""
    today = timezone.localdate()
    standing = Grant.objects.filter(_standing(today), member__person=person.pk, member__left_at=None)
    return Partnership.objects.filter(id__in=standing.values("member__partnership"))


def members(scope: Scope) -> QuerySet[Member]:
    """Return everybody in the partnership, those who left last."""
    return (
        Member.objects.filter(partnership=scope.partnership)
        .select_related("person", "organisation")
        .prefetch_related("grants")
        .order_by("left_at", "organisation__name", "person__name")
    )


def present_members(scope: Scope) -> QuerySet[Member]:
    """Return everybody who is in the partnership now."""
    return members(scope).filter(left_at=None)


def members_with(scope: Scope, roles: Iterable[Role]) -> QuerySet[Member]:
    """Return who is in the partnership now and holds one of these roles today."""
    standing = Grant.objects.filter(_standing(timezone.localdate()), role__in=[role.value for role in roles])
    return present_members(scope).filter(pk__in=standing.values("member"))


def holders_of(scope: Scope, permission: Permission) -> list[tuple[str, str]]:
    """Return the names and mail addresses of those who may do something here today."""
    found = members_with(scope, MAY[permission])
    if permission in FORUM_ONLY:
        found = found.filter(organisation__kind="forum")
    return sorted(found.values_list("person__name", "person__email"))


def names_with(scope: Scope, permission: Permission) -> list[str]:
    """Return the names of those who may do something here today."""
    return [name for name, _ in holders_of(scope, permission)]


def member(scope: Scope, member_id: int) -> Member | None:
    """Return a member of this partnership, or None."""
    return members(scope).filter(pk=member_id).first()


def organisations(scope: Scope) -> QuerySet[Organisation]:
    """Return the partnership's organisations by kind and name."""
    return Organisation.objects.filter(partners__partnership=scope.partnership).order_by("kind", "name")


def known_organisations() -> QuerySet[Organisation]:
    """Return the organisations of the installation that serve several areas, so that each is entered once.

    Councils, schools and forums belong to their own area, and would tell which others are here.
    """
    return Organisation.objects.filter(kind__in=("icb", "nhs", "inspectorate"))


def open_invitations(scope: Scope) -> QuerySet[Invitation]:
    """Return invitations that wait for an answer."""
    return Invitation.objects.filter(
        partnership=scope.partnership, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    ).select_related("organisation", "invited_by")


def invitation_mails(scope: Scope) -> dict[int, Job]:
    """Return the job that sent, or sends, each invitation's mail: the latest one."""
    jobs = jobs_in(scope.name, INVITATION_MAIL).order_by("made_at")
    return {job.arguments["invitation_id"]: job for job in jobs}


def invitation_token(invitation: Invitation) -> str:
    """Return the secret part of an invitation's link."""
    return salted_hmac("extramile.invitation", f"{invitation.pk}:{invitation.nonce}", algorithm="sha256").hexdigest()


def invitation_for(invitation_id: int, token: str) -> Invitation | None:
    """Return the invitation that a link belongs to, if it can still be accepted."""
    found = (
        Invitation.objects.select_related("partnership", "organisation", "invited_by")
        .filter(pk=invitation_id, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if found is None or not constant_time_compare(invitation_token(found), token):
        return None
    return found


def roles_in_words(grants: Sequence[Grant], today: date) -> list[str]:
    """Return a member's roles in words, with the day on which each ends."""
    words = []
    for grant in grants:
        if grant.ends and grant.ends < today:
            words.append(f"{grant.role} (ended {grant.ends:%-d %B %Y})")
        elif grant.ends:
            words.append(f"{grant.role} (until {grant.ends:%-d %B %Y})")
        else:
            words.append(grant.role)
    return words
