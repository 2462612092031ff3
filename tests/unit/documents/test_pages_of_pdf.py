"""What stands on one page of a PDF: a drawing with its figures, a row of a table, a card; headings are never left behind alone."""

from collections.abc import Sequence

import pypdfium2
import pytest

from extramile.core.documents import Block, card, chart, heading, paragraph, table, to_pdf
from tests.unit.documents.test_model import a_document
from tools.pdf_ua_check import faults

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 250"><rect width="9" height="9"/></svg>'
# So many lines stand before what is looked at: somewhere among them it would not fit.
BEFORE = range(0, 36, 5)


def by_page(blocks: Sequence[Block]) -> list[str]:
    """Return the words of each page, without those of its footer."""
    made = to_pdf(a_document(*blocks))
    assert faults(made) == []
    with pypdfium2.PdfDocument(made) as pdf:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


@pytest.mark.parametrize("figures", [2, 13, 20])
@pytest.mark.parametrize("lines", BEFORE)
def test_a_drawing_stands_with_its_title_its_heading_and_its_figures(lines: int, figures: int) -> None:
    rows = [[f"Month {number:02}", f"{number}.5%"] for number in range(figures)]
    drawn = chart(
        SVG, "Plans in time", "A line", table("Plans in time", ["For the time to", "Figure"], rows, numeric=[1])
    )
    found = by_page([*[paragraph("A line of words.")] * lines, heading("A theme"), drawn, paragraph("After it.")])
    (page,) = [each for each in found if "Month 00" in each]
    assert f"Month {figures - 1:02}" in page
    assert "Plans in time" in page
    assert "A theme" in page


@pytest.mark.parametrize("figures", [3, 14])
def test_two_drawings_share_a_page(figures: int) -> None:
    rows = [[f"Month {number:02}", f"{number}.5%", "A"] for number in range(figures)]
    heads = ["For the time to", "Figure", "Signals"]
    drawn = [chart(SVG, name, "A line", table(name, heads, rows, numeric=[1])) for name in ("Plans in time", "Reviews")]
    note = paragraph("What it shows, and where it is from. " * 5)
    found = by_page([heading("A theme"), drawn[0], note, drawn[1], note])
    (page,) = [each for each in found if "Plans in time" in each]
    assert "Reviews" in page
    # They are read in their order, across and then down.
    assert page.index("Month 00") < page.index("Month 01") < page.index("Month 02")
    assert page.count(f"Month {figures - 1:02}") == 2


def test_more_figures_than_a_page_holds_go_over_it_under_their_headings() -> None:
    rows = [[f"Month {number:02}", f"{number}.5%"] for number in range(60)]
    drawn = chart(
        SVG, "Plans in time", "A line", table("Plans in time", ["For the time to", "Figure"], rows, numeric=[1])
    )
    found = [each for each in by_page([*[paragraph("Words.")] * 12, drawn]) if "Month" in each]
    assert len(found) > 1
    assert "Plans in time" in found[0]
    assert "Month 00" in found[0]
    assert all("For the time to" in each for each in found)


@pytest.mark.parametrize("lines", BEFORE)
def test_a_row_of_a_table_stays_whole(lines: int) -> None:
    rows = [[f"Action {number}", f"begin{number} " + "and so on " * 40 + f"end{number}"] for number in range(6)]
    found = by_page([*[paragraph("A line of words.")] * lines, table("Actions", ["Action", "Who"], rows)])
    for number in range(6):
        assert any(f"begin{number} " in each and f"end{number}" in each for each in found), number
    # And a caption is not left behind.
    assert any("Actions Action Who Action 0" in each for each in found)


@pytest.mark.parametrize("lines", BEFORE)
def test_a_card_as_long_as_an_action_may_be_stays_whole(lines: int) -> None:
    words = "begins here " + "and goes on " * 30
    found = by_page(
        [*[paragraph("A line of words.")] * lines, card(words, "Late", points=["It was due."], footer=["ends here"])]
    )
    assert any("begins here" in each and "ends here" in each for each in found)


def test_words_of_a_status_are_not_parted() -> None:
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    rows = [
        [f"{long} {number}", "Not moving", "42%, 3 September 2026; target 80% by 29 August 2027"] for number in range(5)
    ]
    (*_, page) = by_page([table("Measures", ["Measure", "What it shows", "Latest figure, and target"], rows)])
    assert page.count("Not moving") == 5
