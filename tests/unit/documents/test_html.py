"""HTML: valid, one h1, captions and scopes, nothing inline, nobody's words read as markup."""

import re

import html5lib
import pytest

from extramile.core.documents import Choices, chart, choices, inline, paragraph, quote, table, to_html
from tests.unit.documents.samples import SAMPLES, letter, self_evaluation
from tests.unit.documents.test_model import a_document

HOSTILE = """<script>alert("1")</script> & 'quoted' </p>"""


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_is_valid_and_has_one_first_heading(name: str) -> None:
    markup = to_html(SAMPLES[name]())
    html5lib.HTMLParser(strict=True).parse(markup)
    assert markup.count("<h1") == 1
    assert '<html lang="en-GB">' in markup


def test_a_fragment_stands_under_the_heading_of_its_page() -> None:
    markup = to_html(self_evaluation(), fragment=True, below=1)

    assert "<h1" not in markup
    assert '<h2 class="x-h1"' in markup
    assert '<h3 class="x-h2"' in markup


@pytest.mark.parametrize("name", SAMPLES)
def test_a_fragment_has_no_inline_style_and_no_stylesheet(name: str) -> None:
    markup = to_html(SAMPLES[name](), fragment=True)
    assert " style=" not in markup
    assert "<style" not in markup
    assert markup.startswith("<article")


def test_ids_are_given_once() -> None:
    ids = re.findall(r'\bid="([^"]+)"', to_html(self_evaluation()))
    assert len(ids) == len(set(ids))


def test_a_table_has_caption_and_scopes() -> None:
    markup = to_html(a_document(table("Plans", ["Area", "Share"], [["Wexmoor", "4%"]], numeric=[1])))
    assert "<caption>Plans</caption>" in markup
    assert '<th scope="col" class="n">Share</th>' in markup
    assert '<th scope="row">Wexmoor</th><td class="n">4%</td>' in markup


def test_a_table_without_row_heads_has_none() -> None:
    assert 'scope="row"' not in to_html(a_document(table("c", ["a"], [["b"]], row_heads=False)), fragment=True)


def test_a_caption_that_repeats_its_chart_is_only_heard() -> None:
    markup = to_html(self_evaluation(), fragment=True)
    assert '<caption class="x-hidden">Plans issued within 20 weeks rose' in markup


def test_words_of_people_are_escaped_everywhere() -> None:
    document = a_document(
        paragraph(HOSTILE),
        quote(HOSTILE, HOSTILE, HOSTILE),
        table(HOSTILE, [HOSTILE], [[HOSTILE]]),
        chart("<svg></svg>", HOSTILE, HOSTILE),
        choices(HOSTILE, HOSTILE, hint=HOSTILE),
        subtitle=HOSTILE,
        status=HOSTILE,
    )
    markup = to_html(document)
    html5lib.HTMLParser(strict=True).parse(markup)
    assert "<script" not in markup


def test_a_line_break_in_words_is_kept() -> None:
    assert "one<br>two" in to_html(a_document(paragraph("one\r\ntwo")))


def test_a_chart_without_a_description_inside_gets_it_beside() -> None:
    markup = to_html(a_document(chart("<svg></svg>", "Up", "From 1 to 2.")))
    assert '<p class="x-hidden">From 1 to 2.</p>' in markup


def test_what_is_missing_is_marked() -> None:
    assert '<mark class="x-missing">[missing: date of the letter]</mark>' in to_html(letter())


def test_boxes_are_not_read_aloud() -> None:
    markup = to_html(a_document(Choices(inline("q"), (inline("Yes"),))))
    assert '<span class="x-box" aria-hidden="true"></span><span>Yes</span>' in markup
