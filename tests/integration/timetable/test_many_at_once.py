"""A hundred people change one timetable at the same time: each save is stored, or answered with what was changed meanwhile."""

import html
import re
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from extramile.web.audit.models import Event
from extramile.web.partnerships.permissions import Role
from extramile.web.timetable.actions import sessions
from extramile.web.timetable.actions.sessions import ChangedMeanwhileError, Said, said_of
from extramile.web.timetable.models import Going, Session
from tests.integration.timetable.days import begun, somebody
from tests.partnership import make_member

NINE = datetime(2036, 11, 10, 9, 0, tzinfo=UTC)
PEOPLE, SESSIONS, AT_ONCE = 100, 10, 20
SAID = Said("focus-group", "A group", NINE, NINE + timedelta(hours=1))


@dataclass(frozen=True)
class Answered:
    """What somebody's save was answered with: it was stored, or they were told the number that stands."""

    stored: bool
    session: int
    number: int


def nothing_is_lost(answers: Iterable[Answered], people: int) -> None:
    """Look at every answer and every session: who was first is stored, who came later was shown that, all are asked."""
    answers = list(answers)
    stored = {each.session: each.number for each in answers if each.stored}
    assert len(answers) == people
    assert all(each.number == stored[each.session] for each in answers if not each.stored)
    assert len([each for each in answers if each.stored]) == len(stored) == SESSIONS
    assert Going.objects.count() == people
    for session in Session.objects.all():
        assert said_of(session).expected == stored[session.pk]
        assert session.revision == 1 + people // SESSIONS
    assert Event.objects.filter(verb="session changed").count() == people


def everybody(act: Callable[[int], Any], people: int, at_once: int) -> list[Any]:
    """Let everybody act, so many at the same moment. SQLite lets one write at a time: there they come one by one."""
    if at_once == 1:
        return [act(number) for number in range(people)]
    together = threading.Barrier(at_once)

    def some(first: int) -> list[Any]:
        """Act for every so-manieth person, each time at the same moment as the other threads."""
        done = []
        try:
            for number in range(first, people, at_once):
                together.wait(timeout=60)
                done.append(act(number))
        finally:
            connection.close()
        return done

    with ThreadPoolExecutor(at_once) as pool:
        each_thread = list(pool.map(some, range(at_once)))
    return [each_thread[number % at_once][number // at_once] for number in range(people)]


@pytest.mark.django_db(transaction=True)
def test_a_hundred_people_lose_nothing() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time: run on PostgreSQL")
    people, found = begun()
    lead = people["lead"]
    going = [somebody(found, f"Person {number}") for number in range(PEOPLE)]
    made = [sessions.make(scope=lead, inspection=found, said=SAID) for _ in range(SESSIONS)]

    def edit(number: int) -> Answered:
        """Ask oneself to a session, and say another number of people: all have read the same page."""
        session = made[number * SESSIONS // PEOPLE]
        asked = replace(SAID, going=frozenset({going[number].pk}), expected=number + 1)
        try:
            sessions.change(scope=lead, session=session, was=SAID, now=asked)
        except ChangedMeanwhileError as met:
            # They are shown what stands, and ask themselves in again without the number.
            sessions.change(scope=lead, session=session, was=SAID, now=replace(SAID, going=asked.going))
            return Answered(False, session.pk, met.theirs.expected)
        return Answered(True, session.pk, number + 1)

    nothing_is_lost(everybody(edit, PEOPLE, AT_ONCE), PEOPLE)


@pytest.mark.django_db(transaction=True)
def test_a_hundred_people_lose_nothing_through_the_pages() -> None:
    """Each with an account of their own; on SQLite a fifth of them, one after another, who had all read the same page."""
    people, at_once = (PEOPLE, AT_ONCE) if connection.vendor == "postgresql" else (PEOPLE // 5, 1)
    scopes, found = begun()
    members = [
        make_member(found.partnership, Role.CONTRIBUTOR, email=f"{number}@example.org", name=f"Person {number}")
        for number in range(people)
    ]
    going = [somebody(found, f"Person {number}", member=member) for number, member in enumerate(members)]
    made = [sessions.make(scope=scopes["lead"], inspection=found, said=SAID) for _ in range(SESSIONS)]

    def reads(number: int) -> tuple[Client, str]:
        """Sign in, and open the page on which a session is changed."""
        client = Client()
        client.force_login(members[number].person)
        response = client.get(page_of(number))
        assert response.status_code == 200
        return client, response.content.decode()

    def page_of(number: int) -> str:
        return reverse("timetable:change", args=["wexmoor", found.pk, made[number * SESSIONS // people].pk])

    def saves(number: int) -> Answered:
        client, page = opened[number]
        session = made[number * SESSIONS // people].pk
        response = client.post(page_of(number), form_in(page, going[number].pk, number + 1))
        if response.status_code == 302:
            return Answered(True, session, number + 1)
        assert response.status_code == 422
        shown = response.content.decode()
        (theirs,) = re.findall(r"Theirs: (\d+)", shown)
        assert f"Yours: {number + 1}" in shown
        # They take over the number that they are shown, and save again.
        assert client.post(page_of(number), form_in(shown, going[number].pk, int(theirs))).status_code == 302
        return Answered(False, session, int(theirs))

    # The first reader has the templates compiled; otherwise every thread would compile them for itself.
    reads(0)
    opened = everybody(reads, people, at_once)
    nothing_is_lost(everybody(saves, people, at_once), people)


def form_in(page: str, me: int, expected: int) -> dict[str, Any]:
    """Return the form of a page as a browser sends it, with oneself ticked and a number entered."""
    ticked = re.findall(r'name="going" value="(\d+)" checked', page)
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', page)
    return {
        "seen": html.unescape(seen),
        "type": SAID.type,
        "title": SAID.title,
        "day": "10 November 2036",
        "start": "9:00",
        "end": "10:00",
        "expected": expected,
        "going": sorted({*ticked, str(me)}),
    }
