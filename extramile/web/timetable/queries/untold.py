"""Who has not been told yet of what changed for them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from extramile.web.inspections.models import Inspection, Participant
from extramile.web.jobs.models import Job
from extramile.web.partnerships.models import Member
from extramile.web.timetable.models import Change


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person, what they have to be told, and whether they can be written to."""

    person: Participant
    changes: tuple[Change, ...]
    reachable: bool
    # Somebody is being told this very moment.
    under_way: bool
    # A mail was begun and broke off: nobody knows whether it arrived.
    doubtful: bool


def address_of(participant: Participant) -> str:
    """Return where mails to a participant go, or "": nowhere once they have an account whose roles here have ended."""
    member = participant.member
    if member is not None and not _stands(member):
        return ""
    return participant.email or (member.person.email if member else "")


def _stands(member: Member) -> bool:
    """Say whether somebody is in the partnership today, as `scope_of` does, from grants that can be asked for together."""
    today = timezone.localdate()
    grants = (
        each for each in member.grants.all() if each.begins <= today and (each.ends is None or each.ends >= today)
    )
    return member.left_at is None and member.person.is_active and any(grants)


def free(changes: Any, *, but: Any = None) -> Any:
    """Return those changes that nobody was told and that no other job is telling now."""
    at_work = Job.objects.filter(state__in=[Job.State.RUNNING, Job.State.WAITING]).exclude(pk=but).values("pk")
    return changes.filter(told_at=None).filter(Q(job=None) | ~Q(job__in=at_work))


def untold(found: Inspection) -> list[Waiting]:
    """Return everybody who has not been told, those who cannot be written to first. Of what is over nobody needs to be told."""
    rows = Change.objects.filter(session__inspection=found, told_at=None, participant__left_at=None)
    rows = rows.filter(session__ends__gt=timezone.now())
    nobody_tells = set(free(rows).values_list("pk", flat=True))
    by_person: dict[int, list[Change]] = {}
    rows = rows.select_related("participant__member__person", "participant__organisation", "session")
    for each in rows.prefetch_related("participant__member__grants"):
        by_person.setdefault(each.participant_id, []).append(each)
    waiting = [
        Waiting(
            person=changes[0].participant,
            changes=tuple(changes),
            reachable=bool(address_of(changes[0].participant)),
            under_way=any(each.pk not in nobody_tells for each in changes),
            doubtful=any(each.job and each.pk in nobody_tells for each in changes),
        )
        for changes in by_person.values()
    ]
    return sorted(waiting, key=lambda each: (each.reachable, each.person.name))


def participant(found: Inspection, participant_id: int) -> Participant | None:
    """Return somebody who has a part in this inspection, or None."""
    rows = Participant.objects.filter(inspection=found, left_at=None, pk=participant_id)
    return rows.select_related("member__person", "organisation", "inspection__partnership").first()
