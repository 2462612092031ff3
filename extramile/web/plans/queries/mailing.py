"""Who is told once in a week what of theirs is due."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from extramile.core.planning import SETTLED
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import Action, Measure, NoWeeklyMail, WeeklyMail


def wants_mail(scope: Scope) -> bool:
    """Say whether this person has not stopped the weekly mail of this partnership."""
    return not NoWeeklyMail.objects.filter(member=scope.member).exists()


def monday(day: date) -> date:
    """Return the first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def not_told(rows: QuerySet[Member], room: str, day: date) -> QuerySet[Member]:
    """Return whom of some members a room can mail: who is here, wants it, and was not mailed by it in the week of a day."""
    mailed = WeeklyMail.objects.filter(week=monday(day), room=room).values("member")
    rows = rows.filter(left_at=None, person__is_active=True)
    rows = rows.exclude(pk__in=mailed).exclude(pk__in=NoWeeklyMail.objects.values("member"))
    return rows.select_related("person", "partnership").order_by("pk")


def to_be_asked(day: date) -> QuerySet[Member]:
    """Return who owns something and was not mailed in the week of a day: whether anything of it is due is asked for each."""
    owners = Action.objects.exclude(state__in=SETTLED).exclude(owner=None).values("owner")
    readers = Measure.objects.filter(out_at=None).exclude(owner=None).values("owner")
    return not_told(Member.objects.filter(Q(pk__in=owners) | Q(pk__in=readers)), "plans", day)
