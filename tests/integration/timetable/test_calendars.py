"""A calendar by a secret address: what is in it, who is sent it, and that it ends."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.inspections.actions import people as parts
from extramile.web.inspections.models import Participant
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.timetable.actions import calendars, sessions
from extramile.web.timetable.limits import MOST_IN_A_MINUTE
from extramile.web.timetable.models import CalendarMail
from extramile.web.timetable.queries.calendars import address, token
from tests.integration.selfevaluation.scene import signed_in
from tests.integration.timetable.days import begun, goes, place, session, somebody
from tests.partnership import role_ended

pytestmark = pytest.mark.django_db


def with_calendar():
    people, found = begun()
    reader = people["reader"]
    person = somebody(found, "Reader", member=reader.member)
    return people, found, calendars.renew(scope=reader, participant=person)


def feed_of(person: Participant) -> str:
    return reverse("timetable:feed", args=[person.pk, token(person)])


def test_the_feed_is_read_back_as_it_stands_and_names_nobody() -> None:
    people, found, person = with_calendar()
    coming = session(
        found, title="Group, of parents; all", in_=timedelta(days=1), place=place(found, address="1 High St")
    )
    off, declined = (
        session(found, title="Off", in_=timedelta(days=2)),
        session(found, title="Not mine", in_=timedelta(days=3)),
    )
    goes(coming, person, somebody(found, "Ada Beispiel"), answer="accepted")
    goes(off, person)
    goes(declined, person, answer="declined")
    sessions.call_off(scope=people["lead"], session=off, why="Snow")

    response = Client().get(feed_of(person))
    first, second = Calendar.from_ical(response.content).walk("VEVENT")

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert (str(first["SUMMARY"]), str(first["LOCATION"])) == ("Group, of parents; all", "Room 1, 1 High St")
    assert (str(first["STATUS"]), first["SEQUENCE"], str(first["UID"]).split("@")[0]) == (
        "CONFIRMED",
        0,
        f"session-{coming.pk}",
    )
    assert first.decoded("DTSTART") == coming.starts.replace(microsecond=0)
    assert (str(second["STATUS"]), second["SEQUENCE"]) == ("CANCELLED", 1)
    assert b"Ada" not in response.content


def test_a_new_address_ends_the_old_and_one_taken_back_leads_nowhere() -> None:
    people, _, person = with_calendar()
    old = feed_of(person)
    person = calendars.renew(scope=people["reader"], participant=person)
    assert (Client().get(old).status_code, Client().get(feed_of(person)).status_code) == (404, 200)
    with pytest.raises(InputError):
        calendars.renew(scope=people["lead"], participant=person)
    with pytest.raises(NotAllowedError):
        calendars.revoke(scope=people["forum"], participant=person)
    kept = feed_of(person)
    person = calendars.revoke(scope=people["lead"], participant=person)
    assert (Client().get(kept).status_code, Client().get(feed_of(person)).status_code) == (404, 404)


@pytest.mark.parametrize("ends", ["left", "inspection", "role"])
def test_it_ends_with_the_part_the_inspection_or_the_role(ends: str) -> None:
    people, found, person = with_calendar()
    if ends == "left":
        Participant.objects.update(left_at=timezone.now())
    elif ends == "inspection":
        found.ended_at, found.ended_why = timezone.now(), "Over"
        found.save()
    else:
        role_ended(people["reader"].member)
    assert Client().get(feed_of(person)).status_code == 404


def test_whoever_asks_too_often_waits() -> None:
    _, _, person = with_calendar()
    answers = [Client().get(feed_of(person)).status_code for _ in range(MOST_IN_A_MINUTE + 1)]
    assert answers == [200] * MOST_IN_A_MINUTE + [429]
    # The count stands with the person and not in a process; a minute later they may ask again.
    Participant.objects.filter(pk=person.pk).update(tries_from=timezone.now() - timedelta(minutes=1))
    assert Client().get(feed_of(person)).status_code == 200


def without_account(**more: Any):
    people, found = begun()
    return people, found, somebody(found, "Ada Beispiel", **{"email": "ada@example.org", **more})


def work_through() -> None:
    for job in Job.objects.filter(state="waiting").order_by("made_at"):
        run(str(job.pk))


def linked_in(text: str) -> str:
    (found,) = re.findall(r"/calendars/\S+", text)
    return found


def test_who_has_no_account_is_sent_the_address_by_mail_once() -> None:
    people, found, ada = without_account()
    goes(session(found, title="Group of parents", in_=timedelta(days=1)), ada)

    calendars.send(scope=people["lead"], participant=ada)
    work_through()
    Job.objects.update(state="waiting", ended_at=None)
    work_through()

    (sent,) = mail.outbox
    assert sent.to == ["ada@example.org"]
    assert "Group of parents" in Client().get(linked_in(sent.body)).content.decode()
    assert CalendarMail.objects.get().sent_at
    # Whoever died while it was being sent does not send it again, and says so.
    assert "may not have arrived" in Job.objects.get().problem


def test_a_new_mail_ends_the_address_of_the_one_before_and_what_was_taken_back_is_not_sent() -> None:
    people, _, ada = without_account()
    lead = people["lead"]
    calendars.send(scope=lead, participant=ada)
    work_through()
    calendars.send(scope=lead, participant=ada)
    calendars.send(scope=lead, participant=ada)
    work_through()

    # Of the two that were asked for at once only the newer goes out.
    old, new = (linked_in(each.body) for each in mail.outbox)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)

    calendars.revoke(scope=lead, participant=ada)
    assert Client().get(new).status_code == 404
    calendars.send(scope=lead, participant=ada)
    calendars.revoke(scope=lead, participant=ada)
    work_through()
    assert len(mail.outbox) == 2
    assert not Job.objects.exclude(state="done").exists()


def test_the_secret_stands_in_no_log_no_trail_no_job_and_on_no_page(caplog: Any) -> None:
    people, found, ada = without_account()
    calendars.send(scope=people["lead"], participant=ada)
    work_through()
    ada.refresh_from_db()
    secrets, link = (token(ada), ada.nonce), linked_in(mail.outbox[0].body)
    with caplog.at_level("DEBUG"):
        for _ in range(MOST_IN_A_MINUTE + 1):
            Client().get(link)
        calendars.revoke(scope=people["lead"], participant=ada)
        Client().get(link)
    page = signed_in(people["lead"]).get(f"/p/wexmoor/inspect/{found.pk}/timetable/people/{ada.pk}/").content.decode()
    trail = "".join(f"{each.thing}{each.before}{each.after}" for each in Event.objects.all())
    jobs = "".join(f"{each.arguments}{each.title}{each.step}{each.result}{each.problem}" for each in Job.objects.all())

    said = "".join(each.getMessage() for each in caplog.records if each.name != "django.db.backends")
    for secret in secrets:
        assert secret not in said + trail + jobs + page
    assert "Ada" not in trail + jobs
    verbs = set(Event.objects.filter(kind="participant").values_list("verb", flat=True))
    assert verbs == {"calendar address sent", "calendar address taken back"}


def test_only_who_runs_the_inspection_sends_and_only_to_who_has_no_other_way() -> None:
    people, found, ada = without_account(email="")
    with pytest.raises(InputError, match="mail address"):
        calendars.send(scope=people["lead"], participant=ada)
    for name in ("contributor", "reader", "inspector"):
        with pytest.raises(NotAllowedError):
            calendars.send(scope=people[name], participant=ada)
    reader = somebody(found, "Reader", member=people["reader"].member)
    with pytest.raises(InputError, match="have an account"):
        calendars.send(scope=people["lead"], participant=reader)
    parts.leave(scope=people["lead"], person=ada, why="Ill")
    with pytest.raises(InputError, match="no part any more"):
        calendars.revoke(scope=people["lead"], participant=ada)
    assert not Job.objects.exists()


def test_the_page_of_a_person_sends_renews_and_takes_back() -> None:
    people, found, ada = without_account()
    client, page = signed_in(people["lead"]), f"/p/wexmoor/inspect/{found.pk}/timetable/people/{ada.pk}/"

    def says(words: str) -> bool:
        return words in client.get(page).content.decode()

    assert says("Send them the address")
    assert client.post(f"{page}calendar/", {"do": "send"})["Location"] == page
    assert says("on its way")
    work_through()
    assert says("was sent to them on")
    client.post(f"{page}calendar/", {"do": "revoke"})
    assert says("Send them the address")
    ada.email = ""
    ada.save()
    refused = client.post(f"{page}calendar/", {"do": "send"})
    assert refused.status_code == 422
    assert "Nobody has entered their e-mail address." in refused.content.decode()
    assert "Their own calendar" not in signed_in(people["contributor"]).get(page).content.decode()


def test_an_address_that_went_to_a_wrong_mail_address_ends_when_that_is_corrected() -> None:
    people, _, ada = without_account()
    calendars.send(scope=people["lead"], participant=ada)
    work_through()
    values = {"name": ada.name, "post": "Head"}
    parts.change_person(scope=people["lead"], person=ada, values=values, seen=1)
    link = linked_in(mail.outbox[0].body)
    assert Client().get(link).status_code == 200

    parts.change_person(scope=people["lead"], person=ada, values={**values, "email": "ada@example.com"}, seen=2)

    assert Client().get(link).status_code == 404


def test_an_account_that_gets_a_part_does_not_get_somebody_elses_calendar() -> None:
    people, _, person = with_calendar()
    kept = feed_of(person)
    parts.change_person(
        scope=people["lead"], person=person, values={"member": people["contributor"].member}, seen=person.revision
    )
    assert Client().get(kept).status_code == 404
    person.refresh_from_db()
    assert address(person) == ""
