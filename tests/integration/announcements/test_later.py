"""What happens by itself: facts that change after publication are told and never changed; who may no more publishes nothing."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.announcements.actions import correcting, releasing
from extramile.web.announcements.models import Announcement
from extramile.web.jobs.actions import start
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.models import Grant, Member
from extramile.web.partnerships.permissions import Role
from extramile.web.timetable.models import Session
from tests.integration.announcements.scene import TEXTS, again, inspected, told, written
from tests.partnership import Place, make_place


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def fact_changed(found: Announcement) -> None:
    Session.objects.filter(inspection=found.inspection, type="setting-visit")[:1].get().delete()


def work_off() -> None:
    while job := Job.objects.filter(state="waiting").order_by("made_at").first():
        run(str(job.pk))


def mails() -> list[list[str]]:
    """Return whom mails went to since the last time, with their subject."""
    work_off()
    sent = [[*each.to, each.subject] for each in mail.outbox]
    mail.outbox.clear()
    return sent


def test_a_fact_that_changed_after_publication_is_told_once_and_changes_nothing(place: Place, client: Client) -> None:
    officer = place.scope(Role.PRESS_OFFICER)
    found = told(officer, inspected(place.scope()))
    mails()
    assert releasing.look_again(found.pk)
    assert mails() == []
    public = client.get(f"/news/ashcombe/{found.slug}/").content
    fact_changed(found)

    assert not releasing.look_again(found.pk)
    work_off()
    assert TEXTS["headline"] not in mail.outbox[0].body
    assert mails() == [[officer.person.email, "The records say something else than an announcement"]]
    assert not releasing.look_again(found.pk)
    assert mails() == [], "it is told once"
    assert client.get(f"/news/ashcombe/{found.slug}/").content == public
    client.force_login(officer.person)
    waits = f"The records say something else than everybody reads: “{found.headline}”"
    assert waits in client.get("/p/ashcombe/").content.decode()
    working = client.get(f"/p/ashcombe/tell/{found.pk}/").content.decode()
    assert "The page: 2. The records: 1." in working
    Session.objects.filter(inspection=found.inspection).delete()
    releasing.look_again(found.pk)
    assert len(mails()) == 1, "another change is another thing to tell"

    correcting.correct_facts(scope=officer, announcement=found, why="They were counted twice.", seen=2)
    assert releasing.look_again(found.pk)
    assert waits not in client.get("/p/ashcombe/").content.decode()


def test_figures_are_left_for_a_reason_until_they_change_again(place: Place, client: Client) -> None:
    lead = place.scope()
    found = told(lead, inspected(lead))
    client.force_login(lead.person)
    at = f"/p/ashcombe/tell/{found.pk}/"
    with pytest.raises(InputError, match="say what the page says"):
        releasing.leave_facts(scope=lead, announcement=found, why="It was so.")
    assert "Leave the figures as they are" not in client.get(at).content.decode()
    fact_changed(found)
    releasing.look_again(found.pk)
    assert client.post(f"{at}step/", {"step": "leave", "why": " "}).status_code == 422
    assert client.post(f"{at}step/", {"step": "leave", "why": "It was so on its day."}).status_code == 302
    mails()
    assert again(found).facts["activity"]["visits"] == 2
    assert "The records say something else" not in client.get("/p/ashcombe/").content.decode()
    assert "Somebody has left them as they are" in client.get(at).content.decode()
    assert "It was so on its day." in client.get(f"{at}history/").content.decode()
    releasing.look_again(found.pk)
    assert mails() == []
    Session.objects.filter(inspection=found.inspection).delete()
    releasing.look_again(found.pk)
    assert len(mails()) == 1


def test_who_left_is_not_the_only_one_who_is_told(place: Place) -> None:
    officer, lead = place.scope(Role.PRESS_OFFICER), place.scope()
    found = told(officer, inspected(lead))
    Member.objects.filter(pk=officer.member.pk).update(left_at=timezone.now())
    mails()
    fact_changed(found)
    releasing.look_again(found.pk)
    assert [each[0] for each in mails()] == [lead.person.email]


def role_ended(scope: Any) -> None:
    today = timezone.localdate()
    days = {"begins": today - timedelta(days=9), "ends": today - timedelta(days=1)}
    Grant.objects.filter(member=scope.member).update(**days)


def left(scope: Any) -> None:
    Member.objects.filter(pk=scope.member.pk).update(left_at=timezone.now())


def locked_out(scope: Any) -> None:
    type(scope.person).objects.filter(pk=scope.person.pk).update(is_active=False)


@pytest.mark.parametrize("gone", [role_ended, left, locked_out])
def test_who_may_publish_no_more_publishes_nothing_at_its_time(place: Place, client: Client, gone: Any) -> None:
    officer, lead = place.scope(Role.PRESS_OFFICER), place.scope()
    found = releasing.check(scope=officer, announcement=written(officer, inspected(lead)))
    releasing.schedule(scope=officer, announcement=found, at=timezone.now() + timedelta(hours=1))
    Announcement.objects.filter(pk=found.pk).update(publish_at=timezone.now())
    gone(officer)
    releasing.publish_in_time(found.pk)

    assert again(found).state == "checked"
    assert client.get("/news/ashcombe/").content.decode().count(TEXTS["headline"]) == 0
    assert again(found).steps.last().words == releasing.MAY_NO_MORE
    assert mails() == [[lead.person.email, "An announcement was not published at its time"]]
    releasing.publish(scope=lead, announcement=again(found))


def test_one_that_cannot_be_looked_at_keeps_none_of_the_others(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    lead = place.scope()
    inspection = inspected(lead)
    rows = [releasing.check(scope=lead, announcement=written(lead, inspection)) for _ in range(3)]
    Session.objects.filter(inspection=inspection).delete()
    whole = releasing.checks

    def checks(found: Announcement, *more: Any) -> Any:
        if found.pk in (rows[0].pk, rows[1].pk):
            raise LookupError("Zebrafinch")
        return whole(found, *more)

    monkeypatch.setattr(releasing, "checks", checks)
    job = start(name="announcements.look_again", title="Looking again", by=None, scope="")
    with caplog.at_level(logging.ERROR):
        run(str(job.pk))

    job.refresh_from_db()
    assert [again(each).state for each in rows] == ["checked", "checked", "writing"]
    which = f"announcements {rows[0].pk}, {rows[1].pk}"
    assert (job.state, job.problem) == ("failed", f"Could not be looked at again: {which}. Every other was.")
    assert f"announcement {rows[1].pk} could not be looked at again: LookupError" in caplog.text
    assert "Zebrafinch" not in caplog.text + job.problem
