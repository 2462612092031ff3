"""Mails to those who follow a public page: how a mail program ends them, what a long one says, what telling many costs."""

import email
import email.policy
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from extramile.web.design import limits
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import Running, find
from extramile.web.partnerships.scope import Scope
from extramile.web.publicpage import work
from extramile.web.publicpage.actions import following, releasing
from extramile.web.publicpage.models import Page, Subscriber, Update
from tests.partnership import make_place

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
ONE_CLICK = "List-Unsubscribe=One-Click"


def opened() -> Scope:
    lead = make_place().scope()
    releasing.write(scope=lead, introduction="", contact="The SEND team", seen=1)
    releasing.open_page(scope=lead)
    return lead


def followed(name: str = "parent", *, confirmed: bool = True) -> Subscriber:
    page = Page.objects.get()
    following.ask(page=page, email=f"{name}@example.org")
    found = Subscriber.objects.get(email=f"{name}@example.org")
    if confirmed:
        following.confirm(subscriber=found)
    return found


def changed(lead: Scope, many: int) -> None:
    Update.objects.bulk_create(
        Update(partnership=lead.partnership, words=f"Change {number}", part="about", by=lead.person)
        for number in range(1, many + 1)
    )


def sent(name: str, **arguments: Any) -> mail.EmailMessage:
    """Do a job that sends one mail, and return the mail."""
    mail.outbox.clear()
    running = Running(Job.objects.create(title="A mail", state=Job.State.RUNNING))
    find(f"publicpage.{name}")(running, **arguments)
    [found] = mail.outbox
    return found


def told(found: Subscriber) -> mail.EmailMessage:
    return sent("tell", subscriber_id=found.pk, until=Update.objects.latest("pk").pk)


def one_click(message: mail.EmailMessage) -> str:
    """Return the path that a mail program posts to, read from the mail as it is carried."""
    carried = email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)
    assert carried["List-Unsubscribe-Post"] == ONE_CLICK
    found = re.fullmatch(r"<https?://[^/<>\s]+(/[^<>\s]+)>", str(carried["List-Unsubscribe"]).strip())
    assert found
    return found[1]


def test_a_mail_program_ends_following_with_one_post_and_nothing_else() -> None:
    lead = opened()
    found, other = followed(), followed("other")
    changed(lead, 1)
    message = told(found)
    address = one_click(message)
    assert address in message.body
    program = Client(enforce_csrf_checks=True)

    looked = program.get(address)
    assert looked.status_code == 200
    assert "Yes, forget my address" in looked.content.decode()
    assert looked.headers["Referrer-Policy"] == "strict-origin"
    assert not looked.cookies
    assert Subscriber.objects.exclude(email="").count() == 2, "who looks at a link ends nothing"

    for _ in range(2):
        answer = program.post(address, ONE_CLICK, content_type=FORM)
        assert answer.status_code == 200, "RFC 8058 knows no redirection, and the same may be sent again"
        assert not answer.cookies
    assert list(Subscriber.objects.exclude(email="")) == [other]


def test_the_mail_that_asks_ends_as_easily_before_anybody_said_yes() -> None:
    opened()
    found = followed(confirmed=False)
    address = one_click(sent("ask_to_confirm", subscriber_id=found.pk))
    assert Client(enforce_csrf_checks=True).post(address, ONE_CLICK, content_type=FORM).status_code == 200
    found.refresh_from_db()
    assert (found.email, found.confirmed_at) == ("", None)
    yes = reverse("publicpage:confirm", args=[found.pk, following.token(found, "confirm")])
    assert Client().get(yes).status_code == 404


def test_who_leaves_needs_no_open_page_and_the_link_of_another_ends_nothing() -> None:
    lead = opened()
    found, other = followed(), followed("other")
    releasing.close_page(scope=lead, why="It is written anew")
    wrong = reverse("publicpage:leave", args=[other.pk, following.token(found, "leave")])
    assert Client().post(wrong).status_code == 404
    mine = Client().post(reverse("publicpage:leave", args=[found.pk, following.token(found, "leave")]))
    assert "Your address is forgotten" in mine.content.decode()
    assert "/local/ashcombe/" not in mine.content.decode(), "there is no page to go to"
    assert list(Subscriber.objects.exclude(email="")) == [other]


def test_a_link_that_is_pressed_again_and_again_is_told_to_wait() -> None:
    opened()
    found = followed(confirmed=False)
    address = reverse("publicpage:confirm", args=[found.pk, following.token(found, "confirm")])
    client = Client()
    answers = [client.post(address).status_code for _ in range(limits.MOST + 1)]
    assert answers == [200] * limits.MOST + [429]
    Subscriber.objects.update(tries_from=timezone.now() - limits.WITHIN)
    assert client.post(address).status_code == 200


@pytest.mark.parametrize(("many", "more"), [(20, ""), (21, "1 earlier change is"), (45, "25 earlier changes are")])
def test_what_does_not_fit_into_a_mail_is_counted_and_its_place_named(many: int, more: str) -> None:
    lead = opened()
    found = followed()
    changed(lead, many)
    body = told(found).body
    listed = re.findall(r"^- Change (\d+)$", body, re.MULTILINE)
    assert listed == [str(number) for number in range(many, max(many - 20, 0), -1)]
    assert ("not in this mail" in body) is bool(more)
    assert more in body
    assert ("/local/ashcombe/changes/" in body) is bool(more)


def test_telling_many_asks_for_the_newest_change_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lead = opened()
    begun: list[int] = []
    monkeypatch.setattr(work, "start", lambda **given: begun.append(given["subscriber_id"]))

    def questions() -> int:
        begun.clear()
        with CaptureQueriesContext(connection) as asked:
            work.tell_followers(running=None)  # type: ignore[arg-type]
        return len(asked)

    followed("first")
    assert (questions(), len(begun)) == (1, 0), "what changed before somebody followed is not told"
    changed(lead, 3)
    behind = [Subscriber.objects.get(), *(followed(f"late{number}") for number in range(5))]
    Subscriber.objects.update(told=0)
    followed("up-to-date")
    assert (questions(), begun) == (1, [each.pk for each in behind])


def test_who_asks_again_is_sent_the_way_out_once_a_day_and_is_told_what_everybody_is_told() -> None:
    opened()
    found = followed()
    Job.objects.all().delete()
    answers = [
        Client().post("/local/ashcombe/follow/", {"email": each}, follow=True)
        for each in ("Parent@example.org", "parent@example.org", "new@example.org")
    ]
    assert len({re.sub(r"csrf\S+|nonce\S+", "", each.content.decode()) for each in answers}) == 1
    assert list(Job.objects.order_by("made_at").values_list("work", flat=True)) == [
        "publicpage.remind",
        "publicpage.ask_to_confirm",
    ]
    message = sent("remind", subscriber_id=found.pk)
    assert "follows it already" in message.body
    assert one_click(message) in message.body
    Subscriber.objects.filter(pk=found.pk).update(reminded_at=timezone.now() - timedelta(days=1, minutes=1))
    following.ask(page=Page.objects.get(), email="parent@example.org")
    assert Job.objects.filter(work="publicpage.remind").count() == 2


def test_a_demonstration_can_send_the_mails_of_the_day_at_once(settings: Any) -> None:
    lead = opened()
    followed()
    changed(lead, 1)
    Job.objects.all().delete()
    page = Client().get("/demonstration/mails/").content.decode()
    assert "what changes today is in tomorrow’s mail" in page
    assert 'action="/demonstration/followers/"' in page
    assert Client().post("/demonstration/followers/").headers["Location"] == "/demonstration/mails/"
    assert Job.objects.get().work == "publicpage.tell_followers"
    Client().post("/demonstration/followers/")
    assert Job.objects.count() == 1, "pressing often fills no queue"
    Job.objects.update(state="done", ended_at=timezone.now())
    Client().post("/demonstration/followers/")
    assert Job.objects.count() == 2
    settings.PRODUCTION = True
    assert Client().post("/demonstration/followers/").status_code == 404
