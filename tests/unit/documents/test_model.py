"""What a document refuses, what it says is missing, and the ids of its headings."""

from datetime import date

import pytest

from extramile.core.documents import (
    Document,
    Fact,
    Heading,
    Lines,
    Missing,
    Table,
    card,
    fact,
    figure,
    figures,
    heading,
    inline,
    known,
    link,
    note,
    numbered,
    paragraph,
    picture_scale,
    plain,
    quote,
    strong,
    table,
    to_html,
)
from extramile.core.documents.blocks import Block


def a_document(*blocks: Block, **more: object) -> Document:
    return Document(title="T", author_body="A", date=date(2026, 1, 2), blocks=blocks, **more)  # type: ignore[arg-type]


def test_missing_facts_are_listed_once_in_the_order_of_the_document() -> None:
    document = a_document(
        paragraph("On ", Missing("date"), " and ", Missing("place"), "."),
        numbered("a", ("b ", Missing("date"))),
        table("Plans", ["Area", "Share"], [["Wexmoor", None]]),
        card("Words", "Claim", parts=[fact("How we know", None)]),
        figures(figure(None, "visits")),
        facts=(fact("Agreed by", None),),
    )
    assert document.missing() == ("Agreed by", "date", "place", "Share, Wexmoor", "How we know", "visits")


def test_a_missing_author_or_date_is_listed_too() -> None:
    document = Document("T", author_body=Missing("body"), date=Missing("day"), blocks=())
    assert document.missing() == ("body", "day")
    assert "[missing: day]" in to_html(document)


@pytest.mark.parametrize("nothing", [None, "", "  ", ()])
def test_no_words_are_a_missing_fact(nothing: str | None) -> None:
    assert known(nothing, "name") == Missing("name")
    assert fact("Name", nothing) == Fact(inline("Name"), (Missing("Name"),))


def test_words_of_any_shape_become_runs() -> None:
    assert plain(inline(["a", [strong("b"), ("c", Missing("d"))]])) == "abc[missing: d]"
    assert inline("") == ()


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 4)])
def test_headings_that_leave_out_a_level_are_refused(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="a level is left out"):
        a_document(*(heading("H", level) for level in levels))


def test_headings_may_go_back_up() -> None:
    a_document(*(heading("H", level) for level in (1, 2, 3, 1, 2, 2)))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Heading(5, inline("x")), "level from 1 to 4"),
        (lambda: heading(" "), "needs words"),
        (lambda: table("c", ["a", ""], []), "needs a heading"),
        (lambda: table("", ["a"], []), "needs a caption"),
        (lambda: Table(inline("c"), (inline("a"),), ((inline("1"), inline("2")),)), "Row 1 has 2 cells"),
        (lambda: link("x", "javascript:alert(1)"), "whole address"),
        (lambda: link("x", "/plans/"), "whole address"),
        (lambda: Lines(inline("q"), 0), "lines to write on"),
        (lambda: picture_scale("q", "only one"), "two to five faces"),
        (lambda: Document(" ", "A", date(2026, 1, 2), ()), "needs a title"),
        (lambda: a_document(language="English"), "a code such as en-GB"),
    ],
)
def test_what_could_not_be_read_is_refused_with_a_sentence(make: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        make()  # type: ignore[operator]


def test_each_heading_has_an_id_of_its_own() -> None:
    document = a_document(heading("What next?"), heading("What next?"), heading("☐"), heading("Mine", id="own place"))
    assert list(document.anchors().values()) == ["what-next", "what-next-2", "part", "own-place"]


def test_what_introduces_a_part_and_a_card_before_its_quote_stay_with_what_follows() -> None:
    made = a_document(
        heading("Part"), paragraph("About it."), note("Unverified."), card("A claim.", "Strength"), quote("True."),
        paragraph("More."), card("Another.", "Gap"), heading("Next"),
    )  # fmt: skip

    assert made.kept_with_next() == {1, 2, 3}
