"""Somebody who works on a plan finds what is theirs, changes many actions in a workbook, and sets it back: without scripts."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests.functional.person import Person
from tests.integration.plans.making import Ground, make_action, make_ground

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = timezone.localdate()


@pytest.fixture
def ground(db: None) -> Ground:
    made = make_ground("wexmoor")
    make_action(made, "One record for each family", owner=made.worker.member, due=TODAY + timedelta(days=3))
    make_action(made, "Train staff", begins=TODAY, due=TODAY + timedelta(days=90))
    return made


@pytest.fixture
def worker(ground: Ground, browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url, scripts=False)
    person.is_signed_in(ground.worker.person)
    yield person
    person.leaves()


def test_what_is_mine_leads_to_the_action(worker: Person) -> None:
    worker.opens("/p/wexmoor/plan/")
    worker.follows("Mine this week")
    worker.sees("You own 1 open action and no measures.")
    worker.follows("One record for each family")
    assert worker.heading == "One record for each family"


def test_many_actions_change_in_a_workbook_and_are_set_back(worker: Person, ground: Ground, tmp_path: Path) -> None:
    worker.opens(f"/p/wexmoor/plan/{ground.plan.pk}/")
    worker.follows("Excel")
    book = load_workbook(io.BytesIO(worker.takes("Download the actions (Excel)")))
    page = book["Actions"]
    page["D2"], page["O2"] = "One record for every family", "As families asked"
    page["D3"] = "=1+1"
    book.save(tmp_path / "actions.xlsx")
    worker.gives("The workbook that you filled in", tmp_path / "actions.xlsx")
    worker.presses("See the differences")
    worker.sees("Sheet “Actions”, row 3, column “Action”")
    worker.sees("Why: As families asked")
    worker.goes_on_by_keyboard("Change 1 action")
    worker.sees("Changed: 1 action")
    worker.opens_up("See what setting back changes")
    worker.writes("Why it is set back", "The wrong sheet")
    worker.presses("See what setting back changes")
    worker.sees("Why: Set back: The wrong sheet")
    worker.presses("Set back 1 action")
    worker.follows("One record for each family")
    worker.sees("Set back: The wrong sheet")
    worker.sees("As families asked")


def test_the_timeline_prints_whole(worker: Person, ground: Ground) -> None:
    worker.opens(f"/p/wexmoor/plan/{ground.plan.pk}/by-date/")
    worker.page.emulate_media(media="print")
    worker.sees("Train staff")
    worker.sees("this month")
    # Nothing to press is printed, and nothing stands beyond the paper.
    assert not worker.page.get_by_role("button", name="Find").is_visible()
    worker.page.set_viewport_size({"width": 720, "height": 1000})
    assert worker.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
