"""Two leads change one member; an invitation's mail; what a page of mails shows; work that breaks off and goes on."""

import json
import logging
import smtplib
import threading
from typing import Any

import pytest
from django.conf import settings as configured
from django.core import mail
from django.db import OperationalError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from extramile.web.accounts.mails import Mail, mails
from extramile.web.audit.models import Event
from extramile.web.jobs import work
from extramile.web.jobs.models import Job
from extramile.web.partnerships.models import Invitation, Member, OrganisationKind
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.standing import Standing, meet, standing_of, together
from tests.pages.markup import Markup
from tests.partnership import in_days, invite, make_member, make_organisation, make_partnership, scope_for

ROLES = st.frozensets(st.sampled_from(["lead", "reader", "contributor", "data manager"]))
STANDINGS = st.builds(Standing, st.integers(1, 3), st.sampled_from(["", "DCO", "SENCO"]), ROLES, st.none() | st.dates())


@given(seen=STANDINGS, theirs=STANDINGS, mine=STANDINGS)
def test_nothing_of_either_is_lost(seen: Standing, theirs: Standing, mine: Standing) -> None:
    both = together(seen, theirs, mine)

    for name in ("organisation", "post", "ends"):
        was, they, i = (getattr(each, name) for each in (seen, theirs, mine))
        assert getattr(both, name) == (they if i == was else i)
    assert both.roles >= (mine.roles | theirs.roles) - seen.roles, "what either gave is given"
    assert not both.roles & ((seen.roles - mine.roles) | (seen.roles - theirs.roles)), "what either took is taken"
    assert meet(theirs, theirs, mine) == (), "who saw how it stands is not held up"
    assert Standing.from_text(seen.text) == seen


@pytest.fixture
def leads(db: None) -> tuple[Client, Client, Member]:
    """Two leads with the page of the same member before them, and that member."""
    partnership = make_partnership()
    make_organisation(partnership, OrganisationKind.COUNCIL)
    people = [
        make_member(partnership, Role.LEAD, email=f"{n}@example.org", name=f"Lead {n.title()}") for n in ("a", "b")
    ]
    first, second = Client(), Client()
    first.force_login(people[0].person)
    second.force_login(people[1].person)
    return first, second, make_member(partnership, Role.READER)


def form_of(seen: Standing, **changed: Any) -> dict[str, Any]:
    now = {"organisation": seen.organisation, "post": seen.post, "roles": sorted(seen.roles), "ends": seen.ends or ""}
    return {**now, "why": "Because", "seen": seen.text, **changed}


def test_the_second_save_sees_what_changed_and_loses_nothing(leads: tuple[Client, Client, Member]) -> None:
    first, second, member = leads
    path, seen = f"/p/ashcombe/people/{member.pk}/", standing_of(member)
    assert json.dumps(seen.text)[1:-1].replace('\\"', "&#34;") in first.get(path).content.decode()

    assert first.post(path, form_of(seen, roles=["reader", "contributor"])).status_code == 302
    response = second.post(path, form_of(seen, roles=["reader", "data manager"], post="Analyst"))
    page = response.content.decode()

    assert response.status_code == 422
    assert "Lead A changed this while you wrote" in page
    assert "Theirs: contributor, reader<br>Yours: data manager, reader" in page
    member.refresh_from_db()
    assert standing_of(member) == Standing(seen.organisation, "", frozenset({"reader", "contributor"})), "theirs stands"
    fields = [each for each in Markup(response.content).all("input") if each.get("name")]
    offered = {each.get("name"): each.get("value", "") for each in fields if each.get("type") != "checkbox"}
    roles = [each.get("value") for each in fields if each.get("name") == "roles" and "checked" in each.attrib]
    assert sorted(roles) == ["contributor", "data manager", "reader"]
    assert (offered["post"], offered["ends"]) == ("Analyst", "")

    again = {**offered, "organisation": seen.organisation, "roles": roles, "why": "Because"}
    assert second.post(path, again).status_code == 302
    member.refresh_from_db()
    assert standing_of(member).roles == {"contributor", "data manager", "reader"}
    assert member.post == "Analyst"
    last = Event.objects.filter(kind="member", thing_id=str(member.pk)).latest("number")
    assert (last.by_name, sorted(last.before["roles"])) == ("Lead B", ["contributor", "reader"])


def test_who_wants_the_same_is_not_held_up(leads: tuple[Client, Client, Member]) -> None:
    first, second, member = leads
    path, seen = f"/p/ashcombe/people/{member.pk}/", standing_of(member)
    for client in (first, second):
        assert client.post(path, form_of(seen, post="DCO")).status_code == 302


def test_a_page_that_says_nothing_of_what_it_showed_is_asked_for_anew(leads: tuple[Client, Client, Member]) -> None:
    first, _, member = leads
    seen = standing_of(member)
    for wrong in ("", "[]", "{}", "what", '{"organisation": 1, "post": "", "roles": [], "ends": "soon"}'):
        response = first.post(f"/p/ashcombe/people/{member.pk}/", {**form_of(seen), "seen": wrong})
        assert response.status_code == 422, wrong


def test_somebody_who_was_ended_meanwhile_is_told(leads: tuple[Client, Client, Member]) -> None:
    first, second, member = leads
    seen = standing_of(member)
    first.post(f"/p/ashcombe/people/{member.pk}/end/", {"why": "Left"})

    response = second.post(f"/p/ashcombe/people/{member.pk}/", form_of(seen, post="DCO"))

    assert response.status_code == 422
    assert "no longer in the partnership" in response.content.decode()


@pytest.mark.django_db
class TestMailsOfInvitations:
    """What a lead sees of the mail, and can do about it."""

    def sent(self) -> tuple[Client, Invitation]:
        lead = make_member(make_partnership(), Role.LEAD)
        client = Client()
        client.force_login(lead.person)
        return client, invite(scope_for(lead), name="Ann O'Hara & Sons")

    def test_it_is_on_its_way_and_then_sent(self) -> None:
        client, _ = self.sent()
        assert "Mail on its way" in client.get("/p/ashcombe/people/").content.decode()
        work.run(str(Job.objects.get().pk))

        assert "Mail sent" in client.get("/p/ashcombe/people/").content.decode()
        assert mail.outbox[0].body.startswith("Dear Ann O'Hara & Sons,"), "text is no HTML"

    @pytest.mark.parametrize(
        "error", [smtplib.SMTPServerDisconnected("x"), ConnectionRefusedError("x"), TimeoutError()]
    )
    def test_a_mail_server_that_does_not_take_it_is_told_and_it_can_be_sent_again(
        self, monkeypatch: Any, error: Exception
    ) -> None:
        client, invitation = self.sent()

        def refuses(*_: Any, **__: Any) -> None:
            raise error

        with monkeypatch.context() as broken:
            broken.setattr(work.EmailMessage, "send", refuses)
            work.run(str(Job.objects.get().pk))
        page = client.get("/p/ashcombe/people/").content.decode()
        assert "Mail not sent" in page
        assert "the mail server did not take it" in page

        again = f"/p/ashcombe/people/invitations/{invitation.pk}/send/"
        assert client.post(again).status_code == 302
        work.run(str(Job.objects.latest("made_at").pk))
        assert "Mail sent" in client.get("/p/ashcombe/people/").content.decode()
        assert [each.to for each in mail.outbox] == [["new@example.org"]]
        assert Event.objects.latest("pk").verb == "invitation sent again"

    def test_a_job_that_was_begun_twice_does_not_send_twice(self) -> None:
        client, _ = self.sent()
        job = Job.objects.get()
        taken = work._take(str(job.pk))
        work.find(job.work)(work.Running(taken), **job.arguments)
        Job.objects.update(state="waiting")

        work.run(str(job.pk))

        assert len(mail.outbox) == 1
        assert "it may not have arrived" in client.get("/p/ashcombe/people/").content.decode()


@pytest.mark.django_db
def test_the_mails_of_a_demonstration_are_read_and_followed(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    lead = make_member(make_partnership(), Role.LEAD)
    invite(scope_for(lead))
    work.run(str(Job.objects.get().pk))
    newest = mails()[0]

    page = client.get("/demonstration/mails/").content.decode()
    assert f"/demonstration/mails/{newest.place}/" in page
    assert "new@example.org" in page
    shown = client.get(f"/demonstration/mails/{newest.place}/").content.decode()
    [way] = [address for _, address in newest.pieces() if address]
    assert f'<a href="{way}">{configured.SITE_ADDRESS}{way}</a>' in shown
    assert "Join Ashcombe partnership" in client.get(way).content.decode()

    settings.PRODUCTION = True
    assert client.get("/demonstration/mails/").status_code == 404
    assert client.get(f"/demonstration/mails/{newest.place}/").status_code == 404
    assert mails() == []


def test_only_addresses_of_this_machine_are_links() -> None:
    text = "See http://127.0.0.1:8004/a/?b=1 or https://example.org/c, javascript:alert(1)."
    letter = Mail("x", "a@example.org", "s", in_days(0), text)

    assert [address for _, address in letter.pieces() if address] == ["/a/?b=1"]
    assert "".join(words for words, _ in letter.pieces()) == text


def test_a_thread_goes_on_after_the_database_was_away(caplog: Any) -> None:
    """The pulse of a job, and the look after lost jobs."""
    caplog.set_level(logging.WARNING)
    stop, done = threading.Event(), []

    def does() -> None:
        done.append(1)
        if len(done) < 3:
            raise OperationalError("password of somebody")
        stop.set()

    thread = threading.Thread(target=work.repeat, args=(does, stop), kwargs={"every": 0.01})
    thread.start()
    thread.join(timeout=5)

    assert len(done) == 3
    assert "OperationalError" in caplog.text
    assert "password" not in caplog.text


def test_a_worker_goes_on_after_the_database_was_away(monkeypatch: Any, capsys: Any) -> None:
    from extramile.web.config import commands

    monkeypatch.setattr(commands, "RETRY_SECONDS", 0.01)
    tries: list[int] = []

    def works() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("password of somebody")

    thread = threading.Thread(target=commands.through_breaks, args=(works, threading.Event()))
    thread.start()
    thread.join(timeout=5)

    assert len(tries) == 3
    assert "password" not in capsys.readouterr().err


def test_a_fault_inside_a_rooms_work_is_told_and_not_taken_for_a_room_without_any(monkeypatch: Any) -> None:
    def broken(name: str) -> Any:
        raise ModuleNotFoundError("no module named something_else")

    monkeypatch.setattr(work.importlib, "import_module", broken)
    monkeypatch.setattr(work, "_WORKS", {})

    with pytest.raises(ModuleNotFoundError, match="something_else"):
        work.find("evidence.bundle")


def test_work_that_nobody_registered_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        work.find("never.heard.of")
