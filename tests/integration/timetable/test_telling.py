"""What changes is told to those whom it touches, in one mail each, and to nobody else."""

import dataclasses
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from extramile.core.vocabulary import InputError
from extramile.web.inspections.models import Participant
from extramile.web.jobs.actions import recover
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.timetable.actions import sessions, telling
from extramile.web.timetable.models import Change, Going, Session
from extramile.web.timetable.queries.untold import untold
from tests.integration.timetable.days import begun, goes, place, session, somebody

pytestmark = pytest.mark.django_db


def three(found) -> tuple[Session, list[Participant]]:
    """A session tomorrow to which two of three people go."""
    coming = session(found, title="A group", in_=timedelta(days=1))
    people = [somebody(found, name, email=f"{name.lower()}@example.org") for name in ("Ada", "Bo", "Cy")]
    goes(coming, *people[:2])
    return coming, people


def words_for(person: Participant) -> list[str]:
    return list(Change.objects.filter(participant=person).values_list("words", flat=True))


def work_through(later: timedelta = timedelta(0)) -> None:
    """Do every job that waits, as if so much later."""
    if later:
        for each in Change.objects.all():
            Change.objects.filter(pk=each.pk).update(at=each.at - later)
    for job in Job.objects.filter(state="waiting").order_by("made_at"):
        run(str(job.pk))


def test_only_those_touched_are_told() -> None:
    _, found = begun()
    coming, (ada, bo, cy) = three(found)
    before = telling.snapshot(coming)
    Going.objects.get(participant=bo).delete()
    goes(coming, cy)

    assert telling.changed(coming, before) == 2

    assert words_for(ada) == []
    assert "no longer asked" in words_for(bo)[0]
    assert words_for(cy)[0].startswith("You are asked to “A group”")


def test_those_who_go_are_told_of_time_and_place_but_not_of_what_is_none_of_theirs() -> None:
    _, found = begun()
    coming, (ada, bo, cy) = three(found)
    Going.objects.filter(participant=bo).update(answer="declined")
    before = telling.snapshot(coming)
    coming.asks_to_see, coming.expected = "Three plans", 12
    coming.save()
    assert telling.changed(coming, before) == 0
    coming.place = place(found, name="Room 7")
    coming.starts += timedelta(hours=1)
    coming.ends += timedelta(hours=1)
    coming.save()

    assert telling.changed(coming, before) == 1

    assert "is now on" in words_for(ada)[0]
    assert "is now in Room 7 (it was without a place yet)" in words_for(ada)[0]
    assert words_for(bo) == words_for(cy) == []


def test_called_off_and_brought_back() -> None:
    _, found = begun()
    coming, (ada, _, _) = three(found)
    before = telling.snapshot(coming)
    off = dataclasses.replace(before, called_off=True)

    telling.changed(coming, before, off)
    telling.changed(coming, off, before)
    # Nothing that changes in a session that is called off is told.
    telling.changed(coming, off, dataclasses.replace(off, place="Elsewhere"))

    assert [words.split("“A group” ")[1][:20] for words in words_for(ada)] == ["is called off.", "takes place after al"]


def test_what_is_over_and_what_one_did_oneself_is_told_to_nobody() -> None:
    people, found = begun()
    past = session(found)
    lead = somebody(found, "Lead", member=people["lead"].member)
    goes(past, lead)
    assert telling.changed(past, None) == 0
    coming = session(found, in_=timedelta(days=1))
    goes(coming, lead)
    assert telling.changed(coming, None, by=people["lead"].person) == 0
    assert telling.changed(coming, None) == 1


def test_one_mail_gathers_what_changed_in_one_go() -> None:
    _, found = begun()
    coming, _ = three(found)
    first = telling.snapshot(coming)
    second = dataclasses.replace(first, place="Room 7")
    telling.changed(coming, first, second)
    telling.changed(coming, second, dataclasses.replace(second, title="Another group"))

    work_through()
    assert mail.outbox == []
    assert Change.objects.filter(told_at=None).count() == 4
    Job.objects.update(state="waiting", attempt=0, ended_at=None)
    work_through(telling.QUIET + timedelta(seconds=1))

    assert sorted(each.to[0] for each in mail.outbox) == ["ada@example.org", "bo@example.org"]
    text = next(each.body for each in mail.outbox if each.to == ["ada@example.org"])
    assert "is now in Room 7" in text
    assert "is now called “Another group”" in text
    assert not Change.objects.filter(told_at=None).exists()
    assert {name for job in Job.objects.all() for name in job.arguments} == {"participant_id"}
    assert "Ada" not in "".join(f"{job.arguments}{job.title}{job.problem}{job.result}" for job in Job.objects.all())


def test_a_person_for_whom_much_changes_is_told_in_the_end() -> None:
    _, found = begun()
    coming, (ada, _, _) = three(found)
    telling.changed(coming, None)
    Change.objects.filter(participant=ada).update(at=timezone.now() - telling.LONGEST)
    telling.changed(coming, telling.snapshot(coming), dataclasses.replace(telling.snapshot(coming), place="Room 7"))

    work_through()

    assert [each.to[0] for each in mail.outbox] == ["ada@example.org"]


def test_a_job_that_waits_on_purpose_is_not_taken_for_forgotten() -> None:
    _, found = begun()
    coming, _ = three(found)
    telling.changed(coming, None)
    Job.objects.update(made_at=timezone.now() - timedelta(minutes=5))

    assert recover() == 0


def test_tell_now_and_those_who_cannot_be_written_to() -> None:
    people, found = begun()
    coming, (ada, _, _) = three(found)
    (unreachable,) = [somebody(found, "Di")]
    goes(coming, unreachable)
    telling.changed(coming, None)
    assert [(each.person.name, each.reachable) for each in untold(found)] == [
        ("Di", False),
        ("Ada", True),
        ("Bo", True),
    ]

    assert telling.tell_now(scope=people["lead"], inspection=found) == 2
    work_through()

    assert len(mail.outbox) == 2
    assert [each.person.name for each in untold(found)] == ["Di"]
    with pytest.raises(InputError, match="nobody to write to"):
        telling.tell_now(scope=people["lead"], inspection=found)
    telling.told_by_hand(scope=people["lead"], inspection=found, participant=unreachable)
    assert untold(found) == []
    assert ada.email in {each.to[0] for each in mail.outbox}


def test_two_jobs_at_once_tell_once_and_one_that_broke_off_is_said(monkeypatch) -> None:
    _, found = begun()
    coming, (ada, bo, _) = three(found)
    telling.changed(coming, None)
    one, other = (Job.objects.create(work="timetable.tell", title="x", state="running") for _ in range(2))
    now = timezone.now()

    assert len(telling.take_untold(ada.pk, one.pk, at_once=True, now=now)) == 1
    assert telling.take_untold(ada.pk, other.pk, at_once=True, now=now) == []
    assert [each.under_way for each in untold(found) if each.person == ada] == [True]
    Job.objects.filter(pk=one.pk).update(state="failed", ended_at=now)
    assert [each.doubtful for each in untold(found) if each.person == ada] == [True]
    assert len(telling.take_untold(ada.pk, other.pk, at_once=True, now=now)) == 1
    assert [each.doubtful for each in untold(found) if each.person == bo] == [False]


def test_each_action_on_a_session_tells_those_it_touches() -> None:
    people, found = begun()
    lead, (ada, bo) = people["lead"], (somebody(found, "Ada"), somebody(found, "Bo"))
    starts = timezone.now() + timedelta(days=1)
    said = sessions.Said("focus-group", "A group", starts, starts + timedelta(hours=1), going=frozenset({ada.pk}))

    made = sessions.make(scope=lead, inspection=found, said=said)
    asked = dataclasses.replace(said, going=frozenset({ada.pk, bo.pk}))
    sessions.change(scope=lead, session=made, was=said, now=asked)
    sessions.move(scope=lead, session=made, was=asked, starts=starts + timedelta(hours=2), place=None)
    sessions.call_off(scope=lead, session=made, why="Snow")
    sessions.bring_back(scope=lead, session=made)

    told = [words.split(" “A group”")[0].split("“A group” ")[-1].split(" ")[0:2] for words in words_for(ada)]
    assert told == [["You", "are"], ["is", "now"], ["is", "called"], ["takes", "place"]]
    assert len(words_for(bo)) == 4


def test_who_has_left_the_partnership_is_told_nothing_more() -> None:
    people, found = begun()
    coming = session(found, title="A group", in_=timedelta(days=1))
    member = people["contributor"].member
    ada = somebody(found, "Ada", member=member)
    goes(coming, ada)
    before = telling.snapshot(coming)
    coming.starts += timedelta(hours=1)
    coming.ends += timedelta(hours=1)
    coming.save()
    telling.changed(coming, before)
    member.grants.all().delete()

    work_through(timedelta(hours=1))

    assert mail.outbox == []
    # It is not forgotten: whoever runs the inspection sees that nobody could be written to.
    assert [(each.person, each.reachable) for each in untold(found)] == [(ada, False)]
