"""A person who is quoted approves on a phone without scripts; the press officer publishes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from extramile.web.announcements.actions import quoting
from extramile.web.announcements.queries.quotations import token
from extramile.web.partnerships.permissions import Role
from tests.functional.person import PHONE, Person
from tests.integration.announcements.scene import inspected, proposed, written
from tests.partnership import Place, make_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place(db: None) -> Place:
    cache.clear()
    return make_place()


@pytest.fixture
def anybody(browser: Any, live_server: Any) -> Iterator[Any]:
    came: list[Person] = []

    def comes(account: Any = None, *, scripts: bool = True) -> Person:
        person = Person(browser, live_server.url, scripts=scripts)
        if account is not None:
            person.is_signed_in(account)
        came.append(person)
        return person

    yield comes
    for person in came:
        person.leaves()


def test_a_person_quoted_approves_on_a_phone_and_the_press_officer_publishes(place: Place, anybody: Any) -> None:
    officer = place.scope(Role.PRESS_OFFICER)
    found = written(officer, inspected(place.scope()))
    quoted = quoting.ask(scope=officer, quotation=proposed(officer, found))

    leader = anybody(scripts=False)
    leader.page.set_viewport_size(PHONE)
    leader.opens(f"/quoted/{quoted.pk}/{token(quoted)}/")
    leader.sees("Where they will stand")
    leader.writes("Your words as cabinet member", "We build on this, and families see it first.")
    leader.presses("Approve these words")
    leader.sees("You approved these words")
    quoted.refresh_from_db()
    leader.sees(quoted.receipt)
    over = leader.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over == 0

    press = anybody(officer.person)
    press.opens("/p/ashcombe/tell/")
    press.follows(found.headline, within="main")
    press.finds_the_page_usable()
    press.follows("Checks", within="aside")
    press.sees("Every check passes.")
    press.finds_the_page_usable()
    press.follows("Quotations", within="main")
    press.finds_the_page_usable()
    press.follows("Where it stands")
    press.presses("Check it")
    press.presses("Publish it now")
    press.finds_the_page_usable()

    reader = anybody()
    reader.opens("/news/ashcombe/")
    reader.finds_the_page_usable()
    reader.follows(found.headline, within="main")
    reader.sees("We build on this, and families see it first.")
    reader.finds_the_page_usable()
