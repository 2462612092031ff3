"""From choosing a letter to taking the pack of the first day away."""

import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from extramile.web.jobs import work
from extramile.web.jobs.models import Job
from tests.functional.person import PHONE, Person
from tests.integration.inspections.scene import inspect, make_partnership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    return make_partnership("wexmoor", area_code="")


@pytest.fixture
def officer(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url)
    person.is_signed_in(people["lead"].person)
    yield person
    person.leaves()


def test_from_a_letter_with_gaps_to_the_pack_in_hand(people: dict[str, Any], officer: Person) -> None:
    home = f"/p/wexmoor/inspect/{inspect(people['lead']).pk}/"
    officer.opens(home)
    officer.follows("Letters", within="main nav")
    officer.sees("not ready")
    officer.finds_the_page_usable()
    officer.follows("Parents and carers", within="main")
    officer.sees("What is missing")
    officer.sees("The nominated officer")
    officer.finds_the_page_usable()

    officer.follows("People", within="main nav")
    officer.presses("Give somebody a part")
    officer.writes("Name", "Mo Reed")
    officer.ticks("Of the area")
    officer.chooses("Role (optional)", "Local area nominated officer")
    officer.presses("Give them a part")
    officer.follows("Letters", within="main nav")
    officer.follows("Parents and carers", within="main")
    officer.sees("Mo Reed, nominated officer")
    officer.presses("Change the words")
    long = "https://survey.wexmoor.example/families/every-parent-and-carer-of-the-area"
    officer.writes("Letter", f"Dear parents and carers,\n\nTell inspectors here: {long}\n\n{{contact}}")
    officer.finds_the_page_usable()
    officer.presses("Save")
    officer.sees("The letter is saved.")
    officer.page.set_viewport_size(PHONE)
    letter = officer.page.get_by_role("region", name="The letter")
    assert letter.evaluate("each => each.scrollWidth - each.clientWidth") == 0
    officer.sees("Ready to go out")
    officer.writes("To whom and by what way", "All schools, by the bulletin")
    officer.presses("Note that it went out")
    officer.sees("It is noted that the letter went out.")

    officer.follows("Letters", within="main nav")
    officer.presses("Build the whole pack")
    work.run(str(Job.objects.get(state=Job.State.WAITING, work__startswith="inspections.").pk))
    officer.page.reload()
    officer.finds_the_page_usable()
    with officer.page.expect_download() as download:
        officer.presses("Go to the result")
    packed = zipfile.ZipFile(download.value.path())
    names = [each.partition("/")[2] for each in packed.namelist()]
    assert {"letters/2-families.pdf", "letters/2-families.docx", "people/contact-sheet.csv", "contents.txt"} <= {*names}
    said = packed.read(next(each for each in packed.namelist() if each.endswith("families.html"))).decode()
    assert long in said
    assert "Mo Reed" in said
