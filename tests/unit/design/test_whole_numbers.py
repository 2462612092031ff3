"""Numbers that come with forms and addresses."""

import pytest

from extramile.web.design.numbers import whole_number


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("7", 7), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_number_is_read(typed: str, number: int) -> None:
    assert whole_number(typed) == number


@pytest.mark.parametrize("typed", ["", " 7", "-1", "1.0", "1e3", "seven", "²", "٣", "1\0", "9" * 19, "9" * 5000])
def test_anything_else_is_none(typed: str) -> None:
    assert whole_number(typed) is None
