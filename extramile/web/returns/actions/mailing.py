"""The weekly mail: it is begun at most once in a week for each."""

from datetime import date

from django.db import transaction

from extramile.web.jobs.actions import start
from extramile.web.partnerships.models import Member
from extramile.web.plans.queries.mailing import monday
from extramile.web.returns.models import WeeklyMail

MAIL = "returns.mail_week"


@transaction.atomic
def begin_mail(*, member: Member, day: date) -> bool:
    """Begin the mail of a week, unless it was begun: the row and the job are made together, or neither."""
    made, new = WeeklyMail.objects.get_or_create(member=member, week=monday(day))
    if new:
        start(name=MAIL, title="Telling an owner of problems what is theirs", by=None, mail_id=made.pk)
    return new
