"""Charts look the same on paper as on a page: the stylesheet of documents is made from that of pages."""

import re

import pytest

from extramile.core.documents.pictures import drawing
from extramile.core.documents.raster import png
from tests.unit.charts.examples import every_chart, parse
from tools import document_chart_styles


def test_the_stylesheet_is_fresh() -> None:
    said = "run python -m tools.document_chart_styles"
    assert document_chart_styles.MADE.read_text(encoding="utf-8") == document_chart_styles.made(), said


def test_the_stylesheet_has_plain_values_only() -> None:
    assert "var(" not in document_chart_styles.made()
    assert "@" not in document_chart_styles.made()


def test_conditions_are_left_out_with_all_that_is_inside() -> None:
    css = ".a { b: c } @media print { .d { e: f } .g { h: i } } .j { k: l }"
    assert document_chart_styles.without_conditions(css).split() == [
        ".a",
        "{",
        "b:",
        "c",
        "}",
        ".j",
        "{",
        "k:",
        "l",
        "}",
    ]


@pytest.mark.parametrize("kind", list(every_chart("x")))
def test_every_kind_of_chart_becomes_a_picture(kind: str) -> None:
    made = every_chart("Wexmoor & Sons")[kind]()
    drawn = drawing(str(made.svg))
    parse(drawn)
    assert png(drawn, 120.0).startswith(b"\x89PNG")


def test_the_colour_of_the_place_is_in_the_drawing() -> None:
    drawn = drawing(str(every_chart("Wexmoor")["bars"]().svg))
    assert re.search(r"\.x-bar--place \{ fill: #0b5563; \}", drawn)
