"""A calendar by a secret address: what is in it, and that it ends."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from extramile.core.vocabulary import InputError
from extramile.web.inspections.models import Participant
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.timetable.actions import calendars, sessions
from extramile.web.timetable.queries.calendars import token
from extramile.web.timetable.views.calendars import MOST_IN_A_MINUTE
from tests.integration.timetable.days import begun, goes, place, session, somebody
from tests.partnership import role_ended

pytestmark = pytest.mark.django_db


def with_calendar():
    people, found = begun()
    reader = people["reader"]
    person = somebody(found, "Reader", member=reader.member)
    return people, found, calendars.renew(scope=reader, participant=person)


def address(person: Participant) -> str:
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

    response = Client().get(address(person))
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
    old = address(person)
    person = calendars.renew(scope=people["reader"], participant=person)
    assert (Client().get(old).status_code, Client().get(address(person)).status_code) == (404, 200)
    with pytest.raises(InputError):
        calendars.renew(scope=people["lead"], participant=person)
    with pytest.raises(NotAllowedError):
        calendars.revoke(scope=people["forum"], participant=person)
    kept = address(person)
    person = calendars.revoke(scope=people["lead"], participant=person)
    assert (Client().get(kept).status_code, Client().get(address(person)).status_code) == (404, 404)


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
    assert Client().get(address(person)).status_code == 404


def test_whoever_asks_too_often_waits() -> None:
    _, _, person = with_calendar()
    answers = [Client().get(address(person)).status_code for _ in range(2 * MOST_IN_A_MINUTE + 1)]
    assert answers[0] == 200
    assert answers[-1] == 429 or 429 in answers
