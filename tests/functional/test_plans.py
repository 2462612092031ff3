"""From findings to a theme that turns green with its proof: begun, worked on and measured by keyboard, without scripts.

That each page is usable for everybody is looked at in `test_every_page`; here only in states that it does not reach.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from extramile.web.jobs import work
from extramile.web.jobs.models import Job
from tests.functional.person import PHONE, Person
from tests.integration.plans.making import Ground, make_ground, make_measure

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ground(db: None) -> Ground:
    return make_ground("wexmoor")


@pytest.fixture
def lead(ground: Ground, browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url, scripts=False)
    person.is_signed_in(ground.lead.person)
    yield person
    person.leaves()


def day(ago: int) -> str:
    return date_format(timezone.localdate() - timedelta(days=ago), "j F Y")


def test_a_lead_begins_a_plan_and_sees_a_theme_turn_green_with_its_proof(lead: Person, ground: Ground) -> None:
    lead.opens("/p/wexmoor/plan/")
    lead.goes_on_by_keyboard("Begin a plan")
    lead.ticks("Written statement of action, Local area SEND inspection (2016)")
    lead.chooses("Inspection whose findings it answers", "Inspection of spring")
    lead.writes("Title", "Statement of this autumn")
    lead.goes_on_by_keyboard("Begin")
    assert lead.heading == "Statement of this autumn"
    lead.sees("It has no action.")

    lead.goes_on_by_keyboard("Add an action to Families tell their story too often.")
    lead.writes("Action", "One record for each family")
    lead.writes("Due", day(-60))
    lead.goes_on_by_keyboard("Save")
    lead.opens_up("It is under way")
    lead.writes("What has begun", "The form is drafted")
    lead.goes_on_by_keyboard("It is under way")
    lead.sees("On track")

    lead.opens(f"/p/wexmoor/plan/{ground.plan.pk + 1}/")
    lead.sees("The work is on its way; no measure has moved, and families have not said so.")
    lead.follows("Add a measure to Families tell their story too often.")
    lead.writes("Measure", "Families who told their story once")
    lead.ticks("Higher")
    for label, words in (("Baseline", "40"), ("Baseline of", day(90)), ("Target", "70"), ("Target by", day(-300))):
        lead.writes(label, words)
    lead.goes_on_by_keyboard("Save")
    lead.sees("there is no figure since")
    for ago, figure in ((60, "46"), (30, "49")):
        lead.writes("Last day of the time that it speaks of", day(ago))
        lead.writes("Figure, in %", figure)
        lead.goes_on_by_keyboard("Enter it")
    lead.sees("it is moving")
    lead.sees("Two figures are never a trend, so there is no arrow.")

    lead.follows("Families tell their story too often.")
    lead.sees("Green")
    lead.sees("What proves a change: Families who told their story once.")


def test_on_a_phone_the_drawing_of_a_thread_opens_where_one_is(anybody: Any, ground: Ground) -> None:
    measure = make_measure(ground)
    lead: Person = anybody(ground.lead.person)
    lead.page.set_viewport_size(PHONE)
    lead.opens(f"/p/wexmoor/thread/measure/{measure.pk}/")
    box = lead.page.locator(".x-flow-box--here").bounding_box()
    assert 0 <= box["x"] < box["x"] + box["width"] <= PHONE["width"]


def test_a_plan_is_sent_comes_back_and_its_board_gets_a_pack(lead: Person, ground: Ground) -> None:
    lead.opens(f"/p/wexmoor/plan/{ground.plan.pk}/")
    lead.follows("Is it fit to be sent?")
    lead.sees("Not met")
    lead.follows("Write who oversees the plan, how and how often.")
    lead.writes("How it is governed", "The board looks every six weeks.")
    lead.goes_on_by_keyboard("Save")

    lead.opens(f"/p/wexmoor/plan/{ground.plan.pk}/submission/")
    lead.expects_refusal = True
    for label, words in (("To whom", "The inspectorates"), ("By what way", "Mail"), ("Sent on", day(3))):
        lead.writes(label, words)
    lead.goes_on_by_keyboard("Note the submission")
    lead.sees("Mend the plan first, or say why it was submitted all the same.")
    lead.writes("What is to be said of it", "The day is today")
    lead.goes_on_by_keyboard("Note the submission")
    lead.follows("Read what was sent, and note what was answered")
    lead.writes("Who answered", "Two letters")
    lead.ticks("Not fit for purpose")
    lead.writes("In their words", "It says nothing of health")
    lead.goes_on_by_keyboard("Note the answer")
    lead.sees("Returned as not fit for purpose")

    lead.follows("What is different today?")
    lead.sees("Its state is “returned”; it was “being written”.")

    lead.follows("Board packs")
    lead.writes("Day of the meeting", day(-5))
    lead.goes_on_by_keyboard("Build the board pack")
    # Away from the page of the job, which asks again by itself.
    lead.opens(f"/p/wexmoor/plan/{ground.plan.pk}/packs/")
    lead.sees("being built")
    work.run(str(Job.objects.latest("made_at").pk))
    lead.opens(f"/p/wexmoor/plan/{ground.plan.pk}/packs/")
    assert lead.takes(f"PDF of Board pack for {day(-5)}").startswith(b"%PDF-")
