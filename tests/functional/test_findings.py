"""From a first finding to publication: written, read by a second person, the outcome agreed, the embargo lifted.

That each page is usable for everybody is looked at in `test_every_page`; here only in states that it does not reach.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.findings.actions import outcome
from tests.functional.person import PHONE, Person
from tests.integration.findings.scene import inspect, let_in, make_partnership, moderated

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def inspection(people: dict[str, Any]) -> Any:
    found = inspect(people["lead"])
    let_in(people["lead"], found, people["auditor"])
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


def test_written_moderated_agreed_published(
    lead: Person, second: Person, people: dict[str, Any], inspection: Any
) -> None:
    home = f"/p/wexmoor/inspect/{inspection.pk}/"
    lead.opens(f"{home}findings/")
    lead.sees("Under embargo.")
    lead.sees("Here will stand what was found")
    lead.finds_the_page_usable()
    lead.presses("Write a finding")
    lead.ticks("Effective")
    lead.presses("Save")
    lead.sees("There is a problem")
    lead.expects_refusal = True
    lead.writes("Finding", "Families are told early what will happen.")
    lead.ticks("I1 Identified")
    lead.presses("Save")
    assert lead.heading == "Effective"
    lead.presses("Offer it to a second person")
    lead.sees("It waits for somebody else than who wrote it")
    lead.finds_the_page_usable()

    # The second person reads it on a phone, without scripts.
    second.opens("/p/wexmoor/")
    second.follows("Read as a second person: 1 finding")
    second.sees("Under embargo.")
    second.follows("Open", within="main")
    second.presses("Let it pass")
    second.sees("Moderated", within="main")
    second.opens(f"{home}outcome/")
    second.ticks("Inconsistent")
    second.writes("Reasons", "What works does not reach every child.")
    second.presses("Propose it")
    second.sees("It waits for somebody else than who proposed it")

    lead.opens(f"{home}publish/")
    lead.sees("No outcome is agreed")
    lead.follows("No outcome is agreed")
    lead.presses("Agree to it")
    lead.sees("Agreed", within="main")
    lead.sees("Asked for: strategic plan update.")
    lead.follows("Publication", within="main")
    lead.sees("Nothing stands in the way")
    lead.writes("Day of publication", "soon")
    lead.presses("Publish and end the embargo")
    lead.sees("The day must be a date")
    lead.writes("Day of publication", f"{timezone.localdate():%-d %B %Y}")
    lead.finds_the_page_usable()
    lead.presses("Publish and end the embargo")
    lead.does_not_see("Under embargo.")
    lead.sees("Families are told early what will happen.")


def test_nobody_else_sees_it_before_and_everybody_after(
    people: dict[str, Any], inspection: Any, browser: Any, live_server: Any, lead: Person
) -> None:
    moderated(people["lead"], people["auditor"], inspection)
    outcome.propose(scope=people["auditor"], inspection=inspection, outcome="inconsistent", why="It varies.")
    outcome.take_step(scope=people["lead"], inspection=inspection, step="agree", seen=1)
    reader = Person(browser, live_server.url)
    reader.is_signed_in(people["reader"].person)
    reader.opens("/p/wexmoor/inspect/history/")
    reader.sees("Nothing was published here yet.")
    reader.does_not_see("Families are told early")

    lead.opens(f"/p/wexmoor/inspect/{inspection.pk}/publish/")
    # By keyboard alone: the day, the address, the button.
    lead.page.get_by_label("Day of publication", exact=True).focus()
    lead.page.keyboard.type(f"{timezone.localdate():%-d %B %Y}")
    lead.page.keyboard.press("Tab")
    lead.page.keyboard.press("Tab")
    assert lead.focused["ring"]
    lead.page.keyboard.press("Enter")
    lead.is_at(f"/p/wexmoor/inspect/{inspection.pk}/findings/")

    reader.opens("/p/wexmoor/inspect/history/")
    reader.sees("Outcome:")
    reader.sees("Families are told early what will happen, and it does.")
    reader.finds_the_page_usable()
    reader.follows("Open", within="main")
    reader.does_not_see("Under embargo.")
    reader.leaves()
    lead.follows("Open", within="main")
    lead.follows("Correct its words, with a reason")
    lead.writes("Finding", "Families are told early what will happen.")
    lead.writes("Why it is corrected", "The report was reissued.")
    lead.presses("Correct it")
    lead.sees("The report was reissued.")
    lead.finds_the_page_usable()
