"""A person who is quoted approves on a phone without scripts; the press officer publishes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from extramile.web.announcements.actions import quoting
from extramile.web.announcements.models import Quotation
from extramile.web.announcements.queries.quotations import token
from extramile.web.partnerships.permissions import Role
from tests.functional.person import PHONE
from tests.integration.announcements.scene import TEXTS, WORDS, inspected, proposed, told, written
from tests.partnership import Place, make_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place(db: None) -> Place:
    cache.clear()
    return make_place()


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


def test_the_press_officer_goes_from_the_first_word_to_everybody(place: Place, anybody: Any) -> None:
    officer = place.scope(Role.PRESS_OFFICER)
    inspected(place.scope())
    press = anybody(officer.person)
    press.opens("/p/ashcombe/tell/")
    press.finds_the_page_usable()
    press.presses("Write an announcement")
    press.chooses("What it is of", "The visit of 2018")
    press.writes("Headline", TEXTS["headline"])
    press.presses("Begin")
    for label, name in (
        ("Standfirst", "standfirst"),
        ("The decision and what it means for families", "meaning"),
        ("What is strong (optional)", "strengths"),
        ("Contact", "contact"),
    ):
        press.writes(label, TEXTS[name])
    press.chooses(
        "National comparison (optional)", "Statements of action since March 2017, as known on 3 December 2018"
    )
    press.finds_the_page_usable()
    press.presses("Save and see it")
    press.sees("Exactly what everybody will read")
    press.finds_the_page_usable()

    press.follows("Quotations", within="main")
    press.writes("Role", "cabinet member")
    press.writes("Name", "Ada Quill")
    press.writes("E-mail address", "ada@example.org")
    press.writes("Words that you propose", WORDS)
    press.presses("Add")
    press.follows("Where it stands", within="main")
    press.sees("They were not sent to the person yet.")
    press.finds_the_page_usable()
    press.follows("Send them, or take them out.", within="main")
    press.page.get_by_role("button", name="Send it to the person").click()
    press.sees("Waits for the person")

    quoted = Quotation.objects.get()
    leader = anybody(scripts=False)
    leader.page.set_viewport_size(PHONE)
    leader.opens(f"/quoted/{quoted.pk}/{token(quoted)}/")
    leader.presses("Approve these words")
    leader.sees("You approved these words")

    press.follows("Where it stands", within="main")
    press.presses("Check it")
    press.opens_up("Publish it later")
    ahead = timezone.localdate() + timedelta(days=3)
    press.writes("Day", f"{ahead:%-d %B %Y}")
    press.writes("Time", "09:30")
    press.presses("Set this time")
    press.finds_the_page_usable()
    press.presses("Do not publish it by itself")
    press.presses("Publish it now")
    assert press.takes("Plain text", within="aside").decode().startswith("Ashcombe partnership")


def test_the_press_officer_corrects_and_withdraws_and_everybody_sees_why(place: Place, anybody: Any) -> None:
    officer = place.scope(Role.PRESS_OFFICER)
    found = told(officer, inspected(place.scope()))
    press = anybody(officer.person)
    press.opens(f"/p/ashcombe/tell/{found.pk}/")
    press.follows("What is strong", within="main")
    press.writes("What is strong", "Schools know every child well.")
    press.writes("Why it is corrected", "Every child, and not most of them")
    press.finds_the_page_usable()
    press.presses("Correct it")
    reader = anybody(scripts=False)
    reader.opens("/news/ashcombe/")
    reader.follows(TEXTS["headline"], within="main")
    reader.sees("Every child, and not most of them", within="#corrections")

    press.opens_up("Protect somebody’s privacy")
    press.page.locator(f"a[href$='/{found.pk}/privacy/strengths/']").click()
    press.writes("What is strong", "Schools know children well.")
    press.writes("Why", "It told of one child")
    press.presses("Take it out")
    reader.page.reload()
    reader.sees("to protect somebody’s privacy", within="#corrections")
    for words in ("Every child, and not most of them", "It told of one child", "Schools know every child well."):
        reader.does_not_see(words)

    press.opens_up("Withdraw it")
    press.writes("Why it is withdrawn: everybody reads it, in place of the announcement", "It is told anew in May.")
    press.presses("Withdraw it")
    press.sees("Withdrawn")
    reader.page.reload()
    reader.sees("It is told anew in May.")
    reader.does_not_see(WORDS)
    assert all("410" in each for each in reader.complaints)
    reader.complaints.clear()
