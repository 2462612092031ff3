"""The weekly mail: whether somebody wants it, and that it is sent to each at most once in a week."""

from datetime import date

from django.db import transaction

from extramile.web.audit.actions import record
from extramile.web.jobs.actions import start
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import NoWeeklyMail, WeeklyMail
from extramile.web.plans.queries.mailing import monday


@transaction.atomic
def choose_weekly_mail(*, scope: Scope, wanted: bool) -> None:
    """Stop the weekly mail of this partnership for this person, or let it come again."""
    if wanted:
        changed = bool(NoWeeklyMail.objects.filter(member=scope.member).delete()[0])
    else:
        _, changed = NoWeeklyMail.objects.get_or_create(member=scope.member)
    if changed:
        record(
            by=scope.person,
            verb="weekly mail wanted" if wanted else "weekly mail stopped",
            kind="member",
            thing_id=scope.member.pk,
            scope=scope.name,
        )


@transaction.atomic
def begin_mail(*, member: Member, day: date, room: str = "plans") -> bool:
    """Begin a room's mail of a week, unless it was begun: the row and the job, `<room>.mail_week`, are made together or not."""
    made, new = WeeklyMail.objects.get_or_create(member=member, week=monday(day), room=room)
    if new:
        start(name=f"{room}.mail_week", title="Telling an owner what is due", by=None, mail_id=made.pk)
    return new
