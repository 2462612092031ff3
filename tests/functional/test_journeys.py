"""What people come for."""

import csv
import io
import json
from pathlib import Path

import pytest

import extramile
from tests.functional.person import Person
from tests.library import PASSWORD, make_editor

pytestmark = pytest.mark.browser
REPORT = Path(extramile.__file__).parent / "examples" / "wexmoor-2024.pdf"


def test_a_visitor_finds_an_area_and_reads_what_inspectors_found(somebody: Person) -> None:
    somebody.opens("/")
    somebody.finds_the_page_usable()
    somebody.writes("Find a local area", "milton keynes")
    somebody.presses("Find")

    somebody.is_at("/areas/826/")
    assert somebody.heading == "Milton Keynes"
    somebody.sees("Inspected twice.")
    somebody.finds_the_page_usable()

    somebody.follows("Read the findings")
    somebody.is_at("/inspections/2023-826-2024-03/")
    somebody.sees("What needs to be better")
    somebody.sees("Annual reviews are late & families wait for <news>.")
    somebody.sees("page 4")
    somebody.finds_the_page_usable()


def test_a_name_that_is_nearly_right_leads_on(somebody: Person) -> None:
    somebody.opens("/areas/?q=Milton")
    somebody.is_at("/areas/826/")


def test_a_visitor_searches_findings_and_sees_who_was_told_the_same(somebody: Person) -> None:
    somebody.opens("/")
    somebody.follows("Search what inspectors said")
    somebody.is_at("/findings/")
    somebody.finds_the_page_usable()
    somebody.writes("Search the findings", 'review -"review plans"')
    somebody.presses("Search")

    somebody.sees("4 findings with")
    assert somebody.page.locator("mark").count() >= 4
    somebody.finds_the_page_usable()

    somebody.follows("Areas told the same as finding 1 (to do better), Milton Keynes")
    somebody.is_at("/findings/2023-826-2024-03-improve-1/#same")
    somebody.sees("2 findings in other areas on the same theme")
    somebody.sees("Bexley, December 2023")
    somebody.finds_the_page_usable()


def test_a_search_that_finds_nothing_says_what_to_do(somebody: Person) -> None:
    somebody.opens("/findings/?words=zebra")

    somebody.sees("Nothing fits.")
    somebody.follows("take all filters away", within="main")
    somebody.sees("5 findings")


def test_a_visitor_filters_inspections_and_takes_the_list_away(somebody: Person) -> None:
    somebody.opens("/inspections/")
    somebody.finds_the_page_usable()
    somebody.ticks("Local area SEND inspection (2016 to 2022)")
    somebody.chooses("Region", "London")
    somebody.presses("Show inspections")

    somebody.sees("in this list")
    shown = somebody.page.locator("#list tbody tr").count()
    assert shown > 20
    somebody.finds_the_page_usable()

    rows = list(csv.DictReader(io.StringIO(somebody.takes("CSV").decode("utf-8-sig"))))
    content = json.loads(somebody.takes("JSON with its summary"))
    assert len(rows) == len(content["inspections"]) == shown
    assert {row["region"] for row in rows} == {"London"}


def test_a_date_that_is_none_is_told_where_it_was_written(somebody: Person) -> None:
    somebody.opens("/inspections/")
    somebody.opens_up("Dates")
    somebody.writes("Inspected from", "soon")
    somebody.presses("Show inspections")

    somebody.sees("There is a problem")
    somebody.finds_the_page_usable()
    somebody.follows("“Inspected from” must be a date")
    assert somebody.focused["id"] == "started_from"


def test_a_visitor_compares_an_area_and_builds_a_profile(somebody: Person) -> None:
    somebody.opens("/indicators/")
    somebody.finds_the_page_usable()
    somebody.writes("Find an indicator", "20 weeks")
    somebody.presses("Find")
    somebody.sees("with “20 weeks”")
    somebody.finds_the_page_usable()
    somebody.opens("/indicators/sen-ehc-excpt-20wks/")
    somebody.writes("Area", "Milton Keynes")
    somebody.presses("Show")

    somebody.sees("Milton Keynes")
    somebody.sees("Neighbours, mean")
    somebody.sees("England")
    somebody.finds_the_page_usable()

    somebody.follows("Begin a profile of Milton Keynes with this")
    somebody.sees("1 indicator")
    somebody.writes("Words in its title or definition", "absence")
    somebody.presses("Search")
    somebody.page.get_by_role("group", name="Choose those to add").get_by_role("checkbox").first.check()
    somebody.presses("Add to the profile")
    somebody.sees("2 indicators")
    somebody.finds_the_page_usable()

    kept = somebody.page.url
    rows = list(csv.DictReader(io.StringIO(somebody.takes("CSV").decode("utf-8-sig"))))
    assert rows[0]["indicator"] == "SEN_EHC_Excpt_20wks"
    assert len(rows) == 2
    somebody.opens("/")
    somebody.opens(kept.removeprefix(somebody.address))
    somebody.sees("2 indicators")


def test_a_visitor_has_a_report_read(somebody: Person) -> None:
    somebody.opens("/")
    somebody.follows("Read a report")
    somebody.is_at("/read/")
    somebody.finds_the_page_usable()
    somebody.gives("The report", REPORT)
    somebody.presses("Read it")

    somebody.sees("Nothing of this is kept")
    somebody.sees("What is effective")
    assert somebody.page.locator("article.x-finding").count() > 10
    somebody.does_not_see("Keep it in the library")
    somebody.finds_the_page_usable()


def test_a_file_that_is_no_report_is_told_at_the_field(somebody: Person, tmp_path: Path) -> None:
    somebody.expects_refusal = True
    file = tmp_path / "notes.pdf"
    file.write_text("No report.")

    somebody.opens("/read/")
    somebody.gives("The report", file)
    somebody.presses("Read it")

    somebody.sees("There is a problem")
    assert somebody.page.title().startswith("Error: ")
    somebody.finds_the_page_usable()


def test_an_editor_signs_in_corrects_a_finding_and_takes_it_back(somebody: Person) -> None:
    make_editor()
    address = "/findings/2023-826-2024-03-improve-1/"
    somebody.opens(address + "correct/")
    somebody.sees("Sign in")
    somebody.finds_the_page_usable()
    somebody.writes("E-mail address", "editor@example.org")
    somebody.page.locator("#id_password").fill(PASSWORD)
    somebody.page.locator("main").get_by_role("button", name="Sign in").click()

    somebody.is_at(address + "correct/")
    somebody.finds_the_page_usable()
    somebody.writes("Words of the finding", "Annual reviews come late.")
    somebody.writes("Why", "“Come” is printed")
    somebody.presses("Save the correction")

    somebody.is_at(address)
    somebody.sees("Annual reviews come late.", within="article")
    somebody.sees("Editor Example", within="#corrections")
    somebody.sees("“Come” is printed", within="#corrections")
    somebody.finds_the_page_usable()

    somebody.presses("Take back")
    somebody.is_at(address)
    somebody.sees("Annual reviews are late & families wait for <news>.", within="article")
    somebody.sees("Taken back by Editor Example")

    somebody.presses("Sign out")
    somebody.is_at("/")
    somebody.sees("Sign in")


def test_an_editor_keeps_a_report(somebody: Person) -> None:
    make_editor()
    somebody.opens("/sign-in/?next=/read/")
    somebody.writes("E-mail address", "editor@example.org")
    somebody.page.locator("#id_password").fill(PASSWORD)
    somebody.page.locator("main").get_by_role("button", name="Sign in").click()
    somebody.gives("The report", REPORT)
    somebody.presses("Read it")
    somebody.writes("Day of publication, if you know it", "2024-07-16")
    somebody.finds_the_page_usable()
    somebody.presses("Keep it")

    somebody.sees("What the report prints")
    somebody.sees("16 July 2024")
    somebody.finds_the_page_usable()
