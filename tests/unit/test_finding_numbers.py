"""A number has the word that goes with it."""

import pytest

from extramile.web.findings.numbers import number


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 findings"), (1, "1 finding"), (2, "2 findings"), (1200, "1,200 findings")]
)
def test_a_number_with_its_word(count: int, said: str) -> None:
    assert number(count, "finding") == said


def test_a_word_with_a_plural_of_its_own() -> None:
    assert [number(each, "person", "people") for each in (1, 2)] == ["1 person", "2 people"]
