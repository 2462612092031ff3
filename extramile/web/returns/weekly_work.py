"""Jobs of the weekly mail: who has a problem that is late or due within a week is told so, once in a week.

The mail holds counts alone. Who stopped the weekly mail of this partnership gets none of either room.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from extramile.web.jobs.work import Running, work
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import scope_of
from extramile.web.plans.queries.mailing import wants_mail
from extramile.web.returns.actions.mailing import MAIL, begin_mail
from extramile.web.returns.models import WeeklyMail
from extramile.web.returns.presenters.queue import mine_rows
from extramile.web.returns.queries.queue import to_be_told


@work("returns.weekly", each_day="Telling owners of problems what is theirs this week")
def weekly(running: Running) -> str:
    """Begin a mail to each who was not mailed this week; on every day, so that a Monday on which nothing ran is made up for."""
    today = timezone.localdate()
    for member in to_be_told(today):
        scope = scope_of(member.person, member.partnership.slug)
        if scope and scope.can(Permission.SEE_RETURNS) and wants_mail(scope) and mine_rows(scope, today):
            begin_mail(member=member, day=today)
    return ""


@work(MAIL)
def mail_week(running: Running, mail_id: int) -> str:
    """Tell one person; nothing if they stopped it, left, or did it all meanwhile."""
    mail = WeeklyMail.objects.select_related("member__person", "member__partnership").filter(pk=mail_id).first()
    if mail is None or mail.sent_at:
        return ""
    scope = scope_of(mail.member.person, mail.member.partnership.slug)
    if scope is None or not scope.can(Permission.SEE_RETURNS) or not wants_mail(scope):
        return ""
    rows = mine_rows(scope, timezone.localdate())
    if not rows:
        return ""
    context = {
        "rows": [{**each, "href": settings.SITE_ADDRESS + each["href"]} for each in rows],
        "name": scope.person.name,
        "partnership": scope.partnership,
        "stop": settings.SITE_ADDRESS + reverse("plans:mine", args=[scope.name]) + "#weekly-mail",
    }
    text = render_to_string("returns/mail/week.txt", context)
    running.send_mail(f"Your week in the returns of {scope.partnership.name}", text, scope.person.email)
    with running.commit():
        WeeklyMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
    return ""
