"""A data manager loads a return, works on its problems and loads the next: what was accepted is still so, and no name gets out.

That each page is usable for everybody is looked at in `test_every_page`.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail

from extramile.core.returns import describe
from extramile.core.synthetic import CANARY, make, to_xml
from extramile.web.jobs import work
from extramile.web.partnerships.permissions import Role
from extramile.web.returns.models import Load
from tests.functional.person import Person
from tests.integration.returnsroom.loading import BROKEN
from tests.partnership import make_member, make_partnership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULE = "SEN2-P-01"


@pytest.fixture
def manager(db: None, browser: Any, live_server: Any) -> Iterator[Person]:
    partnership = make_partnership("wexmoor")
    made = make_member(partnership, Role.DATA_MANAGER, name="Dana Manager")
    make_member(partnership, Role.DATA_MANAGER, email="second@example.org", name="Sam Second")
    person = Person(browser, live_server.url, scripts=False)
    person.is_signed_in(made.person)
    yield person
    person.leaves()


def loads(manager: Person, file: Path) -> Load:
    """Load a file, look at the progress, and come to the load when the job is done."""
    manager.opens("/p/wexmoor/returns/")
    manager.gives("Files of one return", file)
    manager.presses("Load and check")
    manager.sees("It has not been begun yet")
    return is_read(manager)


def is_read(manager: Person) -> Load:
    """Leave the page of the job, which asks again by itself; come back to it when the job is done."""
    job = manager.page.url
    manager.follows("Back to “Returns”")
    load = Load.objects.latest("pk")
    work.run(str(load.job))
    manager.page.goto(job)
    manager.presses("Go to the result")
    return load


def test_problems_are_worked_on_and_known_again_in_the_next_load(
    manager: Person, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    urls: list[str] = []
    manager.page.on("request", lambda request: urls.append(request.url))
    file = tmp_path / f"{CANARY}1.xml"
    file.write_text("".join(to_xml(make(120, 1, faults=2, only=BROKEN).persons)))
    load = loads(manager, file)
    query = load.rules.filter(state="failed", severity="query", failures__gt=1).exclude(family="reading").first()
    manager.sees("Who has what")
    manager.sees("Nobody yet")

    manager.follows(query.rule)
    manager.page.get_by_role("checkbox").nth(0).check()
    manager.writes("Reason or comment", "The school has confirmed it")
    manager.presses("Accept")
    manager.sees("1 problem is accepted.")
    manager.sees("The school has confirmed it")

    manager.opens(f"/p/wexmoor/returns/{load.pk}/problems/")
    manager.page.get_by_role("checkbox").nth(0).check()
    manager.chooses("Person", "Sam Second")
    manager.writes("Due on (optional)", "1 March 2030")
    manager.presses("Assign")
    manager.sees("1 problem is assigned.")
    manager.sees("Sam Second, due 1 March 2030")
    manager.expects_refusal = True
    manager.page.get_by_role("checkbox").nth(0).check()
    manager.writes("Reason or comment", "I would rather not")
    manager.presses(
        "Accept queries" if manager.page.get_by_role("button", name="Accept queries").count() else "Explain"
    )

    again = loads(manager, file)
    manager.sees(f"Since load {load.pk}")
    manager.sees("New, gone and same count problems beside")
    manager.sees("accepted or explained")
    manager.follows("Sam Second")
    manager.sees("due 1 March 2030")
    manager.opens(f"/p/wexmoor/returns/{again.pk}/problems/?state=accepted")
    manager.sees("The school has confirmed it")
    manager.page.get_by_role("checkbox").nth(0).check()
    manager.presses("Open again")
    manager.sees("1 problem is open again.")

    everywhere = "\n".join(str(row) for model in apps.get_models() for row in model._default_manager.values_list())
    everywhere += caplog.text + "".join(each.body for each in mail.outbox) + "\n".join(urls)
    assert "wexmoor" in everywhere
    assert CANARY not in everywhere


def test_a_heading_is_explained_and_the_files_are_read_again(manager: Person, tmp_path: Path) -> None:
    headings = [each.heading for each in describe("annex_a").table("list_2").columns]
    file = tmp_path / "List_2.csv"
    lines = [",".join(f'"{"Born" if each == "Date of birth" else each}"' for each in headings), "1,A1,,04/05/2010"]
    file.write_text("\n".join(lines) + "\n")
    loads(manager, file)
    manager.sees("The files have headings we do not know")
    manager.presses("Say what the headings are")
    manager.chooses("“Born”", "Date of birth")
    manager.presses("Remember and read again")
    is_read(manager)
    manager.sees("“Born” in Children and young people with SEN support and no plan: Date of birth")
    manager.writes("Day of the lists", "1 September 2026")
    manager.presses("Read again with this day")
    is_read(manager)
    manager.sees("as of 1 September 2026")
    manager.follows("See who said so, and take it back")
    manager.presses("Take back Born, read as Date of birth")
    manager.sees("The next file that has this heading asks again.")
