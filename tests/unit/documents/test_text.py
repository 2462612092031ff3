"""Plain text: all the words, each cell with its heading, nothing drawn."""

from extramile.core.documents import (
    bullets,
    card,
    fact,
    figure,
    figures,
    item,
    link,
    numbered,
    paragraph,
    picture_scale,
    quote,
    signature,
    signatures,
    table,
    to_text,
)
from tests.unit.documents.samples import letter, self_evaluation
from tests.unit.documents.test_model import a_document


def body(*blocks: object) -> str:
    return to_text(a_document(*blocks)).split("\n\n", 3)[3].rstrip("\n")  # type: ignore[arg-type]


def test_front_says_who_what_and_when() -> None:
    assert to_text(a_document(status="Draft")) == "A\n\nT\n\nDraft · 2 January 2026\n"


def test_a_row_says_its_headings() -> None:
    rows = [["Wexmoor", "4%", None]]
    assert body(table("Plans", ["Area", "Share", "Rank"], rows)) == (
        "Plans\n- Area: Wexmoor; Share: 4%; Rank: [missing: Rank, Wexmoor]"
    )


def test_each_block_in_words() -> None:
    assert body(paragraph("See ", link("this", "https://a.example/"))) == "See this (https://a.example/)"
    assert body(bullets("a", item("b", numbered("c")))) == "- a\n- b\n  1. c"
    assert body(figures(figure("16", "groups", "124 people"))) == "groups: 16 (124 people)"
    assert body(card("Words.", "Strength", points=["p"], parts=[fact("n", "f")], footer=["x", "y"])) == (
        "Strength: Words.\n- p\nn: f\nx · y"
    )
    assert body(quote("Heard.", "A", "chair")) == "“Heard.”\nA, chair"
    assert body(picture_scale("q", "Yes", "No")) == "q\n[ ] Yes (happy face)\n[ ] No (unhappy face)"
    assert body(signatures("By", signature("Council", "DCS"))) == (
        "By\nCouncil, DCS: ________, signed ________, date ________"
    )


def test_a_missing_fact_shows() -> None:
    assert "[missing: date of the letter]" in to_text(letter())
    for what in self_evaluation().missing():
        assert f"[missing: {what}]" in to_text(self_evaluation())
