"""Change, not noise: a series of figures beside its own usual variation, with named signals. Two points are never a trend.

`run_chart(points)` gives the centre line, the limits where there are enough points for them, and each signal with the
points that make it; `settle` says on which points centre and limits should stand. What a signal is stands in `SIGNALS`, in
words, for pages to show.
"""

from extramile.core.variation.runs import (
    CENTRE_FROM,
    LIMITS_FROM,
    SETTLED_ON,
    SHIFT,
    SIGNALS,
    TREND,
    Basis,
    Limits,
    Point,
    RunChart,
    Signal,
    SignalKind,
    run_chart,
    settle,
)

__all__ = [
    "CENTRE_FROM",
    "LIMITS_FROM",
    "SETTLED_ON",
    "SHIFT",
    "SIGNALS",
    "TREND",
    "Basis",
    "Limits",
    "Point",
    "RunChart",
    "Signal",
    "SignalKind",
    "run_chart",
    "settle",
]
