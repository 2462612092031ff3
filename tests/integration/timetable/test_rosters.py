"""Who is invited, what they answered, who came; what two people enter at once is never lost without a word."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from extramile.core.vocabulary import InputError
from extramile.web.audit.models import Event
from extramile.web.inspections.queries.people import may_see_names
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.timetable.actions import rosters
from extramile.web.timetable.actions.rosters import Entry
from extramile.web.timetable.models import Going, RosterLine
from tests.integration.timetable.days import begun, goes, session, somebody

pytestmark = pytest.mark.django_db


def client_of(scope):
    client = Client()
    client.force_login(scope.person)
    return client


def at(name, people, found, **more):
    return reverse(f"timetable:{name}", args=[people["lead"].name, found.pk, *more.values()])


def test_answers_and_numbers_are_entered_and_the_trail_has_numbers_only() -> None:
    people, found = begun()
    group = session(found, in_=timedelta(days=1))
    (going,) = goes(group, somebody(found, "Ada Beispiel"))
    line = rosters.add_line(scope=people["lead"], session=group, role="Parents", phase="primary", invited=8)

    rosters.save_answers(
        scope=people["contributor"],
        session=group,
        answers={going.pk: Entry("invited", "accepted")},
        invited={line.pk: Entry(8, 10)},
        accepted={line.pk: Entry(0, 9)},
    )

    going.refresh_from_db()
    line.refresh_from_db()
    assert (going.answer, line.invited, line.accepted) == ("accepted", 10, 9)
    event = Event.objects.order_by("pk").last()
    assert event.verb == "answers entered"
    assert "Ada" not in f"{event.before}{event.after}{event.thing}"


def test_nobody_accepts_uninvited() -> None:
    people, found = begun()
    group = session(found)

    with pytest.raises(InputError, match="only 2 are invited"):
        rosters.add_line(scope=people["lead"], session=group, role="Pupils", invited=2, accepted=3)
    assert not RosterLine.objects.exists()


def test_who_came_is_recorded_once_the_session_has_begun() -> None:
    people, found = begun()
    group, later = session(found), session(found, in_=timedelta(hours=3))
    came, did_not = goes(group, somebody(found), somebody(found, "Bo Beispiel"))
    line = rosters.add_line(scope=people["lead"], session=group, role="Pupils", invited=6, accepted=6)
    entered = {came.pk: Entry(None, True), did_not.pk: Entry(None, False)}

    rosters.record_attendance(scope=people["lead"], session=group, came=entered, attended={line.pk: Entry(None, 0)})

    assert list(Going.objects.order_by("pk").values_list("came", flat=True)) == [True, False]
    line.refresh_from_db()
    assert line.attended == 0
    with pytest.raises(InputError, match="has not begun"):
        rosters.record_attendance(scope=people["lead"], session=later, came={}, attended={})


def test_all_came_fills_in_only_what_nobody_knows() -> None:
    people, found = begun()
    group = session(found)
    known, _, declined = goes(group, *(somebody(found, name) for name in ("A", "B", "C")))
    Going.objects.filter(pk=known.pk).update(came=False)
    Going.objects.filter(pk=declined.pk).update(answer="declined")
    line = rosters.add_line(scope=people["lead"], session=group, role="Pupils", invited=6, accepted=5)

    rosters.record_attendance(scope=people["lead"], session=group, came={}, attended={}, all_came=True)

    assert list(Going.objects.order_by("pk").values_list("came", flat=True)) == [False, True, None]
    line.refresh_from_db()
    assert line.attended == 5


def test_what_somebody_else_entered_meanwhile_is_neither_lost_nor_written_over() -> None:
    people, found = begun()
    group = session(found)
    line = rosters.add_line(scope=people["lead"], session=group, role="Pupils", invited=9)
    mine, theirs = {line.pk: Entry(None, 7)}, {line.pk: Entry(None, 8)}
    rosters.record_attendance(scope=people["contributor"], session=group, came={}, attended=theirs)

    with pytest.raises(InputError, match="it now says 8"):
        rosters.record_attendance(scope=people["lead"], session=group, came={}, attended=mine)
    # Who did not touch it writes nothing over it.
    rosters.record_attendance(scope=people["lead"], session=group, came={}, attended={line.pk: Entry(None, None)})

    line.refresh_from_db()
    assert line.attended == 8


def test_the_page_marks_what_was_changed_meanwhile_and_keeps_what_was_entered() -> None:
    people, found = begun()
    group = session(found)
    one = rosters.add_line(scope=people["lead"], session=group, role="Pupils", invited=9)
    other = rosters.add_line(scope=people["lead"], session=group, role="Parents", invited=9)
    rosters.record_attendance(scope=people["lead"], session=group, came={}, attended={one.pk: Entry(None, 8)})
    sent = {
        f"attended-{one.pk}": "7",
        f"was-attended-{one.pk}": "",
        f"attended-{other.pk}": "4",
        f"was-attended-{other.pk}": "",
    }

    response = client_of(people["lead"]).post(at("attendance", people, found, session_id=group.pk), sent)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Somebody else changed this meanwhile" in page
    assert f'name="attended-{one.pk}" type="text" value="8"' in page
    assert f'name="attended-{other.pk}" type="text" value="4"' in page


def test_a_line_is_taken_out_until_somebody_came() -> None:
    people, found = begun()
    group = session(found)
    line = rosters.add_line(scope=people["lead"], session=group, role="Pupils", invited=9, attended=3)

    with pytest.raises(InputError, match="part of the record"):
        rosters.take_out_line(scope=people["lead"], line=line)
    RosterLine.objects.update(attended=None)
    rosters.take_out_line(scope=people["lead"], line=line)
    assert not RosterLine.objects.exists()


def test_oneself_is_answered_for_by_oneself_alone() -> None:
    people, found = begun()
    group = session(found, in_=timedelta(days=1))
    reader = people["reader"]
    (going,) = goes(group, somebody(found, "Reader", member=reader.member))

    with pytest.raises(InputError, match="somebody else's"):
        rosters.answer_for_oneself(scope=people["forum"], going=going, answer="accepted")
    assert rosters.answer_for_oneself(scope=reader, going=going, answer="declined").answer == "declined"
    with pytest.raises(NotAllowedError):
        rosters.save_answers(scope=reader, session=group, answers={}, invited={}, accepted={})


def test_who_is_asked_answers_on_the_page_of_the_session() -> None:
    people, found = begun()
    group = session(found, in_=timedelta(days=1))
    reader = people["reader"]
    (going,) = goes(group, somebody(found, "Reader", member=reader.member))
    page, where = (at(name, people, found, session_id=group.pk) for name in ("session", "answer"))
    client = client_of(reader)
    assert b"have not answered yet" in client.get(page).content

    assert client.post(where, {"answer": "accepted"}).status_code == 302
    going.refresh_from_db()
    assert going.answer == "accepted"
    shown = client.get(page).content
    assert b"You said that you are coming." in shown
    assert b"I am coming" not in shown
    assert client.post(where, {"answer": "declined"}).status_code == 302
    assert client.post(where, {"answer": "perhaps"}).status_code == 422
    going.refresh_from_db()
    assert going.answer == "declined"

    # Who is not asked has nothing to answer, nor has anybody once it has begun.
    assert b"Your answer" not in client_of(people["forum"]).get(page).content
    assert client_of(people["forum"]).post(where, {"answer": "accepted"}).status_code == 404
    group.starts, group.ends = group.starts - timedelta(days=2), group.ends - timedelta(days=2)
    group.save()
    assert b"Your answer" not in client.get(page).content
    assert client.post(where, {"answer": "accepted"}).status_code == 422


def test_names_are_for_those_who_make_the_timetable_or_have_a_part() -> None:
    people, found = begun()
    group = session(found)
    goes(group, somebody(found, "Ada Beispiel"))
    address = at("roster", people, found, session_id=group.pk)

    assert b"Ada Beispiel" in client_of(people["contributor"]).get(address).content
    page = client_of(people["reader"]).get(address).content
    assert b"Ada Beispiel" not in page
    assert b"Of no organisation here" in page
    assert not may_see_names(people["forum"], found)
    somebody(found, "The forum's chair", member=people["forum"].member)
    assert may_see_names(people["forum"], found)
