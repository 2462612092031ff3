"""The closed rooms: who comes in, who may, and that another partnership's page does not exist.

Everything here walks ROOMS of registry.py: a new room is tested by its example there. What each role is answered that asks
for a page is in test_every_page.py, for which every page is asked for once. A test goes through all rooms itself and tells which
answered otherwise: what pytest does before and after a test takes as long as a room does.

Who may come in is in no database, and is asked on one of them; that everything the examples speak of can be made, on both.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, resolve

from extramile.web.accounts.models import Person
from extramile.web.audit.models import Event
from extramile.web.partnerships.permissions import MAY, NotAllowedError, Permission, Role
from tests.library import make_editor, make_person
from tests.pages.addresses import Room
from tests.pages.registry import ROOMS, named_addresses
from tests.partnership import Place, make_place

pytestmark = [pytest.mark.django_db, pytest.mark.long]
who_may = pytest.mark.one_database


@dataclass
class Two:
    """Two partnerships, each with people in every role; in the first is everything that the examples speak of."""

    here: Place
    there: Place
    # People who are in neither, and the cookies of everybody who came before.
    strangers: list[Person]
    cookies: dict[int, SimpleCookie] = field(default_factory=dict)

    def client_of(self, person: Person) -> Client:
        """Return a browser in which somebody is signed in."""
        client = Client()
        if person.pk not in self.cookies:
            client.force_login(person)
            self.cookies[person.pk] = client.cookies
        client.cookies = deepcopy(self.cookies[person.pk])
        return client


@pytest.fixture(scope="module")
def made(shared_db: None) -> Two:
    root = make_person("root@example.org", "Root Example")
    root.is_superuser = True
    root.save()
    two = Two(make_place("ashcombe"), make_place("brackwater"), [make_person(), make_editor(), root])
    for room in ROOMS:
        room.at(two.here)
    places = (two.here, two.there)
    for person in (
        *two.strangers,
        two.here.gone.person,
        *(m.person for place in places for m in place.members.values()),
    ):
        two.client_of(person)
    return two


@pytest.fixture
def two(made: Two, db: None) -> Two:
    return deepcopy(made)


def asked(client: Client, room: Room, path: str) -> HttpResponse:
    """Ask for a page, or send an empty form to what only takes forms."""
    return client.post(path, room.sent) if room.only_posted else client.get(path)


def both(client: Client, room: Room, path: str) -> Iterator[HttpResponse]:
    """Ask for a page and send a form to what takes one. No page that was made for somebody else comes back."""
    caches["pages"].clear()
    yield asked(client, room, path)
    if room.form:
        yield client.post(path, room.sent)


def test_each_example_is_of_the_address_it_names_and_has_the_door_around_it(two: Two) -> None:
    paths = [room.at(two.here) for room in ROOMS]
    found = [resolve(path.partition("?")[0]) for path in paths]

    assert [path for path in paths if not path.startswith(f"/p/{two.here.slug}/")] == []
    assert [each.view_name for each in found] == [room.name for room in ROOMS]
    assert [path for path, each in zip(paths, found, strict=True) if not hasattr(each.func, "permission")] == []


def test_every_address_of_a_partnership_is_a_room() -> None:
    """Whatever stands under /p/<slug>/ is in ROOMS."""
    patterns = [(name, pattern) for name, pattern in named_addresses(get_resolver().url_patterns) if "slug" in pattern]
    inside = {name for name, pattern in patterns if pattern.startswith("p/<slug:slug>/")}

    assert inside <= {room.name for room in ROOMS}
    assert len(inside) > 9


@who_may
def test_a_visitor_is_sent_to_sign_in_and_comes_back(two: Two) -> None:
    let_in = [
        (path, response.status_code)
        for room in ROOMS
        for path in [room.at(two.here)]
        for response in both(Client(), room, path)
        if response.status_code != 302 or not response.headers["Location"].startswith("/sign-in/?next=/p/")
    ]

    assert let_in == []


@who_may
def test_another_partnerships_page_does_not_exist(two: Two) -> None:
    """For nobody who is not in it, whatever they are elsewhere; and it looks like what was never there.

    The door is the same for every room and knows no role before it knows a member: beside the lead of the other partnership
    its other roles, a reader, an editor and a superuser of the site take turns.
    """
    lead, *others = [two.there.members[Role.LEAD].person, *two.strangers]
    others += [member.person for role, member in two.there.members.items() if role is not Role.LEAD]
    before = Event.objects.count()
    found = []
    for number, room in enumerate(ROOMS):
        path = room.at(two.here)
        for person in (lead, others[number % len(others)]):
            for response in both(two.client_of(person), room, path):
                if response.status_code != 404 or two.here.partnership.name in response.content.decode():
                    found += [(path, person.name, response.status_code)]
        never = path.replace(f"/p/{two.here.slug}/", "/p/never-there/")
        found += [
            (never, each.status_code) for each in both(two.client_of(lead), room, never) if each.status_code != 404
        ]

    assert len(ROOMS) > 10 * len(others)
    assert found == []
    assert Event.objects.count() == before


@who_may
def test_a_thing_of_another_partnership_is_not_reached_through_ones_own(two: Two) -> None:
    """The ids of one partnership under the address of the other."""
    before = Event.objects.count()
    rooms = [(room, room.at(two.here)) for room in ROOMS if room.names_a_thing]
    reached = [
        (path, role, response.status_code)
        for room, path in rooms
        for role in MAY[room.may]
        for response in both(
            two.client_of(two.there.members[role].person),
            room,
            path.replace(f"/p/{two.here.slug}/", f"/p/{two.there.slug}/"),
        )
        if response.status_code != 404
    ]

    assert len(rooms) > 50
    assert reached == []
    assert Event.objects.count() == before


@who_may
def test_who_left_or_whose_role_ended_yesterday_finds_nothing(two: Two) -> None:
    found = [
        (path, response.status_code)
        for room in ROOMS
        for path in [room.at(two.here)]
        for response in both(two.client_of(two.here.gone.person), room, path)
        if response.status_code != 404
    ]

    assert found == []


@who_may
def test_who_may_not_cannot_send_either(two: Two) -> None:
    """A refusal is a sentence that says who can, and changes nothing."""
    before = Event.objects.count()
    asked_of, otherwise = 0, []
    for room in (room for room in ROOMS if room.form or room.only_posted):
        path = room.at(two.here)
        for role, member in two.here.members.items():
            if room.status(role) == 403:
                response = two.client_of(member.person).post(path, room.sent)
                asked_of += 1
                said = response.content.decode()
                if response.status_code != 403 or "Only " not in said or " can " not in said:
                    otherwise.append((path, role, response.status_code))

    assert asked_of > 100
    assert otherwise == []
    assert Event.objects.count() == before


@who_may
def test_what_takes_no_form_takes_none(two: Two) -> None:
    client = two.client_of(two.here.members[Role.LEAD].person)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    otherwise = []
    for room in ROOMS:
        path = room.at(two.here)
        if room.only_posted and (status := client.get(path).status_code) != 405:
            otherwise.append((path, "get", status))
        if room.form or room.only_posted:
            response = strict.post(path, room.sent)
            if response.status_code != 403 or "This cannot be sent from here" not in response.content.decode():
                otherwise.append((path, "post", response.status_code))

    assert otherwise == []


def test_a_refusal_says_who_can_and_whom_to_ask(two: Two) -> None:
    page = two.client_of(two.here.members[Role.READER].person).get("/p/ashcombe/people/invite/").content.decode()

    assert "Only a lead can invite people and change their roles. Ask Lead Ashcombe." in page


@pytest.mark.parametrize("permission", Permission)
def test_every_refusal_is_a_sentence(permission: Permission) -> None:
    sentence = str(NotAllowedError(permission))

    assert sentence.startswith("Only a")
    assert f" can {permission.value}." in sentence


def test_the_forums_own_space_needs_the_role_and_the_forum(two: Two) -> None:
    assert two.here.scope(Role.FORUM_MEMBER).can(Permission.USE_FORUM_SPACE)
    for role in set(Role) - {Role.FORUM_MEMBER}:
        assert not two.here.scope(role).can(Permission.USE_FORUM_SPACE)
