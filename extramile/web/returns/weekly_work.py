"""Jobs of the weekly mail: who has a problem that is late or due within a week is told so, once in a week.

The mail holds counts alone. Who stopped the weekly mail of this partnership gets none of either room.
"""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from extramile.web.jobs.work import Running, work
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import scope_of
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.actions.mailing import begin_mail
from extramile.web.plans.weekly import Week, send
from extramile.web.returns.presenters.queue import mine_rows
from extramile.web.returns.queries.queue import to_be_told


@work("returns.weekly", each_day="Telling owners of problems what is theirs this week")
def weekly(running: Running) -> str:
    """Begin a mail to each who was not mailed this week; on every day, so that a Monday on which nothing ran is made up for."""
    today = timezone.localdate()
    for member in to_be_told(today):
        scope = scope_of(member.person, member.partnership.slug)
        if scope and scope.can(Permission.SEE_RETURNS) and mine_rows(scope, today):
            begin_mail(member=member, day=today, room="returns")
    return ""


@work("returns.mail_week")
def mail_week(running: Running, mail_id: int) -> str:
    """Tell one person which problems are theirs."""
    send(running, mail_id, Permission.SEE_RETURNS, _week)
    return ""


def _week(scope: Scope, today: date) -> Week | None:
    rows = mine_rows(scope, today)
    if not rows:
        return None
    context = {
        "rows": [{**each, "href": settings.SITE_ADDRESS + each["href"]} for each in rows],
        "stop": settings.SITE_ADDRESS + reverse("plans:mine", args=[scope.name]) + "#weekly-mail",
    }
    return Week("Your week in the returns", "returns/mail/week.txt", context)
