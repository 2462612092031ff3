"""A parent finds what changed; the forum's chair releases what came of it, and it stands there."""

from typing import Any

import pytest
from django.core.cache import cache

from extramile.web.partnerships.permissions import Role
from extramile.web.publicpage.actions import releasing
from tests.functional.person import PHONE
from tests.integration.announcements.scene import inspected, told
from tests.pages.public_pages import shown_of
from tests.partnership import Place, make_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])


@pytest.fixture
def place(library: Any) -> Place:
    cache.clear()
    made = make_place()
    shown_of(made)
    return made


@SCRIPTS
def test_a_parent_finds_what_changed_from_the_home_page_in_two_steps(place: Place, anybody: Any, scripts: bool) -> None:
    lead = place.scope()
    found = told(lead, inspected(lead))
    parent = anybody(scripts=scripts)
    parent.page.set_viewport_size(PHONE)
    parent.opens("/")
    parent.follows("See what is done about it", within="main")
    parent.follows("What changed", within="main")
    assert parent.heading == "What changed"
    parent.sees(found.headline, within="main")
    parent.sees("“Telling <it> once”: what was found, and what is done", within="main")


@SCRIPTS
def test_a_parent_who_knows_their_area_finds_its_page_in_two_steps(place: Place, anybody: Any, scripts: bool) -> None:
    parent = anybody(scripts=scripts)
    parent.page.set_viewport_size(PHONE)
    parent.opens("/")
    parent.writes("Find a local area", "826")
    parent.presses("Find")
    parent.follows("What changed", within="aside")
    assert parent.heading == "What changed"
    parent.is_at("/local/ashcombe/changes/")


def test_what_a_parent_reads_is_usable_and_leads_on(place: Place, anybody: Any) -> None:
    lead = place.scope()
    found = told(lead, inspected(lead))
    parent = anybody()
    parent.opens("/local/")
    parent.finds_the_page_usable()
    parent.follows("Ashcombe partnership", within="main")
    parent.finds_the_page_usable()
    parent.follows(found.headline, within="#news")
    parent.follows("What is done about it")
    parent.is_at("/local/ashcombe/")
    parent.follows("Who acts, by when, and every figure", within="main")
    parent.finds_the_page_usable()
    parent.sees("One <record> & one form")


@pytest.mark.parametrize("path", ["", "changes/"])
def test_the_page_can_be_read_at_twice_the_size(place: Place, anybody: Any, path: str) -> None:
    """At 200% a desk of 1280 pixels has 640; and text twice as large pushes nothing out."""
    lead = place.scope()
    told(lead, inspected(lead))
    parent = anybody()
    parent.page.set_viewport_size({"width": 640, "height": 450})
    parent.opens(f"/local/ashcombe/{path}")
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert parent.page.evaluate(over) <= 0
    parent.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert parent.page.evaluate(over) <= 0


def test_on_paper_everything_that_was_found_stands_open(place: Place, anybody: Any) -> None:
    parent = anybody()
    parent.opens("/local/ashcombe/")
    finding = parent.page.get_by_text("Families tell <their> story & wait.")
    assert finding.locator("visible=true").count() == 0, "on the screen it is folded"
    parent.page.emulate_media(media="print")
    assert finding.locator("visible=true").count() == 1


def test_what_the_forums_chair_releases_stands_on_the_page(place: Place, anybody: Any) -> None:
    chair = anybody(place.scope(Role.FORUM_MEMBER).person)
    parent = anybody(scripts=False)
    chair.opens("/p/ashcombe/voices/loop/new/")
    chair.writes("What was said", "We hear nothing while we wait.")
    chair.writes("Who said it", "Parents at the coffee morning")
    chair.writes("Day it was said", "1 June 2026")
    chair.ticks("The whole partnership")
    chair.page.get_by_role("button", name="Save", exact=True).click()
    parent.opens("/local/ashcombe/")
    parent.does_not_see("We hear nothing while we wait.")
    chair.page.get_by_role("button", name="Release to everybody").click()
    chair.sees("Public")
    parent.opens("/local/ashcombe/")
    parent.sees("We hear nothing while we wait.", within="#loop")
    chair.page.get_by_role("button", name="Take it off the public page").click()
    chair.sees("Not public")
    parent.opens("/local/ashcombe/")
    parent.does_not_see("We hear nothing while we wait.")


def test_a_page_that_was_closed_is_nowhere(place: Place, anybody: Any) -> None:
    releasing.close_page(scope=place.scope(), why="It is written anew")
    parent = anybody(scripts=False)
    parent.opens("/areas/826/")
    parent.does_not_see("What is done about it")
