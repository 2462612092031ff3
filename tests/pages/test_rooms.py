"""The closed rooms: who comes in, who may, and that another partnership's page does not exist.

Everything here walks ROOMS of registry.py: a new room is tested by its example there. What each role is answered that asks
for a page is in test_every_page.py, for which every page is asked for once.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

import pytest
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

pytestmark = pytest.mark.django_db
ROOM_IDS = [f"{room.path} {number}" for number, room in enumerate(ROOMS)]
every_room = pytest.mark.parametrize("room", ROOMS, ids=ROOM_IDS)


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
    """Ask for a page and send a form to what takes one."""
    yield asked(client, room, path)
    if room.form:
        yield client.post(path, room.sent)


@every_room
def test_the_example_is_of_the_address_it_names(two: Two, room: Room) -> None:
    path = room.at(two.here)

    assert path.startswith(f"/p/{two.here.slug}/")
    assert resolve(path.partition("?")[0]).view_name == room.name


def test_every_address_of_a_partnership_is_a_room() -> None:
    """Whatever stands under /p/<slug>/ is in ROOMS and has the door around it."""
    patterns = [(name, pattern) for name, pattern in named_addresses(get_resolver().url_patterns) if "slug" in pattern]
    inside = {name for name, pattern in patterns if pattern.startswith("p/<slug:slug>/")}
    doors = {resolve(room.path.partition("?")[0].format_map(One())).func for room in ROOMS if "{" not in room.path[10:]}

    assert inside <= {room.name for room in ROOMS}
    assert len(inside) > 9
    assert [view for view in doors if not hasattr(view, "permission")] == []


class One(dict):
    """A partnership called one."""

    def __missing__(self, name: str) -> str:
        return "one"


@every_room
def test_a_visitor_is_sent_to_sign_in_and_comes_back(two: Two, room: Room) -> None:
    path = room.at(two.here)

    for response in both(Client(), room, path):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/sign-in/?next=/p/")


@pytest.mark.parametrize(("number", "room"), list(enumerate(ROOMS)), ids=ROOM_IDS)
def test_another_partnerships_page_does_not_exist(two: Two, number: int, room: Room) -> None:
    """For nobody who is not in it, whatever they are elsewhere; and it looks like what was never there.

    The door is the same for every room and knows no role before it knows a member: the roles of the other partnership take
    turns beside its lead, each at every seventh room.
    """
    path = room.at(two.here)
    roles = [role for role in two.there.members if role is not Role.LEAD]
    people = [two.there.members[each].person for each in (Role.LEAD, roles[number % len(roles)])]
    never = path.replace(f"/p/{two.here.slug}/", "/p/never-there/")
    before = Event.objects.count()

    for person in (*people, *two.strangers):
        for response in both(two.client_of(person), room, path):
            assert response.status_code == 404, person
            assert two.here.partnership.name not in response.content.decode()
    for other in both(two.client_of(people[0]), room, never):
        assert other.status_code == 404
    assert Event.objects.count() == before


@pytest.mark.parametrize("room", [room for room in ROOMS if room.names_a_thing], ids=lambda room: room.path)
def test_a_thing_of_another_partnership_is_not_reached_through_ones_own(two: Two, room: Room) -> None:
    """The ids of one partnership under the address of the other."""
    path = room.at(two.here).replace(f"/p/{two.here.slug}/", f"/p/{two.there.slug}/")
    before = Event.objects.count()

    for role in MAY[room.may]:
        for response in both(two.client_of(two.there.members[role].person), room, path):
            assert response.status_code == 404, role
    assert Event.objects.count() == before


@every_room
def test_who_left_or_whose_role_ended_yesterday_finds_nothing(two: Two, room: Room) -> None:
    path = room.at(two.here)

    for response in both(two.client_of(two.here.gone.person), room, path):
        assert response.status_code == 404


@pytest.mark.parametrize("room", [room for room in ROOMS if room.form or room.only_posted], ids=lambda room: room.path)
def test_who_may_not_cannot_send_either(two: Two, room: Room) -> None:
    """A refusal is a sentence that says who can, and changes nothing."""
    path = room.at(two.here)
    before = Event.objects.count()

    for role, member in two.here.members.items():
        if room.status(role) == 403:
            response = two.client_of(member.person).post(path, room.sent)
            assert response.status_code == 403, role
            assert "Only " in response.content.decode()
            assert " can " in response.content.decode()
    assert Event.objects.count() == before


@every_room
def test_what_takes_no_form_takes_none(two: Two, room: Room) -> None:
    client = two.client_of(two.here.members[Role.LEAD].person)
    path = room.at(two.here)

    if room.only_posted:
        assert client.get(path).status_code == 405
    if room.form or room.only_posted:
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = client.cookies
        response = strict.post(path, room.sent)
        assert response.status_code == 403
        assert "This cannot be sent from here" in response.content.decode()


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
