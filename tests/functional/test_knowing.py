"""The report, its check of facts, the published report read, and whether the area knew itself: by keyboard, on a phone.

That each page is usable for everybody is looked at in `test_every_page`; here only in states that it does not reach.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

import extramile
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from tests.functional.person import PHONE, Person
from tests.integration.findings.scene import inspect, let_in, make_partnership, moderated
from tests.integration.selfevaluation.scene import begin, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REPORT = Path(extramile.__file__).parent / "examples" / "wexmoor-2024.pdf"


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def inspection(people: dict[str, Any]) -> Any:
    """An inspection with two findings that count, and a self-evaluation with two claims."""
    evaluation = begin(people["lead"])
    write(people["lead"], evaluation, "I1", judgement="Health visitors notice needs early.")
    write(people["lead"], evaluation, "I3", polarity="gap", judgement="Families wait too long for speech therapy.")
    found = inspect(people["lead"], evaluation=evaluation)
    let_in(people["lead"], found, people["auditor"])
    both = people["lead"], people["auditor"], found
    moderated(*both, words="Health visitors notice children's needs early.", criteria=["I1"])
    moderated(*both, kind="improve", words="Transport is late on many days.", criteria=["I5"])
    return found


@pytest.fixture
def lead(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url)
    person.is_signed_in(people["lead"].person)
    yield person
    person.leaves()


@pytest.fixture
def second(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    """Somebody with a phone whose browser runs no scripts."""
    person = Person(browser, live_server.url, scripts=False)
    person.is_signed_in(people["auditor"].person)
    person.page.set_viewport_size(PHONE)
    yield person
    person.leaves()


def test_paired_by_keyboard_and_taken_back(lead: Person, inspection: Any) -> None:
    lead.opens(f"/p/wexmoor/inspect/{inspection.pk}/self-knowledge/")
    lead.sees("2 findings and")
    lead.sees("criterion I1")
    lead.finds_the_page_usable()
    for _ in range(60):
        lead.page.keyboard.press("Tab")
        if lead.focused["words"].startswith("Agreed"):
            break
    assert lead.focused["ring"]
    lead.page.keyboard.press("Enter")

    lead.sees("1 of 1 decided finding")
    assert "#finding-" in lead.page.url, "one goes on where one was"
    lead.page.get_by_role("button", name="We had missed it").click()
    lead.sees("50%")
    lead.finds_the_page_usable()
    lead.page.get_by_role("button", name="Take it back").last.click()
    lead.sees("1 of 1 decided finding")


def test_the_facts_are_checked_on_a_phone_without_scripts(second: Person, inspection: Any) -> None:
    home = f"/p/wexmoor/inspect/{inspection.pk}/"
    second.opens(f"{home}accuracy/")
    second.presses("Make a point")
    second.ticks("A figure")
    second.writes("Where in the draft", "Page 3, second paragraph")
    second.writes("What the draft says", "Ten plans were late.")
    second.presses("Save")
    second.sees("There is a problem")
    second.expects_refusal = True
    second.writes("What it should say", "Eight plans were late.")
    second.presses("Save")
    second.sees("no proof")
    second.follows("Open point 1")
    second.ticks("Accepted in part")
    second.writes("The answer, in their words", "Eight by the end of May, ten before.")
    second.presses("Save")
    second.sees("the letter or report")

    second.opens(f"{home}report/")
    second.sees("Draft under embargo")
    second.sees("[missing: how many visits were made]", within="article, main")
    second.follows("Who commissions")
    second.writes(
        "Who commissions, what changed in the NHS, and how alternative provision is used", "- One board\n- Two trusts"
    )
    second.presses("Save")
    second.sees("Two trusts")
    second.presses("PDF")
    run(str(Job.objects.filter(work="findings.build").latest("made_at").pk))


def test_the_published_report_is_read_and_confirmed(lead: Person, inspection: Any) -> None:
    where = f"/p/wexmoor/inspect/{inspection.pk}/outside/"
    lead.opens(where)
    lead.gives("The report, a PDF file", REPORT)
    lead.presses("Read it")
    lead.sees("Reading the report")
    run(str(Job.objects.filter(work="findings.read_report").latest("made_at").pk))
    lead.opens(where)
    lead.sees("Inconsistent")
    lead.finds_the_page_usable()
    lead.presses("Confirm it")
    lead.sees("confirmed")
    lead.presses("Propose this outcome")
    assert lead.page.url.endswith("/outcome/")


def test_praise_is_shared_with_consent_after_publication(lead: Person, inspection: Any) -> None:
    inspection.published_on, inspection.outcome = timezone.localdate(), "inconsistent"
    inspection.save()
    lead.opens(f"/p/wexmoor/inspect/{inspection.pk}/praise/")
    lead.presses("Record praise")
    lead.writes("What was praised", "They wait for nobody.")
    lead.writes("Who did it", "The early years team")
    lead.writes("Who said it", "Lead inspector")
    lead.presses("Save")
    lead.opens_up("Note what they want")
    lead.chooses("What they want", "Want to be named")
    lead.presses("Save")
    lead.page.get_by_role("button", name="Share it").click()
    lead.sees("shared")
    lead.finds_the_page_usable()
