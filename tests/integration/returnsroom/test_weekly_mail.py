"""Who has a problem that presses is told once in a week, in counts alone; today's page says it too."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from extramile.core.synthetic import CANARY
from extramile.web.jobs import work
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.partnerships.permissions import Role
from extramile.web.plans.actions.mailing import choose_weekly_mail
from extramile.web.returns.actions import working
from tests.integration.returnsroom.making import QUERY, make_load, problem
from tests.partnership import make_member, make_partnership, role_ended, scope_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def scope() -> Any:
    return scope_for(make_member(make_partnership("ashcombe"), Role.DATA_MANAGER))


def owned(scope: Any, *, days: int) -> None:
    """Give this person a problem that is due after some days."""
    load = make_load(scope, problem(key=f"{CANARY}1"), problem(key=f"{CANARY}2"))
    due = timezone.localdate() + timedelta(days=days)
    working.assign(scope=scope, load=load, places=[(QUERY, 0), (QUERY, 1)], owner=str(scope.member.pk), due=due)


def a_week() -> None:
    """Do what is done once a day, and the mails that it begins."""
    work.run(str(start(name="returns.weekly", title="a", by=None).pk))
    for each in Job.objects.filter(work="returns.mail_week", state="waiting"):
        work.run(str(each.pk))


def test_what_is_late_is_told_once_in_a_week_without_a_child(scope: Any, client: Any) -> None:
    owned(scope, days=-1)
    a_week()
    a_week()
    (sent,) = mail.outbox
    assert "2 open problems of SEN2 person-level return 2026, 2 late" in sent.body
    assert "/returns/" in sent.body
    assert CANARY not in sent.body + sent.subject
    client.force_login(scope.person)
    assert "2 open problems of SEN2 person-level return 2026, 2 late" in client.get("/p/ashcombe/").content.decode()


@pytest.mark.parametrize("why", ["later", "settled", "stopped", "left"])
def test_nobody_is_told_of_what_does_not_press_or_is_not_theirs_to_see(scope: Any, why: str) -> None:
    owned(scope, days=30 if why == "later" else 3)
    if why == "settled":
        load = scope.partnership.loads.get()
        working.settle(scope=scope, load=load, places=[(QUERY, 0), (QUERY, 1)], accept=True, words="So it is")
    elif why == "stopped":
        choose_weekly_mail(scope=scope, wanted=False)
    elif why == "left":
        role_ended(scope.member)
    a_week()
    assert mail.outbox == []
