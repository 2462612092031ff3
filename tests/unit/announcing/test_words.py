"""Reading age, links in texts, and the draft of an easy-read version."""

import pytest

from extramile.core.announcing import ANNOUNCEMENT, QUOTATION, Piece, easy_read, pieces, points, reading_age, too_long


def test_the_index_is_the_published_formula() -> None:
    """20 words of 4 letters in 2 sentences: 4.71 * 4 + 0.5 * 10 - 21.43 = 2.41, and five years."""
    found = reading_age(" ".join(["Word"] * 10) + ". " + " ".join(["Word"] * 10) + ".")

    assert found is not None
    assert found.age == 7.4


def test_the_hardest_sentence_is_named() -> None:
    hard = "Organisational reconfiguration necessitates comprehensive accountability."
    found = reading_age(f"Dr. Lee came to us. We all met in the hall and had tea there. {hard}")

    assert found is not None
    assert found.hardest == hard
    assert found.hardest_age > found.age


def test_of_a_few_words_nothing_is_said() -> None:
    assert reading_age("Plans come late.") is None


def test_links_are_told_apart_from_words() -> None:
    assert list(pieces("See [the plan](/plan/), or https://example.org/a.")) == [
        Piece("See "),
        Piece("the plan", "/plan/"),
        Piece(", or "),
        Piece("https://example.org/a", "https://example.org/a"),
        Piece("."),
    ]


def test_a_line_is_a_point_however_it_begins() -> None:
    assert points("- One\n\n• Two\nThree") == ["One", "Two", "Three"]


def test_an_easy_read_draft_has_one_idea_a_sentence() -> None:
    words = (
        "Inspectors said that waits for assessments are too long, and plans do not say enough about health; "
        "the council and the health service will hire more people so that children are seen sooner in every school."
    )
    draft = dict(easy_read({"headline": "News", "meaning": words}))

    assert draft["What was decided"][1:3] == [
        "And plans do not say enough about health.",
        "The council and the health service will hire more people.",
    ]
    # Easy words may be longer than hard ones: what is too long still is marked for the person who goes on.
    assert [too_long(each) for each in draft["What was decided"]] == [True, False, False, False]


@pytest.mark.parametrize("machine", [ANNOUNCEMENT, QUOTATION])
def test_nothing_is_public_or_approved_at_the_start(machine: object) -> None:
    assert machine.start in {"writing", "drafted"}  # type: ignore[attr-defined]
