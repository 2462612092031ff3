"""Whether a figure of a measure may be told: a share, a count, an average, of which not always the two numbers are known.

A share tells how many it counts as soon as somebody knows of how many it is. So it is told only where it is shown to be safe: by
its own two numbers, or by what a person who knows says of all figures of the measure (`Basis`). What cannot be shown to be safe
is withheld like what is small: a reader must not learn from the word for it which of the two it is.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil

from extramile.core.disclosure.protecting import protect_part
from extramile.core.disclosure.values import Audience, NotAvailable, Shown, Suppressed, TakenBack

# How the unit of a share is written.
SHARES = ("%", "per cent", "percent", "share", "proportion")


class Counts(StrEnum):
    """What the figures of a measure count."""

    UNSAID = ""
    SHARE = "share"
    COUNT = "count"
    MEAN = "mean"
    NOBODY = "nobody"


# What the figures of a measure in per cent can count, and what those in any other unit can.
OF_SHARES = (Counts.SHARE, Counts.NOBODY)
OF_OTHERS = (Counts.COUNT, Counts.MEAN, Counts.NOBODY)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a person says of all figures of a measure: what they count, and how many people at least stand behind each.

    `at_least` is of how many people a share is at least, or how many at least an average is of; 0 where nobody said so.
    """

    counts: Counts = Counts.UNSAID
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was entered; of a share `numerator` of `denominator`. `published`: everybody can read it elsewhere."""

    value: float
    numerator: int | None = None
    denominator: int | None = None
    published: bool = False


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure that may be seen; of how many people it is at least, 0 where that is not known or does not matter."""

    value: float
    of: int = 0


ReleasedFigure = ShownFigure | Suppressed | TakenBack | NotAvailable


def is_share(unit: str) -> bool:
    """Say whether figures in this unit are shares of a hundred."""
    return any(each in unit.casefold() for each in SHARES)


def counts_of(unit: str) -> tuple[Counts, ...]:
    """Return what the figures of a measure in this unit can count."""
    return OF_SHARES if is_share(unit) else OF_OTHERS


def fits(value: float, numerator: int, denominator: int) -> bool:
    """Say whether a share is that of its two numbers, as far as the digits in which it is written go."""
    return denominator > 0 and abs(value - 100 * numerator / denominator) <= _half_a_digit(value) + 1e-9


def release_figure(figure: Figure, unit: str, basis: Basis, audience: Audience) -> ShownFigure | Suppressed:
    """Return a figure as this audience may see it: a figure that is not shown to be safe is withheld."""
    if figure.published or basis.counts is Counts.NOBODY:
        return ShownFigure(figure.value)
    if _is_small(figure, audience):
        return Suppressed()
    if is_share(unit):
        of = _share_of(figure, basis, audience)
    elif basis.counts is Counts.COUNT:
        # None of them is nobody; a count below one is no count.
        return Suppressed() if 0 < figure.value < audience.threshold else ShownFigure(figure.value)
    else:
        of = (figure.denominator or basis.at_least) if basis.counts is Counts.MEAN else 0
        of = of if of >= audience.threshold else 0
    return ShownFigure(figure.value, of) if of else Suppressed()


def _is_small(figure: Figure, audience: Audience) -> bool:
    """Say whether the two numbers of a figure, where they are known, are too small: who is counted, who is not, and all."""
    if figure.denominator is None:
        return False
    if figure.numerator is None:
        return figure.denominator < audience.threshold
    if figure.numerator > figure.denominator:
        return True
    return not all(isinstance(each, Shown) for each in protect_part(figure.numerator, figure.denominator, audience))


def _share_of(figure: Figure, basis: Basis, audience: Audience) -> int:
    """Return of how many a share is at least, 0 where it is not shown to be safe."""
    if figure.numerator is not None and figure.denominator is not None:
        return figure.denominator if fits(figure.value, figure.numerator, figure.denominator) else 0
    of = figure.denominator or (basis.at_least if basis.counts is Counts.SHARE else 0)
    # The share may have been rounded: of all shares that are written like it, those that leave the fewest on either side.
    half = _half_a_digit(figure.value)
    counted, others = (_at_least(of, share - half) for share in (figure.value, 100 - figure.value))
    return of if min(counted, others) >= audience.threshold else 0


def _at_least(of: int, share: float) -> int:
    # What comes out a hair above a whole number is that number.
    return ceil(of * share / 100 - 1e-9)


def _half_a_digit(value: float) -> float:
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return 0.5 * 10 ** min(int(exponent), 0) if isinstance(exponent, int) else 0.5
