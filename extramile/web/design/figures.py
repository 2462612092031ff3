"""Figures in words: a value, its unit and its decimals become what a reader sees, the same on every page and chart.

Units: "%" (the value is 46.4, not 0.464), "£", "pp" for percentage points, "" (or number, score, rate, ratio) for a
plain number; any other word stands after the number ("12 days"). Rounding is half away from zero on the decimal digits
as printed, as published statistics do, not on the binary float: 0.145 at two decimals is 0.15.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from math import isfinite

MINUS = "−"
# Units that the title says, and the figure need not.
SILENT = frozenset({"", "number", "score", "rate", "ratio"})
# No line break between a number and its word.
NO_BREAK = "\u00a0"

# Half-up rounding needs Decimal; the step of each number of decimals is made once.
STEPS = tuple(Decimal(1).scaleb(-places) for places in range(10))


class Missing(Enum):
    """Why there is no number. Each reason is its own word: a hidden figure is not an absent one."""

    NOT_AVAILABLE = "not available"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not applicable"
    LOW = "low"
    # It was told, and whoever told it took it back since.
    TAKEN_BACK = "taken back"


Value = float | int | Decimal | Missing | None


def is_known(value: Value) -> bool:
    """Say whether there is a number to show (NaN and infinity are none)."""
    return value is not None and not isinstance(value, Missing) and isfinite(value)


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Return `value` rounded half away from zero; a zero has no sign."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    result = exact.quantize(STEPS[decimals], ROUND_HALF_UP)
    return result or abs(result)


def figure(value: Value, unit: str = "", decimals: int = 0, *, signed: bool = False) -> str:
    """Return the figure as a reader sees it: "46.4%", "1,234", "£12,300", "−0.4", "not available", "suppressed".

    `signed` puts a plus before what is above zero, for differences.
    """
    if isinstance(value, Missing):
        return value.value
    if value is None or not isfinite(value):
        return Missing.NOT_AVAILABLE.value
    number = rounded(value, decimals)
    sign = MINUS if number < 0 else "+" if signed and number > 0 else ""
    digits = f"{abs(number):,}"
    return sign + _with_unit(digits, unit)


def _with_unit(digits: str, unit: str) -> str:
    if unit in SILENT:
        return digits
    if unit == "%":
        return f"{digits}%"
    if unit == "£":
        return f"£{digits}"
    if unit == "pp":
        unit = "percentage point" if digits == "1" else "percentage points"
    return f"{digits}{NO_BREAK}{unit}"


def short_figure(value: Value, unit: str = "", decimals: int = 0) -> str:
    """Return the figure for an axis or a mark: a sign of per cent or pounds stays, a word goes."""
    return figure(value, unit if unit in {"%", "£"} else "", decimals)


def share(numerator: int, denominator: int, decimals: int = 0) -> str:
    """Return a share that carries both its numbers: "24 of 45 (53%)". A share of nothing is not available."""
    counts = f"{figure(numerator)} of {figure(denominator)}"
    if not denominator:
        return f"{counts} ({Missing.NOT_AVAILABLE.value})"
    return f"{counts} ({figure(Decimal(100 * numerator) / Decimal(denominator), '%', decimals)})"


def span(low: Value, high: Value, unit: str = "", decimals: int = 0) -> str:
    """Return two ends in words, for an interval: "39% to 67%"."""
    return f"{figure(low, unit, decimals)} to {figure(high, unit, decimals)}"


def difference(value: Value, unit: str = "", decimals: int = 0) -> str:
    """Return a signed difference in the right unit: two percentages differ by percentage points."""
    return figure(value, "pp" if unit == "%" else unit, decimals, signed=True)
