"""Jobs of the weekly mail: who owns something that is due is told so, once in a week."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from extramile.web.jobs.work import Running, work
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import scope_of
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.mailing import begin_mail
from extramile.web.plans.actions.sheeting import forget
from extramile.web.plans.presenters.overviews import in_the_mail
from extramile.web.plans.queries.mailing import to_be_asked
from extramile.web.plans.queries.owning import mine
from extramile.web.plans.weekly import Week, send


@work("plans.weekly", each_day="Telling owners what is due this week")
def weekly(running: Running) -> str:
    """Begin a mail to each for whom something presses and who was not mailed this week.

    It runs on every day, so that a Monday on which nothing ran is made up for; the week's row lets nobody be told twice.
    """
    now = timezone.now()
    forget(now)
    today = timezone.localdate(now)
    for member in to_be_asked(today):
        scope = scope_of(member.person, member.partnership.slug)
        if scope and scope.can(Permission.SEE_PLANS) and mine(scope, today).presses:
            begin_mail(member=member, day=today)
    return ""


@work("plans.mail_week")
def mail_week(running: Running, mail_id: int) -> str:
    """Tell one person what of theirs is due."""
    send(running, mail_id, Permission.SEE_PLANS, _week)
    return ""


def _week(scope: Scope, today: date) -> Week | None:
    found = mine(scope, today)
    if not found.presses:
        return None
    link = settings.SITE_ADDRESS + reverse("plans:mine", args=[scope.name])
    return Week("Your week in the plans", "plans/mail/week.txt", {**in_the_mail(found, today), "link": link})
