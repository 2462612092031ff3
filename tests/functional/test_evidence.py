"""Evidence in the browser: kept, replaced, found, seen by criterion, taken away; without scripts; by keyboard; on a phone.

That each page is usable for everybody is looked at in `test_every_page`; here only in states that it does not reach.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extramile.web.evidence import actions
from extramile.web.evidence.actions import About
from extramile.web.jobs.models import Job
from extramile.web.jobs.work import run
from tests.functional.person import PHONE, Person
from tests.integration.evidence.scene import make_partnership, note, pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/p/wexmoor/evidence/"
CRITERION = "I1 Identified and assessed"


@pytest.fixture
def people(db: None, live_server: Any) -> dict[str, Any]:
    return make_partnership("wexmoor")


@pytest.fixture
def lead(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    person = Person(browser, live_server.url)
    person.is_signed_in(people["lead"].person)
    yield person
    person.leaves()


@pytest.fixture
def contributor(people: dict[str, Any], browser: Any, live_server: Any) -> Iterator[Person]:
    """Somebody with a phone whose browser runs no scripts."""
    person = Person(browser, live_server.url, scripts=False)
    person.is_signed_in(people["contributor"].person)
    person.page.set_viewport_size(PHONE)
    yield person
    person.leaves()


def file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def sent_for(person: Person, button: str) -> bytes:
    """Press a button that sends for a file; return what came."""
    with person.page.expect_download() as download:
        person.page.get_by_role("button", name=button).first.click()
    return Path(download.value.path()).read_bytes()


def test_added_replaced_and_found(lead: Person, tmp_path: Path) -> None:
    lead.opens(HOME)
    lead.sees("Nothing has been added yet")
    lead.presses("Add evidence")
    lead.follows("A file")
    lead.gives("File", file(tmp_path, "macro.docm", b"x"))
    lead.writes("Title", "Survey of parents, spring 2026")
    lead.expects_refusal = True
    lead.presses("Add it")
    lead.sees("Files of the type “docm” cannot be kept")
    lead.finds_the_page_usable()
    lead.gives("File", file(tmp_path, "survey.pdf", pdf("Families wait for answers")))
    lead.writes("Last day", "31 March 2026")
    lead.opens_up("Criteria it speaks to")
    lead.page.locator("input[name=criteria][value='send-2023:I1']").check()
    lead.presses("Add it")
    lead.sees("“Survey of parents, spring 2026” is in the evidence library.")

    lead.presses("Replace")
    lead.gives("File", file(tmp_path, "final.pdf", pdf("Schools wait for answers as well")))
    lead.writes("Why", "The final report")
    lead.presses("Keep it as version 2")
    lead.sees("This is version 2")
    assert lead.page.locator("main table").first.locator("tbody tr").count() == 2
    assert pdf("Families wait for answers") == lead.takes("survey.pdf, 1 KB version 1")

    lead.opens(f"{HOME}add/note/")
    lead.writes("Note", "What was seen on a visit to Ash School.")
    lead.writes("Title", "Visit to Ash School")
    lead.presses("Add it")
    lead.opens(f"{HOME}add/snapshot/")
    lead.writes("Indicator", "SEN_EHC_Excpt_20wks")
    lead.presses("Add it")
    lead.sees("Taken from the Library on")

    lead.opens(HOME)
    lead.writes("Search the evidence", "school waiting")
    lead.presses("Search")
    lead.sees("1 piece of evidence with “school waiting”")
    assert lead.page.locator("mark").count() >= 2
    lead.finds_the_page_usable()


def test_seen_by_criterion_and_taken_away_as_a_bundle(lead: Person, people: dict[str, Any], tmp_path: Path) -> None:
    note(people["lead"], "Survey of parents, spring 2026", criteria=("send-2023:I1",))
    actions.add_file(scope=people["lead"], about=About("Audit"), file_name="audit.pdf", data=pdf("Sixty plans"))
    lead.opens(f"{HOME}criteria/")
    lead.sees("11 of 12 criteria have no evidence.")
    lead.follows("Survey of parents, spring 2026", within="main")

    lead.opens(f"{HOME}bundles/")
    lead.presses("Make the bundle")
    run(str(Job.objects.get().pk))
    lead.opens(f"{HOME}bundles/")
    with zipfile.ZipFile(io.BytesIO(sent_for(lead, "Download bundle 1"))) as bundle:
        names = {name.partition("/")[2]: name for name in bundle.namelist()}
        rows = list(csv.DictReader(io.StringIO(bundle.read(names["index.csv"]).decode("utf-8-sig"))))
        bundle.extract(names["index.html"], tmp_path)
    assert {row["kind"] for row in rows} == {"File", "Note"}
    # The index of a bundle is a page of its own, read where nothing of ours is.
    alone = lead.context.new_page()
    alone.goto((tmp_path / names["index.html"]).as_uri())
    assert alone.locator("h1").inner_text() == "Evidence of Wexmoor"
    assert alone.locator("article").count() == 2


def test_without_scripts_on_a_phone_restricted_evidence_is_taken_and_a_mistake_undone(
    contributor: Person, people: dict[str, Any]
) -> None:
    about = About("Case notes", sensitivity="restricted")
    item = actions.add_file(scope=people["contributor"], about=about, file_name="a.txt", data=b"Families wait")
    contributor.opens(f"{HOME}{item.pk}/versions/1/")
    contributor.sees("will stand in the audit trail")
    assert sent_for(contributor, "Download the file") == b"Families wait"

    contributor.opens(f"{HOME}{item.pk}/")
    contributor.sees("evidence downloaded")
    contributor.follows("Withdraw")
    contributor.writes("Why it is withdrawn", "Taken for another")
    contributor.presses("Withdraw it")
    contributor.sees("Withdrawn by Contributor of wexmoor")
    contributor.presses("Bring it back into use")
    contributor.sees("It is in use again")


def test_with_the_keyboard_alone_somebody_searches_filters_and_reads_an_earlier_version(
    lead: Person, people: dict[str, Any]
) -> None:
    item = note(people["lead"], "Minutes of March", "Families wait")
    note(people["lead"], "Minutes of May", "Nobody waits")
    actions.replace_note(scope=people["lead"], item=item, text="Families wait longer", why="Corrected")
    keys = lead.page.keyboard

    def reaches(found: Any) -> None:
        for _ in range(60):
            keys.press("Tab")
            now = lead.focused
            assert now["ring"], f"no focus to be seen on {now}"
            assert now["inside"], f"the focus is out of sight on {now}"
            if found(now):
                return
        pytest.fail(f"not reached; the last was {now}")

    lead.opens(HOME)
    reaches(lambda now: now["name"] == "words")
    keys.type("families")
    keys.press("Enter")
    lead.sees("1 piece of evidence with “families”")
    reaches(lambda now: now["name"] == "kind")
    keys.type("File")
    reaches(lambda now: now["words"] == "Show evidence")
    keys.press("Enter")
    lead.sees("Nothing fits.")
    reaches(lambda now: now["words"] == "Take all filters away")
    keys.press("Enter")
    lead.sees("2 pieces of evidence")
    reaches(lambda now: now["words"] == "Minutes of March")
    keys.press("Enter")
    lead.sees("Families wait longer")
    reaches(lambda now: now["words"].split() == ["Families", "wait", "version", "1"])
    keys.press("Enter")
    lead.sees("This is version 1 of 2.")
    lead.finds_the_page_usable()
