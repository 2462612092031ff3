"""For people without scripts, without a mouse, on a phone: one journey each."""

import pytest

from tests.functional.person import Person

pytestmark = pytest.mark.browser


def test_the_page_for_what_is_not_there_is_usable(somebody: Person) -> None:
    somebody.opens("/nothing-here/")
    somebody.sees("There is no such page")
    somebody.finds_the_page_usable()

    assert somebody.complaints == ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
    somebody.complaints.clear()


def test_without_scripts_everything_is_there(somebody_without_scripts: Person) -> None:
    somebody = somebody_without_scripts
    somebody.opens("/")
    somebody.writes("Find a local area", "Bexley")
    somebody.presses("Find")
    somebody.is_at("/areas/303/")
    somebody.sees("Statistical neighbours")

    somebody.opens("/findings/")
    somebody.opens_up("Themes") if somebody.page.locator("summary", has_text="Themes").count() else None
    somebody.writes("Search the findings", "reviews")
    somebody.presses("Search")
    somebody.sees("5 findings with")

    somebody.opens("/inspections/")
    somebody.opens_up("Table")
    somebody.chooses("Region", "London")
    somebody.presses("Show inspections")
    somebody.sees("in this list")
    assert somebody.page.locator("svg.x-chart").count() > 2


def test_a_page_that_is_too_wide_is_found_without_scripts(somebody_without_scripts: Person) -> None:
    somebody = somebody_without_scripts
    somebody.opens("/local/")
    somebody.finds_the_page_usable()
    somebody.page.evaluate("document.querySelector('h1').style.width = '2000px'")
    [fault] = somebody.faults_of_the_page()
    assert "px too wide for a phone" in fault


def test_with_the_keyboard_alone_somebody_searches_and_reads(somebody: Person) -> None:
    keys = somebody.page.keyboard
    somebody.opens("/findings/")

    keys.press("Tab")
    first = somebody.focused
    assert first["words"] == "Skip to main content"
    assert first["ring"]
    assert first["inside"]

    keys.press("Enter")
    for _ in range(60):
        keys.press("Tab")
        now = somebody.focused
        assert now["ring"], f"no focus to be seen on {now}"
        assert now["inside"], f"the focus is out of sight on {now}"
        if now["name"] == "words":
            break
    assert now["name"] == "words", "the search is reached from the skip link"

    keys.type("reviews")
    keys.press("Enter")
    somebody.sees("5 findings with")

    for _ in range(90):
        keys.press("Tab")
        if somebody.focused["words"].startswith("Areas told the same") and "to do better" in somebody.focused["words"]:
            break
    assert somebody.focused["ring"]
    keys.press("Enter")
    somebody.sees("in other areas on the same theme")


def test_the_focus_is_seen_on_everything_of_a_page(somebody: Person) -> None:
    """Two of the pages with most kinds of things to reach; nothing traps the keyboard."""
    for path in ("/", "/indicators/sen-ehc-excpt-20wks/?area=826"):
        somebody.opens(path)
        reached = set()
        for _ in range(40):
            somebody.page.keyboard.press("Tab")
            now = somebody.focused
            if now["tag"] == "body":
                break  # past the last thing of the page
            assert now["ring"], f"no focus to be seen on {now} of {path}"
            reached.add((now["tag"], now["words"], now["id"]))
        assert len(reached) > 20


@pytest.mark.parametrize("path", ["/", "/inspections/", "/areas/826/", "/findings/"])
def test_text_can_be_twice_as_large(somebody: Person, path: str) -> None:
    """At 200% of the text on a small desk, nothing is pushed out of the page."""
    somebody.page.set_viewport_size({"width": 640, "height": 700})
    somebody.opens(path)
    somebody.page.evaluate("document.documentElement.style.fontSize = '200%'")

    over = somebody.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert over <= 0
