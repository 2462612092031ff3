"""Small numbers, protected: what may be released of counts by groups, so that nobody is seen in them.

A count below the threshold of its audience is hidden, and then as many others as it takes that no hidden one follows from what is
shown, neither by subtraction nor from knowing that a hidden count is never zero. `protect` does so for one table of two ways,
`plan_release` for many tables and figures about the same records. Three answers, of three types: `Shown`,
`Suppressed`, `NotAvailable`. Which counts were hidden for being small is not said: it would tell that the others are not.

`release_figure` says the same of a figure of a measure that was entered as it is, a share or a count:
what is not shown to be safe is hidden.
"""

from extramile.core.disclosure.figures import (
    Basis,
    Counts,
    Figure,
    ReleasedFigure,
    ShownFigure,
    counts_of,
    fits,
    is_share,
    release_figure,
)
from extramile.core.disclosure.planning import Line, Parting, Plan, Row, plan_release
from extramile.core.disclosure.protecting import MARGIN, Cell, Table, protect, protect_counts, protect_part
from extramile.core.disclosure.values import (
    PARTNERSHIP,
    PUBLIC,
    Audience,
    NotAvailable,
    Released,
    Shown,
    Suppressed,
    TakenBack,
    audience,
    audiences,
)

__all__ = [
    "MARGIN",
    "PARTNERSHIP",
    "PUBLIC",
    "Audience",
    "Basis",
    "Cell",
    "Counts",
    "Figure",
    "Line",
    "NotAvailable",
    "Parting",
    "Plan",
    "Released",
    "ReleasedFigure",
    "Row",
    "Shown",
    "ShownFigure",
    "Suppressed",
    "Table",
    "TakenBack",
    "audience",
    "audiences",
    "counts_of",
    "fits",
    "is_share",
    "plan_release",
    "protect",
    "protect_counts",
    "protect_part",
    "release_figure",
]
