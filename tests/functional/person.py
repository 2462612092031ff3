"""Somebody who uses the pages: what they do and see, in the words of the journeys."""

from pathlib import Path
from typing import Any

from django.test import Client

from tests.functional.accessible import found_at_a_desk, found_on_a_phone

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
# Half a second is long for a page on this machine; ten are a fault.
PATIENCE = 10_000
# A page that takes more steps than this to its last button has lost somebody who has no mouse.
MOST_TABS = 200


class Person:
    """Somebody with a browser."""

    def __init__(self, browser: Any, address: str, *, scripts: bool = True) -> None:
        self.address, self.scripts = address, scripts
        self.context = browser.new_context(
            viewport=DESK, java_script_enabled=scripts, accept_downloads=True, reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", lambda said: said.type in {"error", "warning"} and self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._is_ours)
        self.expects_refusal = False

    def _is_ours(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def leaves(self) -> None:
        """Close the browser; nothing may have been complained of: no script error, no blocked style, no lost file."""
        self.context.close()
        complaints = self.complaints
        if self.expects_refusal:
            # A browser reports a form that comes back with an error (422) as a resource that failed.
            complaints = [each for each in complaints if "status of 422" not in each]
        assert complaints == []

    # what they do

    def opens(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(self.address + path)

    def is_signed_in(self, account: Any) -> None:
        """Come with the cookie of somebody who signed in a moment ago."""
        client = Client()
        client.force_login(account)
        self.context.add_cookies(
            [{"name": name, "value": morsel.value, "url": self.address} for name, morsel in client.cookies.items()]
        )

    def follows(self, words: str, *, within: str = "body") -> None:
        """Follow the first link with these words."""
        self.page.locator(within).get_by_role("link", name=words).first.click()

    def writes(self, label: str, words: str) -> None:
        """Fill in a field. A form may have the same name as its field."""
        self.page.get_by_label(label, exact=True).and_(self.page.locator("input, textarea")).fill(words)

    def chooses(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def ticks(self, label: str) -> None:
        """Tick a box or a radio."""
        self.page.get_by_label(label, exact=True).check()

    def presses(self, words: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=words, exact=True).first.click()

    def goes_on_by_keyboard(self, words: str) -> None:
        """Press the tabulator until a link or a button with these words has the focus, then Enter."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if " ".join(self.focused["words"].split()) == words:
                with self.page.expect_navigation():
                    self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"“{words}” cannot be reached with the keyboard on {self.page.url}")

    def opens_up(self, words: str) -> None:
        """Unfold what is folded."""
        self.page.locator("summary", has_text=words).first.click()

    def gives(self, label: str, file: Path) -> None:
        """Choose a file."""
        self.page.get_by_label(label, exact=True).set_input_files(file)

    def takes(self, words: str, *, within: str = "main") -> bytes:
        """Download by a link; return what came."""
        with self.page.expect_download() as download:
            self.page.locator(within).get_by_role("link", name=words, exact=True).first.click()
        return Path(download.value.path()).read_bytes()

    # what they see

    def sees(self, words: str, *, within: str = "body") -> None:
        """These words stand on the page and can be seen."""
        self.page.locator(within).get_by_text(words).locator("visible=true").first.wait_for()

    def does_not_see(self, words: str) -> None:
        """These words stand nowhere."""
        assert self.page.get_by_text(words).count() == 0, words

    def is_at(self, path: str) -> None:
        """This is where they are."""
        self.page.wait_for_url(f"{self.address}{path}")

    @property
    def heading(self) -> str:
        """Return the page's heading."""
        return self.page.locator("h1").inner_text()

    @property
    def focused(self) -> dict[str, Any]:
        """Return what has the focus, and whether that can be seen."""
        return self.page.evaluate(
            """() => {
                const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
                const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                // The design system draws a box to tick, and its ring, before the words beside it.
                const drawn = ['checkbox', 'radio'].includes(it.type) && it.nextElementSibling;
                const ring = drawn ? getComputedStyle(drawn, '::before').boxShadow : style.boxShadow;
                return {tag: it.tagName.toLowerCase(), id: it.id, name: it.name || '', words: it.innerText || '',
                        ring: outline || ring !== 'none',
                        inside: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight};
            }"""
        )

    def finds_the_page_usable(self) -> None:
        """Nothing that axe knows is broken, at a desk and on a phone, and the phone need not be moved sideways."""
        faults = self.faults_of_the_page()
        assert not faults, "; ".join(faults[:5])

    def faults_of_the_page(self) -> list[str]:
        """Return what keeps somebody from using this page, at a desk and on a phone.

        axe is a script that waits for the page's: where these are off it would never answer, and only the width is looked at.
        """
        self.page.wait_for_load_state("load")
        faults = []
        for size, found in ((DESK, found_at_a_desk), (PHONE, found_on_a_phone)):
            self.page.set_viewport_size(size)
            faults += [
                f"{self.page.url} at {size['width']} px: {each['id']}: {node['target']} {node['html'][:150]}"
                for each in (found(self.page) if self.scripts else [])
                for node in each["nodes"]
            ]
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            faults.append(f"{self.page.url} is {over} px too wide for a phone: {self._too_wide()}")
        self.page.set_viewport_size(DESK)
        return faults

    def _too_wide(self) -> list[str]:
        return self.page.evaluate(
            """() => [...document.querySelectorAll('body *')]
                .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
                .slice(0, 5).map(each => each.tagName + '.' + each.className)"""
        )
