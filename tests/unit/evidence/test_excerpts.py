"""What a search shows of a text: the neighbourhood of the first word that was found, as plain text and marks."""

import pytest
from django.utils.html import escape
from django.utils.safestring import SafeString

from extramile.web.evidence.presenters.rows import AROUND, excerpt


def marked(text: str, word: str = "wait") -> list[tuple[str, bool]]:
    return excerpt(SafeString(escape(text).replace(word, f"<mark>{word}</mark>")))


def plain(pieces: list[tuple[str, bool]]) -> str:
    return "".join(words for words, _ in pieces)


def test_the_words_around_are_shown_and_the_title_is_not() -> None:
    assert marked("A title\nFamilies wait for <news> & care") == [
        ("Families ", False), ("wait", True), (" for <news> & care", False)
    ]  # fmt: skip


def test_a_title_serves_where_nothing_else_was_found() -> None:
    assert marked("We wait\nOther words") == [("We ", False), ("wait", True), (" Other words", False)]


@pytest.mark.parametrize("filling", ["word ", "<&\"'> ", "wait "], ids=["words", "signs", "marks"])
def test_a_long_text_is_cut_at_words_whatever_it_holds(filling: str) -> None:
    found = marked(f"Title\n{filling * 2000}we wait at last {filling * 2000}")

    assert sum(len(words) for words, _ in found) <= 4 * AROUND
    assert any(is_marked for _, is_marked in found)
    assert set(plain(found)) <= set(f"…we wait at last {filling}")


def test_nothing_was_found() -> None:
    assert plain(marked("Title\nOther words", "zebra")).startswith("Title Other")
