"""A hundred people change one timetable at the same time: each save is stored, or answered with what was changed meanwhile."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from extramile.web.audit.models import Event
from extramile.web.timetable.actions import sessions
from extramile.web.timetable.actions.sessions import ChangedMeanwhileError, Said, said_of
from extramile.web.timetable.models import Going, Session
from tests.integration.timetable.days import begun, somebody

NINE = datetime(2036, 11, 10, 9, 0, tzinfo=UTC)
PEOPLE, SESSIONS, AT_ONCE = 100, 10, 25


@pytest.mark.django_db(transaction=True)
def test_a_hundred_people_lose_nothing() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time: run on PostgreSQL")
    people, found = begun()
    lead = people["lead"]
    going = [somebody(found, f"Person {number}") for number in range(PEOPLE)]
    said = Said("focus-group", "A group", NINE, NINE + timedelta(hours=1))
    made = [sessions.make(scope=lead, inspection=found, said=said) for _ in range(SESSIONS)]
    together = threading.Barrier(AT_ONCE)

    def edit(number: int) -> tuple[str, int, int]:
        """Ask oneself to a session, and say another number of people: all have read the same page."""
        session = made[number % SESSIONS]
        asked = replace(said, going=frozenset({going[number].pk}), expected=number + 1)
        try:
            together.wait(timeout=60)
            sessions.change(scope=lead, session=session, was=said, now=asked)
        except ChangedMeanwhileError as met:
            # They are shown what stands, and ask themselves in again without the number.
            sessions.change(scope=lead, session=session, was=said, now=replace(said, going=asked.going))
            return "told", session.pk, met.theirs.expected
        else:
            return "stored", session.pk, number + 1
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(edit, range(PEOPLE)))

    stored = {session: expected for how, session, expected in answers if how == "stored"}
    assert len(answers) == PEOPLE
    assert all(shown == stored[session] for how, session, shown in answers if how == "told")
    assert len([how for how, _, _ in answers if how == "stored"]) == len(stored) == SESSIONS
    assert Going.objects.count() == PEOPLE
    for session in Session.objects.all():
        assert said_of(session).expected == stored[session.pk]
        assert session.revision == 1 + PEOPLE // SESSIONS
    assert Event.objects.filter(verb="session changed").count() == PEOPLE
