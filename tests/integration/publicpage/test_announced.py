"""Announcements on the public page: listed, told among what changed, in the feed and by mail; and the ways to that page."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from extramile.web.announcements.actions import correcting, releasing
from extramile.web.announcements.models import Announcement
from extramile.web.jobs.actions import start_daily
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.scope import Scope
from extramile.web.publicpage.actions import following
from extramile.web.publicpage.actions import releasing as page_releasing
from extramile.web.publicpage.models import Page, Subscriber, Update
from tests.integration.announcements.scene import CANARY, inspected, told, written
from tests.partnership import Place, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(db: None) -> Scope:
    place: Place = make_place()
    scope = place.scope()
    page_releasing.write(scope=scope, introduction="For families", contact="The SEND team", seen=1)
    page_releasing.open_page(scope=scope)
    return scope


def text(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def published(lead: Scope) -> Announcement:
    return told(lead, inspected(lead))


def test_what_is_published_stands_on_the_page_and_among_what_changed(lead: Scope) -> None:
    before = text("/local/ashcombe/")
    assert 'id="news"' not in before
    found = published(lead)
    address = f"/news/ashcombe/{found.slug}/"
    for page in ("", "changes/", "changes.atom"):
        words = text(f"/local/ashcombe/{page}")
        assert found.headline in words, page
        assert address in words, page
    assert 'href="/local/ashcombe/"' in text(address)
    assert "Inspectors found no weakness so serious" in text(address), "what the decision means stands beside its name"
    assert 'href="/local/ashcombe/"' in text("/news/ashcombe/")


def test_what_is_written_and_not_published_is_nowhere(lead: Scope) -> None:
    found = written(lead, inspected(lead), headline=f"{CANARY} comes")
    releasing.check(scope=lead, announcement=found)
    for page in ("", "changes/", "changes.atom"):
        assert CANARY not in text(f"/local/ashcombe/{page}")


def test_a_correction_is_told_with_its_reason(lead: Scope) -> None:
    found = published(lead)
    correcting.correct_text(
        scope=lead,
        announcement=found,
        field="next_steps",
        words="The board meets in April.",
        why="The board meets a month later",
        seen=found.revision,
    )
    assert "Announcement corrected" in text("/local/ashcombe/changes/")
    assert "The board meets a month later" in text("/local/ashcombe/changes.atom")


def test_the_headline_of_what_was_withdrawn_is_not_said_again(lead: Scope) -> None:
    found = published(lead)
    releasing.withdraw(scope=lead, announcement=found, note="It told “more” than it should")
    for page in ("", "changes/", "changes.atom"):
        words = text(f"/local/ashcombe/{page}")
        assert found.headline not in words, page
        assert "It told “more” than it should" in words, page
    assert "withdrawn since" in text("/local/ashcombe/changes/")
    releasing.restore(scope=lead, announcement=found, why="It was right")
    assert text("/local/ashcombe/changes/").count(found.headline) == 2


def test_what_is_published_at_its_time_is_told_in_the_name_of_who_set_it(lead: Scope) -> None:
    found = written(lead, inspected(lead))
    releasing.check(scope=lead, announcement=found)
    releasing.schedule(scope=lead, announcement=found, at=timezone.now() + timedelta(hours=1))
    Announcement.objects.filter(pk=found.pk).update(publish_at=timezone.now())
    releasing.publish_in_time(found.pk)
    assert Update.objects.get(part=f"announcement-{found.pk}").by == lead.person


def _run_jobs() -> None:
    for _ in range(5):
        for job in list(Job.objects.filter(state=Job.State.WAITING)):
            run(str(job.pk))


@pytest.mark.django_db(transaction=True)
def test_who_follows_is_told_where_to_read_it() -> None:
    lead = make_place().scope()
    page_releasing.write(scope=lead, introduction="", contact="The SEND team", seen=1)
    page_releasing.open_page(scope=lead)
    following.ask(page=Page.objects.get(), email="parent@example.org")
    following.confirm(subscriber=Subscriber.objects.get())
    Job.objects.all().delete()
    found = published(lead)
    Job.objects.all().delete()
    mail.outbox.clear()
    start_daily()
    _run_jobs()
    [told_them] = [each for each in mail.outbox if each.to == ["parent@example.org"]]
    assert found.headline in told_them.body
    assert f"/news/ashcombe/{found.slug}/" in told_them.body


def test_the_librarys_page_of_the_area_leads_to_it_as_long_as_it_is_open(library: Any, lead: Scope) -> None:
    assert 'href="/local/ashcombe/"' in text("/areas/826/")
    assert 'href="/local/ashcombe/changes/"' in text("/areas/826/")
    page_releasing.close_page(scope=lead, why="It is written anew")
    assert "/local/ashcombe/" not in text("/areas/826/")
    page_releasing.open_page(scope=lead)
    assert 'href="/local/ashcombe/"' in text("/areas/826/")


def test_who_looks_for_an_area_that_is_none_is_led_to_the_partnership_of_that_name(library: Any, lead: Scope) -> None:
    answer = Client().get("/areas/?q=ashcombe")
    assert answer.status_code == 200
    assert "There is a problem" not in answer.content.decode()
    assert '<a href="/local/ashcombe/">Ashcombe partnership</a>' in answer.content.decode()
    page_releasing.close_page(scope=lead, why="It is written anew")
    words = Client().get("/areas/?q=ashcombe").content.decode()
    assert "Ashcombe partnership" not in words
    assert 'href="/local/"' in words
