"""Running an inspection: the checklist on a phone without scripts, several lines at once, the rehearsal's times."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from extramile.web.inspections.actions import tasks as actions
from tests.functional.person import PHONE, Person
from tests.integration.inspections.scene import inspect, line, make_partnership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def lead(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url)
    person.is_signed_in(people["lead"].person)
    yield person
    person.leaves()


@pytest.fixture
def nurse(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    """Somebody of the health board with a phone whose browser runs no scripts."""
    person = Person(browser, live_server.url, scripts=False)
    person.page.set_viewport_size(PHONE)
    person.is_signed_in(people["contributor"].person)
    yield person
    person.leaves()


def test_a_lead_gives_lines_away_and_enters_a_day(lead: Person, people: dict[str, Any]) -> None:
    found = inspect(people["lead"], purpose="rehearsal", called_at=timezone.now() - timedelta(days=4))
    lead.opens(f"/p/wexmoor/inspect/{found.pk}/")
    lead.sees("to go")
    lead.finds_the_page_usable()
    lead.follows("Checklist", within="main nav")
    lead.page.get_by_label(f"Tick {line(found).words}").check()
    lead.page.get_by_label(f"Tick {line(found, 1).words}").check()
    changes = lead.page.locator("#several")
    changes.get_by_label("Organisation").select_option(label="wexmoor icb")
    changes.get_by_label("State").select_option(label="Done")
    # By keyboard, as who changes many lines does.
    changes.get_by_role("button", name="Change the ticked lines").focus()
    lead.page.keyboard.press("Enter")
    lead.sees("2 lines are changed.")
    lead.finds_the_page_usable()

    lead.follows("Dates", within="main nav")
    lead.finds_the_page_usable()
    lead.presses("Enter what happened when")
    lead.writes("The last day on site", "1 January 2020")
    lead.expects_refusal = True
    lead.presses("Save")
    lead.sees("cannot come before notification")
    lead.finds_the_page_usable()

    lead.follows("How the rehearsal went", within="main nav")
    lead.sees("4 days")
    lead.finds_the_page_usable()


def test_who_has_a_line_settles_it_on_a_phone_without_scripts(nurse: Person, people: dict[str, Any]) -> None:
    found = inspect(people["lead"], called_at=timezone.now())
    given = {"organisation": people["contributor"].organisation, "due": timezone.localdate()}
    actions.change_several(scope=people["lead"], inspection=found, ids=[line(found).pk], given=given)

    nurse.opens("/p/wexmoor/")
    nurse.follows(line(found).words, within="main")
    nurse.writes("Note (optional)", "All but two schools are in it.")
    nurse.presses("Save")
    nurse.presses("Done")
    nurse.sees("Open it again")
    nurse.opens_up("All pages of this inspection")
    nurse.follows("Countdown", within="main nav")
    nurse.sees("1 of 39 lines are settled")
