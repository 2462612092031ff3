"""The ground of the closed rooms: the audit trail, jobs, invitations and members, signing in."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extramile.core.vocabulary import InputError
from extramile.web.accounts.models import Person
from extramile.web.audit.actions import SYSTEM, record
from extramile.web.audit.chain import faults
from extramile.web.audit.models import Chain, Event
from extramile.web.audit.queries import verify
from extramile.web.jobs import work
from extramile.web.jobs.actions import recover, start
from extramile.web.jobs.models import Job
from extramile.web.partnerships import actions
from extramile.web.partnerships.models import Member
from extramile.web.partnerships.permissions import Role
from extramile.web.partnerships.queries import invitation_token, scope_of
from extramile.web.partnerships.standing import standing_of
from tests.library import PASSWORD
from tests.partnership import in_days, invite, make_member, make_partnership, role_ended, scope_for

pytestmark = pytest.mark.django_db
CANARY = "zzyzxacanary"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
CHANGES = {
    "number": st.integers(-3, 99), "by_id": st.none() | st.integers(0, 9), "by_name": TEXT, "verb": TEXT, "kind": TEXT,
    "thing_id": TEXT, "thing": TEXT, "why": TEXT, "previous_hash": TEXT, "hash": TEXT, "scope": TEXT,
    "before": st.none() | st.dictionaries(TEXT, st.integers()), "after": st.none() | st.lists(TEXT),
    "at": st.datetimes().map(lambda at: at.replace(tzinfo=timezone.get_default_timezone())),
}  # fmt: skip


def written(count: int = 5) -> list[Event]:
    with transaction.atomic():
        for number in range(count):
            record(by=SYSTEM, verb="tried", kind="thing", thing_id=number, after={"n": number}, scope="ashcombe")
    return list(Event.objects.filter(scope="ashcombe").order_by("number"))


def found(events: list[Event]) -> list[Any]:
    return faults(
        events, {each.scope: (each.length, each.last_hash) for each in Chain.objects.filter(scope="ashcombe")}
    )


def test_a_chain_that_nobody_touched_is_whole() -> None:
    assert found(written()) == []
    assert verify("ashcombe") == (5, [])


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
@given(data=st.data())
def test_whatever_is_altered_removed_added_or_moved_is_found(data: st.DataObject, db: None) -> None:
    with transaction.atomic():
        events = written()
        how = data.draw(st.sampled_from(["alter", "remove", "double", "swap", "truncate"]))
        place = data.draw(st.integers(0, 4))
        if how == "alter":
            column = data.draw(st.sampled_from(sorted(CHANGES)))
            value = data.draw(CHANGES[column].filter(lambda value: value != getattr(events[place], column)))
            setattr(events[place], column, value)
        elif how == "remove":
            del events[place]
        elif how == "double":
            events.insert(place, events[place])
        elif how == "swap":
            other = (place + data.draw(st.integers(1, 4))) % 5
            events[place], events[other] = events[other], events[place]
        else:
            del events[place:]
        assert found(events), how
        transaction.set_rollback(True)


@pytest.mark.parametrize("sql", ["UPDATE audit_event SET why = 'x'", "DELETE FROM audit_event"])
def test_the_database_refuses(sql: str) -> None:
    written(1)

    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert verify("ashcombe") == (1, [])


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction of the change"):
        record(by=SYSTEM, verb="tried", kind="thing", thing_id=1)
    assert Event.objects.count() == 0


def test_a_change_that_is_taken_back_leaves_no_event() -> None:
    with transaction.atomic():
        written()
        transaction.set_rollback(True)
    assert Event.objects.filter(scope="ashcombe").count() == 0


@pytest.fixture
def job(monkeypatch: Any) -> Job:
    """A job that fails with a text that nobody may read."""

    def fails(running: Any) -> str:
        raise ValueError(CANARY)

    monkeypatch.setitem(work._WORKS, "tests.fails", fails)
    person = Person.objects.create_user("own@example.org", "Owner", PASSWORD)
    return start(name="tests.fails", title="A test", by=person)


def test_an_exceptions_text_is_told_nowhere(job: Job, caplog: Any) -> None:
    caplog.set_level(logging.DEBUG)
    work.run(str(job.pk))
    job.refresh_from_db()

    assert job.state == "failed"
    assert "ValueError" in caplog.text
    assert CANARY not in caplog.text + job.problem + job.step + job.result


def test_what_a_lost_worker_did_does_not_count(job: Job) -> None:
    mine = work._take(str(job.pk))
    assert work._take(str(job.pk)) is None, "nobody takes it while its worker lives"
    Job.objects.update(alive_at=timezone.now() - timedelta(minutes=2))
    assert recover() == 1
    theirs = work._take(str(job.pk))
    assert (mine.attempt, theirs.attempt) == (1, 2)

    with pytest.raises(work.LostError), work.Running(mine).commit():
        pytest.fail("what is done inside must not be begun")
    with work.Running(theirs).commit("/p/"):
        pass
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", "/p/")


def test_a_job_that_breaks_off_three_times_has_failed(job: Job) -> None:
    for _ in range(3):
        assert work._take(str(job.pk)) is not None
        Job.objects.update(alive_at=timezone.now() - timedelta(minutes=2))
    assert work._take(str(job.pk)) is None, "a task left over on the queue does not begin it a fourth time"
    assert recover() == 0
    job.refresh_from_db()
    assert job.state == "failed"
    assert "begun 3 times" in job.problem


def test_the_page_of_a_job_is_its_owners_and_looks_again_while_there_is_something_to_wait_for(job: Job) -> None:
    other, owner = Client(), Client()
    other.force_login(Person.objects.create_user("other@example.org", "Other", PASSWORD))
    owner.force_login(job.by)
    assert other.get(f"/jobs/{job.pk}/").status_code == 404
    assert owner.get(f"/jobs/{job.pk}/").headers["Refresh"] == "2"
    work.run(str(job.pk))
    assert "Refresh" not in owner.get(f"/jobs/{job.pk}/").headers


def test_the_page_of_a_job_leads_back_to_its_room_also_when_it_has_ended(job: Job) -> None:
    owner = Client()
    owner.force_login(job.by)
    assert "Back to" not in owner.get(f"/jobs/{job.pk}/").content.decode()
    for name, (address, words, takes) in work.rooms().items():
        given = {"work": name, "scope": "ashcombe", "arguments": dict.fromkeys(takes, 7)}
        Job.objects.filter(pk=job.pk).update(state="failed", ended_at=timezone.now(), **given)
        page = owner.get(f"/jobs/{job.pk}/").content.decode()
        assert f'<a href="{reverse(address, args=["ashcombe", *(7 for _ in takes)])}">Back to “{words}”</a>' in page


@pytest.fixture
def lead() -> Member:
    return make_member(make_partnership(), Role.LEAD)


def test_an_invited_person_makes_an_account_and_joins_once(lead: Member, client: Client, caplog: Any) -> None:
    invitation = invite(scope_for(lead))
    path = f"/invitations/{invitation.pk}/{invitation_token(invitation)}/"
    work.run(str(Job.objects.get().pk))
    assert path in mail.outbox[0].body

    assert client.post(path, {"name": "New", "password": "short"}).status_code == 422
    assert not Person.objects.filter(email="new@example.org").exists()
    assert client.post(path, {"name": "New", "password": PASSWORD}).headers["Location"] == "/p/ashcombe/"
    assert client.get("/p/ashcombe/").status_code == 200
    assert Client().post(path, {"name": "New", "password": PASSWORD}).status_code == 404
    token = invitation_token(invitation)
    assert token not in caplog.text, "the link is a secret, in logs as well"
    rows = str([list(model.objects.values()) for model in (Event, Job, type(invitation))])
    assert token not in rows


@pytest.mark.parametrize("how", ["expired", "withdrawn", "tampered"])
def test_a_link_that_is_no_longer_good_opens_nothing(lead: Member, client: Client, how: str) -> None:
    invitation = invite(scope_for(lead))
    token = invitation_token(invitation)
    if how == "expired":
        type(invitation).objects.update(expires_at=timezone.now())
    elif how == "withdrawn":
        actions.withdraw_invitation(scope=scope_for(lead), invitation=invitation)
    else:
        token = token[::-1]
    path = f"/invitations/{invitation.pk}/{token}/"
    assert client.get(path).status_code == 404
    assert client.post(path, {"name": "New", "password": PASSWORD}).status_code == 404
    assert not Person.objects.filter(email="new@example.org").exists()


def test_an_invitation_is_for_the_person_it_was_sent_to(lead: Member, client: Client) -> None:
    invitation = invite(scope_for(lead))
    path = f"/invitations/{invitation.pk}/{invitation_token(invitation)}/"
    client.force_login(Person.objects.create_user("other@example.org", "Other", PASSWORD))
    response = client.post(path)
    assert response.status_code == 422
    assert "sent to another address" in response.content.decode()
    client.force_login(Person.objects.create_user("NEW@example.org", "New", PASSWORD))
    assert client.post(path).headers["Location"] == "/p/ashcombe/"


def test_the_last_lead_stays_and_what_changes_has_its_reason(lead: Member) -> None:
    scope = scope_for(lead)
    same = {"organisation": lead.organisation, "post": "", "why": "Because", "seen": standing_of(lead)}
    with pytest.raises(InputError, match="needs a lead"):
        actions.end_membership(scope=scope, member=lead, why="Because")
    with pytest.raises(InputError, match="needs a lead"):
        actions.change_member(scope=scope, member=lead, roles=["reader"], ends=None, **same)
    other = make_member(lead.partnership, Role.READER)
    same["seen"] = standing_of(other)
    with pytest.raises(InputError, match="must end"):
        actions.change_member(scope=scope, member=other, roles=["inspector"], ends=None, **same)
    with pytest.raises(InputError, match="parent carer forum"):
        actions.change_member(scope=scope, member=other, roles=["forum member"], ends=None, **same)
    actions.change_member(scope=scope, member=other, roles=["lead"], ends=None, **same)
    actions.end_membership(scope=scope, member=lead, why="Moved away")
    assert list(Event.objects.filter(scope="ashcombe").order_by("-number").values_list("why", flat=True)[:2]) == [
        "Moved away", "Because",
    ]  # fmt: skip
    with pytest.raises(InputError, match="no longer in"):
        actions.change_member(scope=scope_for(other), member=lead, roles=["reader"], ends=None, **same)


def test_a_role_counts_to_its_last_day(lead: Member) -> None:
    other = make_member(lead.partnership, Role.READER, ends=in_days(0))
    assert scope_of(other.person, "ashcombe") is not None
    assert scope_of(role_ended(other).person, "ashcombe") is None


def test_signing_in_is_limited_and_says_so(lead: Member, client: Client) -> None:
    wrong = {"login": lead.person.email, "password": "wrong"}
    assert "do not belong together" in client.post("/sign-in/", wrong).content.decode()
    for _ in range(6):
        page = client.post("/sign-in/", wrong).content.decode()
    assert "Too many" in page


def test_production_asks_for_a_second_factor_and_has_no_personas(lead: Member, client: Client, settings: Any) -> None:
    settings.PRODUCTION = settings.SECOND_FACTOR_REQUIRED = True
    assert client.post("/sign-in/as/", {"persona": "x@wexmoor.example"}).status_code == 404
    client.force_login(lead.person)
    assert client.get("/p/ashcombe/").headers["Location"] == "/account/"
