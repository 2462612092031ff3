"""How two people's texts come together, and how differences are marked."""

import pytest

from extramile.web.selfevaluation import claim_texts
from extramile.web.selfevaluation.presenters.differences import marked
from extramile.web.selfevaluation.queries.evaluations import months_before

BASE = claim_texts.clean({"judgement": "Plans are late.", "difference": "Little."})


def changed(**texts: str) -> dict[str, str]:
    return {**BASE, **texts}


@pytest.mark.parametrize(
    ("theirs", "mine", "judgement", "both"),
    [
        # what they changed, what this person changed, the proposal's judgement, whether both changed it
        ("Plans are often late.", "Plans are late.", "Plans are often late.", False),
        ("Plans are often late.", "Most plans are late.", "Most plans are late.", True),
        ("Plans are often late.", "Plans are often late.", "Plans are often late.", False),
    ],
)
def test_two_texts_come_together(theirs: str, mine: str, judgement: str, both: bool) -> None:
    met = claim_texts.meet(BASE, changed(judgement=theirs), changed(judgement=mine))

    assert [each.name for each in met] == ["judgement"]
    assert met[0].both is both
    assert claim_texts.together(BASE, changed(judgement=theirs), changed(judgement=mine))["judgement"] == judgement


def test_what_each_changed_alone_is_kept() -> None:
    theirs, mine = changed(judgement="Theirs."), changed(difference="Mine.")

    assert claim_texts.together(BASE, theirs, mine) == changed(judgement="Theirs.", difference="Mine.")


def test_differences_are_marked_in_words_too_and_escaped() -> None:
    said = marked("Plans are late.", "Plans are <b>early</b>.")

    assert '<del><span class="x-hidden">gone: </span>late.</del>' in said
    assert '<ins><span class="x-hidden">new: </span>&lt;b&gt;early&lt;/b&gt;.</ins>' in said
    assert "<b>" not in said


def test_months_before_ends_in_a_day_that_exists() -> None:
    from datetime import date

    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 12) == date(2025, 1, 15)
    assert months_before(date(2028, 8, 31), 6) == date(2028, 2, 29)


def test_what_was_written_anew_is_not_chopped_to_pieces() -> None:
    said = marked("Two years of figures from the health visitors.", "Figures of three years, and a study.")

    assert said.count("<del>") == said.count("<ins>") == 1
    assert "new: </span>Figures of three years, and a study.</ins>" in said


def test_a_text_that_was_empty_or_is_now() -> None:
    assert "<del>" not in marked("", "Plans are early.")
    assert "<ins>" not in marked("Plans are late.", "")
    assert marked("", "") == ""
