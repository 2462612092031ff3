"""The mail of a week, whatever room it tells of: to one person, once, if they still want it and there is still something to say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from extramile.web.jobs.work import Running
from extramile.web.partnerships.permissions import Permission
from extramile.web.partnerships.queries import scope_of
from extramile.web.partnerships.scope import Scope
from extramile.web.plans.models import WeeklyMail
from extramile.web.plans.queries.mailing import wants_mail


@dataclass(frozen=True, slots=True)
class Week:
    """What is told of a week: the subject without the name of the partnership, the template, and what it is filled with."""

    subject: str
    template: str
    context: dict[str, Any]


def send(running: Running, mail_id: int, permission: Permission, week_of: Callable[[Scope, date], Week | None]) -> None:
    """Tell one person their week; nothing if they stopped it, left, may not any more, or did it all meanwhile."""
    mail = WeeklyMail.objects.select_related("member__person", "member__partnership").filter(pk=mail_id).first()
    if mail is None or mail.sent_at:
        return
    scope = scope_of(mail.member.person, mail.member.partnership.slug)
    if scope is None or not scope.can(permission) or not wants_mail(scope):
        return
    week = week_of(scope, timezone.localdate())
    if week is None:
        return
    context = {**week.context, "name": scope.person.name, "partnership": scope.partnership}
    text = render_to_string(week.template, context)
    running.send_mail(f"{week.subject} of {scope.partnership.name}", text, scope.person.email)
    with running.commit():
        WeeklyMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
