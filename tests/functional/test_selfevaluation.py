"""A self-evaluation from its beginning to three documents: who leads it, who answers by a link, who signs.

That each page is usable for everybody is looked at in `test_every_page`; here only in states that it does not reach.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from extramile.web.selfevaluation.models import Claim, Evaluation
from tests.functional.person import PHONE, Person
from tests.integration.selfevaluation.scene import begin, full, make_partnership, note, part, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/p/wexmoor/know/"


@pytest.fixture
def people(db: None, live_server: Any, settings: Any) -> dict[str, Any]:
    settings.SITE_ADDRESS = live_server.url
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def lead(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url)
    person.is_signed_in(people["lead"].person)
    yield person
    person.leaves()


@pytest.fixture
def teacher(browser: Any, live_server: Any) -> Iterator[Person]:
    """Somebody with a phone, without an account, whose browser runs no scripts."""
    person = Person(browser, live_server.url, scripts=False)
    person.page.set_viewport_size(PHONE)
    yield person
    person.leaves()


def test_begun_written_proven_and_heard(lead: Person, people: dict[str, Any]) -> None:
    note(people["lead"], "Audit of sixty plans", dated=timezone.localdate(), criteria=("send-2023:I1",))
    lead.opens(HOME)
    lead.sees("Here the partnership's claims about itself will stand")
    lead.presses("Begin a self-evaluation")
    lead.presses("Begin")
    lead.sees("There is a problem")
    lead.expects_refusal = True
    lead.ticks("Area SEND inspection (2023)")
    lead.writes("Title", "How we are doing")
    lead.writes("Period", "Autumn 2026")
    lead.presses("Begin")
    assert lead.heading == "How we are doing"

    lead.follows("I1 Identified", within="main")
    lead.presses("Write a claim")
    lead.ticks("Strength")
    lead.writes("Judgement in a sentence", "Needs are seen early.")
    lead.writes("Difference made (optional)", "Children start school with help in place.")
    lead.ticks("All services together")
    lead.ticks("High")
    lead.presses("Save draft")
    lead.sees("Your draft is kept")
    lead.presses("Save")
    assert lead.heading == "Needs are seen early."

    lead.follows("Link evidence")
    lead.page.get_by_role("button", name="Link it").first.click()
    lead.sees("Audit of sixty plans", within="main")
    lead.follows("Put a voice beside it")
    lead.writes("What was said, in their words", "The nursery knew before we told them.")
    lead.writes("Who said it, without their name", "Parent of a child of four")
    lead.ticks("Parents and carers")
    lead.writes("When", "3 October 2026")
    lead.presses("Put it beside the claim")
    lead.sees("The nursery knew before we told them.")
    lead.follows("Put a voice beside it")
    lead.page.get_by_label("Theme", exact=True).select_option(index=1)
    lead.presses("Put the theme beside the claim")
    lead.sees("People who spoke of it")
    lead.finds_the_page_usable()


def test_what_lacks_is_seen_and_claims_are_found(lead: Person, people: dict[str, Any]) -> None:
    found = full(people)["evaluation"]
    lead.opens(f"{HOME}{found.pk}/coverage/")
    lead.sees("proof for each")
    lead.sees("no social care")
    lead.follows("All claims")
    lead.sees("2 claims")
    lead.finds_the_page_usable()
    lead.writes("Words in a claim", "zebra")
    lead.presses("Find")
    lead.sees("No claim is like that")


def test_a_question_is_answered_by_a_link_and_placed(lead: Person, teacher: Person, people: dict[str, Any]) -> None:
    found = begin(people["lead"])
    write(people["lead"], found, judgement="Advice is used.")
    lead.opens(f"{HOME}{found.pk}/questions/")
    lead.sees("No question has been asked yet")
    lead.follows("I1 Identified", within="main")
    lead.writes("The question", "How do you know that advice is used?")
    lead.writes("By when", f"{timezone.localdate() + timedelta(days=9):%d %B %Y}")
    lead.writes("Others, by mail (optional)", "Ada Beispiel, ada@example.org")
    lead.presses("Ask")
    lead.sees("0 of 1 answered")
    run(str(Job.objects.get(work="selfevaluation.send_question").pk))
    link = next(line for line in mail.outbox[-1].body.splitlines() if line.startswith("http"))

    teacher.page.goto(link)
    assert teacher.heading == "How do you know that advice is used?"
    teacher.writes("Your answer", "We read every tenth plan. It is there.")
    teacher.presses("Send the answer")
    teacher.sees("Thank you. Your answer is kept.")

    lead.opens(f"{HOME}{found.pk}/questions/")
    lead.follows("Put it beside a claim")
    lead.chooses("Which claim", "I1: Advice is used.")
    lead.writes("The words to keep", "We read every tenth plan.")
    lead.presses("Put it there")
    lead.sees("Ada Beispiel")
    lead.sees("We read every tenth plan.")


def test_a_part_is_agreed_a_version_signed_and_taken_away(lead: Person, people: dict[str, Any]) -> None:
    scene = full(people)
    found = Evaluation.objects.get(pk=scene["evaluation"].pk)
    lead.opens(f"{HOME}{found.pk}/parts/{part(found).pk}/")
    lead.presses("Submit")
    lead.presses("Agree")
    lead.sees("Agreed")

    write(people["lead"], found, "L1", judgement="The board asks each month.")
    lead.opens(f"{HOME}{found.pk}/versions/")
    lead.sees("No longer stands")
    lead.writes("Note to this version (optional)", "For the board")
    lead.presses("Freeze a version")
    lead.presses("Sign off for wexmoor council")
    lead.sees("signed", within="main")
    lead.follows("Version 2", within="main")
    lead.sees("What differs from version 1")
    lead.sees("The board asks each month.")
    lead.finds_the_page_usable()

    lead.follows("Document")
    assert lead.takes("Word").startswith(b"PK")
    assert lead.takes("PDF").startswith(b"%PDF")
    assert lead.takes("HTML").startswith(b"<!DOCTYPE html>")
    lead.follows("Position statement")
    assert lead.takes("PDF").startswith(b"%PDF")


def test_without_scripts_and_on_a_phone(teacher: Person, people: dict[str, Any]) -> None:
    found = begin(people["lead"])
    teacher.is_signed_in(people["lead"].person)
    teacher.opens(f"{HOME}{found.pk}/criteria/I3/add/")
    teacher.ticks("Gap")
    teacher.writes("Judgement in a sentence", "Therapy starts late.")
    teacher.ticks("Health")
    teacher.ticks("Medium")
    teacher.presses("Save")
    assert teacher.heading == "Therapy starts late."
    teacher.writes("Challenge this claim", "How late?")
    teacher.presses("Challenge")
    teacher.sees("How late?")


def test_by_keyboard_alone(lead: Person, people: dict[str, Any]) -> None:
    found = begin(people["lead"])
    lead.opens(f"{HOME}{found.pk}/criteria/I1/add/")
    keys = lead.page.keyboard

    def until(name: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            if lead.focused["name"] == name or lead.focused["words"].strip() == name:
                # A radio draws its ring around the mark beside it.
                assert lead.focused["ring"] or lead.focused["tag"] == "input", f"nobody sees that {name} has the focus"
                return
        raise AssertionError(f"{name} is not reached by Tab")

    until("polarity")
    keys.press("Space")
    until("judgement")
    keys.type("Needs are seen early.")
    until("service")
    keys.press("Space")
    until("confidence")
    keys.press("Space")
    until("Save")
    keys.press("Enter")
    lead.page.wait_for_url("**/claims/*/")
    assert Claim.objects.get().judgement == "Needs are seen early."
