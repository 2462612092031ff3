"""Jobs of the weekly mail: who owns something that is due is told so, once in a week."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from extramile.web.jobs.work import Running, work
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import scope_of
from extramile.web.plans.actions.mailing import begin_mail
from extramile.web.plans.actions.sheeting import forget
from extramile.web.plans.models import WeeklyMail
from extramile.web.plans.presenters.overviews import in_the_mail
from extramile.web.plans.queries.mailing import to_be_asked, wants_mail
from extramile.web.plans.queries.owning import mine


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
    """Tell one person; nothing if they stopped it, left, or did it all meanwhile."""
    mail = WeeklyMail.objects.select_related("member__person", "member__partnership").filter(pk=mail_id).first()
    if mail is None or mail.sent_at:
        return ""
    partnership, today = mail.member.partnership, timezone.localdate()
    scope = scope_of(mail.member.person, partnership.slug)
    if scope is None or not scope.can(Permission.SEE_PLANS) or not wants_mail(scope):
        return ""
    found = mine(scope, today)
    if not found.presses:
        return ""
    context = {
        **in_the_mail(found, today),
        "name": scope.person.name,
        "partnership": partnership,
        "link": settings.SITE_ADDRESS + reverse("plans:mine", args=[scope.name]),
    }
    text = render_to_string("plans/mail/week.txt", context)
    running.send_mail(f"Your week in the plans of {partnership.name}", text, scope.person.email)
    with running.commit():
        WeeklyMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
    return ""
