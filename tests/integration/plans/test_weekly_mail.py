"""The weekly mail: to who owns something that presses, once in a week whatever happens, and never against their will."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from extramile.web.audit.models import Event
from extramile.web.jobs.actions import start_daily
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.plans import weekly_work
from extramile.web.plans.actions import doing, mailing
from extramile.web.plans.models import NoWeeklyMail, WeeklyMail
from extramile.web.plans.queries.mailing import monday
from tests.integration.plans.making import Ground, make_action, make_ground
from tests.integration.plans.test_pages import client_of, words

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground()


def do_the_day() -> None:
    """Do what is done on a day, and all that follows from it; like a worker, once each."""
    Job.objects.filter(work="plans.weekly").delete()
    start_daily()
    for _ in range(3):
        for job in Job.objects.filter(state=Job.State.WAITING, work__startswith="plans."):
            run(str(job.pk))


def late_action(ground: Ground, words: str = "One <record> & more") -> Any:
    return make_action(ground, words, owner=ground.worker.member, due=TODAY - timedelta(days=2))


def test_who_owns_something_that_presses_is_told_once_in_a_week(ground: Ground) -> None:
    late_action(ground)
    make_action(ground, "Not theirs", due=TODAY)
    do_the_day()
    do_the_day()
    (sent,) = mail.outbox
    assert sent.to == [ground.worker.person.email]
    assert sent.subject == "Your week in the plans of Ashcombe partnership"
    assert "- One <record> & more (Due " in sent.body
    assert "Not theirs" not in sent.body
    assert "/p/ashcombe/plan/mine/#weekly-mail" in sent.body
    row = WeeklyMail.objects.get()
    assert (row.week, row.member) == (monday(TODAY), ground.worker.member)
    assert row.sent_at is not None


def test_in_the_next_week_it_comes_again(ground: Ground) -> None:
    late_action(ground)
    do_the_day()
    WeeklyMail.objects.update(week=monday(TODAY) - timedelta(days=7))
    do_the_day()
    assert len(mail.outbox) == 2


def test_nothing_that_presses_is_no_mail(ground: Ground) -> None:
    make_action(ground, owner=ground.worker.member, due=TODAY + timedelta(days=40))
    do_the_day()
    assert mail.outbox == []
    assert not WeeklyMail.objects.exists()


def test_a_worker_that_dies_on_the_way_sends_none_twice(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    late_action(ground)
    begun = mailing.begin_mail

    def dies(**given: Any) -> bool:
        begun(**given)
        raise RuntimeError("killed")

    monkeypatch.setattr(weekly_work, "begin_mail", dies)
    do_the_day()
    monkeypatch.undo()
    do_the_day()
    assert len(mail.outbox) == 1
    # The job of the mail itself, done again by a worker that came late.
    job = Job.objects.get(work="plans.mail_week")
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, ended_at=None)
    run(str(job.pk))
    WeeklyMail.objects.update(sent_at=None)
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, ended_at=None)
    run(str(job.pk))
    assert len(mail.outbox) == 1


def test_who_stopped_it_gets_none_and_can_have_it_again(ground: Ground) -> None:
    late_action(ground)
    client = client_of(ground.worker)
    address = "/p/ashcombe/plan/mine/"
    assert "Stop the weekly mail" in words(client.get(address))
    client.post(f"{address}mail/", {"want": "no"})
    client.post(f"{address}mail/", {"want": "no"})
    assert "Send me the weekly mail again" in words(client.get(address))
    do_the_day()
    assert mail.outbox == []
    client.post(f"{address}mail/", {"want": "yes"})
    do_the_day()
    assert len(mail.outbox) == 1
    assert list(Event.objects.filter(kind="member", verb__startswith="weekly").values_list("verb", flat=True)) in (
        ["weekly mail stopped", "weekly mail wanted"],
        ["weekly mail wanted", "weekly mail stopped"],
    )


def test_who_stops_it_between_the_day_and_the_mail_gets_none(ground: Ground) -> None:
    late_action(ground)
    start_daily()
    run(str(Job.objects.get(work="plans.weekly").pk))
    NoWeeklyMail.objects.create(member=ground.worker.member)
    run(str(Job.objects.get(work="plans.mail_week").pk))
    assert mail.outbox == []


def test_what_was_done_meanwhile_is_no_mail(ground: Ground) -> None:
    action = late_action(ground)
    start_daily()
    run(str(Job.objects.get(work="plans.weekly").pk))
    doing.step(scope=ground.worker, action=action, do="finish", why="All of it")
    run(str(Job.objects.get(work="plans.mail_week").pk))
    assert mail.outbox == []


def test_who_left_is_told_nothing(ground: Ground) -> None:
    late_action(ground)
    ground.worker.member.left_at = timezone.now()
    ground.worker.member.save()
    do_the_day()
    assert mail.outbox == []


def test_under_embargo_the_mail_says_how_much_and_not_what(db: None) -> None:
    ground = make_ground(published=False)
    doing.add_action(
        scope=ground.lead,
        theme=ground.theme,
        given={"words": "A secret", "due": TODAY, "owner": ground.lead.member},
    )
    do_the_day()
    (sent,) = mail.outbox
    assert "In a plan that is still confidential: 1 thing." in sent.body
    assert "secret" not in sent.body.lower()
