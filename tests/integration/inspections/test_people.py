"""Who has a part: who may say so and see it, and two people at one page."""

from typing import Any

import pytest

from extramile.core.vocabulary import InputError
from extramile.web.audit.queries import history_of
from extramile.web.inspections import person_values
from extramile.web.inspections.actions import people as actions
from extramile.web.inspections.models import Inspection, Participant
from extramile.web.inspections.queries import people as queries
from extramile.web.partnerships.permissions import NotAllowedError
from extramile.web.partnerships.scope import Scope
from tests.integration.inspections.scene import inspect, make_partnership, signed_in

pytestmark = pytest.mark.django_db
ADA = {
    "name": "Ada Lane",
    "side": "visiting",
    "role": "ofsted_lead",
    "post": "Lead inspector",
    "email": "ada@x.example",
}


@pytest.fixture
def roles() -> dict[str, Scope]:
    return make_partnership("wexmoor")


@pytest.fixture
def found(roles: dict[str, Scope]) -> Inspection:
    return inspect(roles["lead"])


def add(scope: Scope, found: Inspection, **more: Any) -> Participant:
    return actions.add_person(scope=scope, inspection=found, values={**ADA, **more})


def test_the_trail_holds_the_post_and_neither_name_nor_address(roles: dict[str, Scope], found: Inspection) -> None:
    ada = add(roles["lead"], found)

    told = history_of("wexmoor", actions.KIND, ada.pk).get()

    assert told.thing == "Lead inspector"
    assert "Ada" not in f"{told.before}{told.after}{told.thing}"
    assert "ada@" not in f"{told.before}{told.after}{told.thing}"


def test_a_role_belongs_to_its_side_and_an_account_has_one_part(roles: dict[str, Scope], found: Inspection) -> None:
    lead = roles["lead"]
    with pytest.raises(InputError, match="on the other side"):
        add(lead, found, side="local")
    add(lead, found, member=lead.member, role="lano", side="local")
    with pytest.raises(InputError, match="has a part already"):
        add(lead, found, member=lead.member, role="", side="local")
    with pytest.raises(NotAllowedError):
        add(roles["reader"], found)


def test_two_who_change_one_person_both_keep_what_they_wrote(roles: dict[str, Scope], found: Inspection) -> None:
    lead = roles["lead"]
    ada = add(lead, found)
    base = person_values.values_of(ada)
    actions.change_person(scope=lead, person=ada, values={**base, "phone": "01632 960 001"}, seen=1, base=base)

    with pytest.raises(actions.ChangedMeanwhileError) as caught:
        actions.change_person(scope=lead, person=ada, values={**base, "post": "HMI"}, seen=1, base=base)

    assert caught.value.proposal["phone"] == "01632 960 001"
    assert caught.value.proposal["post"] == "HMI"


def test_the_page_shows_what_met_and_saves_both(roles: dict[str, Scope], found: Inspection) -> None:
    lead = roles["lead"]
    ada, client = add(lead, found), signed_in(lead)
    address = f"/p/wexmoor/inspect/{found.pk}/people/{ada.pk}/change/"
    read = {**ADA, "revision": "1", **{f"seen-{name}": value for name, value in ADA.items()}}
    assert client.post(address, {**read, "phone": "01632 960 002"}).status_code == 302

    page = client.post(address, {**read, "post": "HMI"})

    assert page.status_code == 422
    words = page.content.decode()
    assert "Theirs: 01632 960 002" in words
    assert 'value="HMI"' in words
    assert client.post(address, {**read, "revision": "2", "phone": "01632 960 002", "post": "HMI"}).status_code == 302
    ada.refresh_from_db()
    assert (ada.phone, ada.post) == ("01632 960 002", "HMI")


def test_who_leaves_stays_in_what_has_been_and_may_come_back(roles: dict[str, Scope], found: Inspection) -> None:
    lead = roles["lead"]
    ada = add(lead, found)
    with pytest.raises(InputError, match="Say why"):
        actions.leave(scope=lead, person=ada, why=" ")

    actions.leave(scope=lead, person=ada, why="Another came")

    assert all(not each.people for each in queries.roles_held(found))
    assert "Ada Lane" in signed_in(lead).get(f"/p/wexmoor/inspect/{found.pk}/people/").content.decode()
    actions.come_back(scope=lead, person=ada)
    assert [each.role.id for each in queries.roles_held(found) if each.people] == ["ofsted_lead"]


def test_who_has_a_part_sees_who_else_has_one(roles: dict[str, Scope], found: Inspection) -> None:
    lead, reader = roles["lead"], roles["reader"]
    address = f"/p/wexmoor/inspect/{found.pk}/people/"
    add(lead, found)
    assert signed_in(reader).get(address).status_code == 403

    add(lead, found, name="Rea Der", side="local", role="", member=reader.member)

    assert "ada@x.example" in signed_in(reader).get(address).content.decode()
    assert "Ada Lane" in signed_in(reader).get(f"/p/wexmoor/inspect/{found.pk}/people.csv").content.decode()
