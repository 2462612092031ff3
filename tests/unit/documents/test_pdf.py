"""PDF: accessible by our own reading, the same bytes each time, and nobody's words read as Typst."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from extramile.core.documents import (
    Chart,
    Document,
    Missing,
    Table,
    address,
    bullets,
    card,
    chart,
    figure,
    figures,
    heading,
    inline,
    paragraph,
    quote,
    table,
    to_pdf,
)
from extramile.core.documents.fonts import FOLDER, drawable
from tests.unit.documents.reading import pages, pdf_text, squeezed, tables_in, tag_tree
from tests.unit.documents.samples import SAMPLES, position_statement, self_evaluation
from tests.unit.documents.test_model import a_document
from tools.pdf_ua_check import faults

INJECTION = '#panic("x") *bold* _it_ $x^2$ [a] \\ `raw` <label> @ref // /* ~ -- = - + {#read("/etc/passwd")}'


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_passes_the_check_of_pdf_ua(name: str) -> None:
    assert faults(to_pdf(SAMPLES[name]())) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_document_is_the_same_file(name: str) -> None:
    assert to_pdf(SAMPLES[name]()) == to_pdf(SAMPLES[name]())


def test_a_position_statement_is_one_page() -> None:
    assert pages(to_pdf(position_statement())) == 1


@pytest.mark.parametrize("sentences", [2, 10, 15])
def test_a_page_ends_where_it_begins(sentences: int) -> None:
    words = "Families get an answer within a week, and most of them say that it helped. " * 3
    made = a_document(heading("What works"), bullets(*[words] * sentences), opening="page")

    assert pages(to_pdf(made)) == 1
    assert not faults(to_pdf(made))


def test_a_long_table_is_set_in_parts_that_say_which_they_are() -> None:
    made = to_pdf(
        a_document(
            heading("Sources"), table("Evidence", ["Number", "What"], [[str(n), f"Plan {n}"] for n in range(1203)])
        )
    )

    words = pdf_text(made)
    assert "Evidence, rows 1 to 250 of 1,203" in words
    assert "Evidence, rows 1,001 to 1,203 of 1,203" in words
    assert all(f"Plan {n}" in words for n in range(1203))
    assert not faults(made)


def test_what_fits_no_page_goes_over_it_and_loses_nothing() -> None:
    made = a_document(heading("What works"), bullets(*[f"Line {number}." for number in range(120)]), opening="page")

    assert pages(to_pdf(made)) > 1
    assert "Line 119." in pdf_text(to_pdf(made))


def test_words_are_never_markup() -> None:
    document = a_document(
        paragraph(INJECTION),
        address(INJECTION),
        card(INJECTION, INJECTION, points=[INJECTION], footer=[INJECTION]),
        quote(INJECTION, INJECTION, INJECTION),
        table(INJECTION, [INJECTION], [[INJECTION]]),
        figures(figure(INJECTION, INJECTION, INJECTION)),
        subtitle=INJECTION,
        status=INJECTION,
    )
    made = to_pdf(document)
    assert squeezed(pdf_text(made)).count(squeezed(INJECTION)) >= 13
    assert faults(made) == []


def test_every_page_says_title_status_and_number() -> None:
    text = pdf_text(to_pdf(self_evaluation()))
    assert "How well we know and meet needs · Draft for challenge" in text
    assert "Page 3 of 5" in text


def test_a_drawing_has_its_words_and_a_table_its_heads() -> None:
    tree = tag_tree(to_pdf(self_evaluation()))
    assert sum(line.strip().startswith("Figure “Wexmoor") for line in tree) == 1
    assert sum(line.strip() == "TH Column" for line in tree) == 2 * 3 + 5 + 5, (
        "figures of a drawing are read across as well"
    )


def test_tables_keep_their_cells() -> None:
    assert tables_in(to_pdf(self_evaluation())) == [[2 * 3] * 3, [5] * 5, [5] * 4]


def test_a_long_table_repeats_its_headings_and_loses_no_row() -> None:
    rows = [[f"Area {number}", str(number)] for number in range(120)]
    made = to_pdf(a_document(table("Long", ["Area name", "Number"], rows, numeric=[1])))
    text = pdf_text(made)
    assert text.count("Area name") == pages(made) - 1
    assert all(f"Area {number}" in text for number in range(120))
    assert faults(made) == []


def test_a_wide_table_stands_on_a_page_of_its_own_turned_on_its_side() -> None:
    years = [str(year) for year in range(2012, 2026)]
    rows = [["Wexmoor and its villages", *["43.2%"] * 14], ["England", *["123,456"] * 14]]
    made = to_pdf(a_document(table("Wide", ["Area", *years], rows, numeric=range(1, 15)), paragraph("After it.")))
    with pypdfium2.PdfDocument(made) as pdf:
        sizes = [pdf.get_page_size(number) for number in range(len(pdf))]
    assert [width > height for width, height in sizes] == [False, True, False]
    assert pdf_text(made).count("123,456") == 14
    assert faults(made) == []


def test_a_card_longer_than_a_page_goes_over_it() -> None:
    made = to_pdf(a_document(card("word " * 2000 + "end.", "Claim")))
    assert "end." in pdf_text(made)
    assert pages(made) > 3


def test_a_word_longer_than_a_line_breaks() -> None:
    made = to_pdf(a_document(paragraph("x" * 300), table("t", ["a", "b"], [["y" * 200, "z" * 200]])))
    assert squeezed(pdf_text(made)).count("x" * 300) == 1


def test_a_letter_that_no_font_has_is_spelt() -> None:
    assert drawable("中") == "[cjk unified ideograph-4e2d]"
    assert "[cjk unified ideograph-4e2d]" in pdf_text(to_pdf(a_document(paragraph("中"))))


@pytest.mark.parametrize("words", ["Zażółć gęślą jaźń", "Привет", "Ελληνικά", "שלום", "→ ☐ 😀", "e\u0301 \u200d\ufe0f"])
def test_letters_beyond_our_typeface_are_drawn(words: str) -> None:
    assert drawable(words) == words
    assert faults(to_pdf(a_document(paragraph(words)))) == []


def test_a_folder_of_fonts_may_be_added() -> None:
    assert to_pdf(a_document(paragraph("Hello")), font_folders=[FOLDER])


def test_a_chart_needs_a_drawing_without_scripts() -> None:
    for svg in ("", "<p>none</p>", "<svg><script>1</script></svg>", '<svg onload="x"></svg>'):
        with pytest.raises(ValueError, match="needs a drawing"):
            to_pdf(a_document(Chart(svg, inline("t"), "d")))


def test_a_chart_may_come_without_a_table() -> None:
    made = to_pdf(
        a_document(chart('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>', "Up", "Up it goes"))
    )
    assert faults(made) == []


def test_an_empty_document_is_still_a_file() -> None:
    assert faults(to_pdf(Document("T", Missing("body"), Missing("day"), ()))) == []
    assert faults(to_pdf(a_document(contents=True))) == []
    assert faults(to_pdf(a_document(Table(inline("none"), (inline("a"),), ())))) == []


def test_the_date_inside_is_the_date_of_the_document() -> None:
    assert b"D:20260102" in to_pdf(a_document()).replace(b"D:2026-01-02", b"D:20260102")
    assert date(2026, 1, 2) == a_document().date


def test_fonts_come_with_their_licences() -> None:
    licences = {path.name.split(".")[0] for path in FOLDER.glob("*.LICENSE.txt")}
    assert all(any(path.name.startswith(name) for name in licences) for path in Path(FOLDER).iterdir())
