"""Figures read the same everywhere."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extramile.web.design.figures import Missing, difference, figure, share, short_figure, span


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "words"),
    [
        (46.4, "%", 1, "46.4%"),
        (1234, "", 0, "1,234"),
        (12300, "£", 0, "£12,300"),
        (-12300.4, "£", 0, "−£12,300"),
        (-0.4, "score", 1, "−0.4"),
        (-0.04, "score", 1, "0.0"),
        (None, "%", 1, "not available"),
        (float("nan"), "%", 1, "not available"),
        (Missing.SUPPRESSED, "%", 1, "suppressed"),
        (0.145, "", 2, "0.15"),
        (2.5, "", 0, "3"),
        (12, "days", 0, "12\u00a0days"),
        (1, "pp", 0, "1\u00a0percentage point"),
        (1.0, "pp", 1, "1.0\u00a0percentage points"),
        (Decimal("53.333"), "%", 0, "53%"),
    ],
)
def test_figure(value, unit, decimals, words):
    assert figure(value, unit, decimals) == words


def test_shares_spans_and_differences():
    assert share(24, 45) == "24 of 45 (53%)"
    assert share(0, 0) == "0 of 0 (not available)"
    assert span(39.1, 66.7, "%") == "39% to 67%"
    assert difference(3.5, "%", 1) == "+3.5\u00a0percentage points"
    assert difference(-3, "days") == "−3\u00a0days"
    assert short_figure(12, "days") == "12"


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_figure_is_within_half_a_step_and_never_minus_zero(value, decimals):
    words = figure(value, "", decimals)
    assert abs(float(words.replace(",", "").replace("−", "-")) - value) <= 0.5 * 10**-decimals * (1 + 1e-6) + 1e-6
    assert not (words.startswith("−") and not words.strip("−0.,"))
