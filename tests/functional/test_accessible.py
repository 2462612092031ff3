"""What was judged on one page is asked again wherever it could be otherwise."""

import pytest

from tests.functional.person import Person

pytestmark = pytest.mark.browser

PLANT = "words => document.querySelector('main').insertAdjacentHTML('beforeend', words)"
STYLE = """style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize(
    ("rule", "planted", "style"),
    [
        ("color-contrast", "<p class='pale'>Pale</p>", ".pale {color: #ccc}"),
        ("color-contrast", "<div class='dark'><p>Dark</p></div>", ".dark {background: #222}"),
        ("color-contrast", "<div class='faint'><p>Faint</p></div>", ".faint {opacity: .3}"),
        (
            "heading-order",
            "<h2 class='wide'>Two</h2><h3 class='wide'>Three</h3><h4>Four</h4>",
            "@media (max-width: 600px) {.wide {display: none}}",
        ),
        (
            "target-size",
            "<p class='near'><button>a</button><button>b</button></p>",
            "@media (max-width: 600px) {.near button {width: 9px; height: 9px; padding: 0; margin: 0; min-width: 0; border: 0}}",
        ),
    ],
)
def test_a_fault_is_found_on_a_page_that_was_looked_at(somebody: Person, rule: str, planted: str, style: str) -> None:
    somebody.opens("/local/")
    somebody.finds_the_page_usable()
    somebody.opens("/local/")
    somebody.page.evaluate(PLANT, planted)
    somebody.page.evaluate(STYLE, style)

    for _ in range(2):
        assert {each.split(": ")[1] for each in somebody.faults_of_the_page()} == {rule}
        somebody.page.reload()
        somebody.page.evaluate(PLANT, planted)
        somebody.page.evaluate(STYLE, style)
