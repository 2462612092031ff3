"""A run chart of the core as it is drawn: its usual variation, its figures by their days, its signals with a letter each."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

from extramile.core.variation import SIGNALS, RunChart, Signal, SignalKind
from extramile.web.design.charts.run import Mark, RunPoint, Usual
from extramile.web.design.figures import Missing, Value


def usual(run: RunChart) -> Usual | None:
    """Return the usual variation of a run chart; None where there are too few figures for a centre."""
    if run.centre is None:
        return None
    limits = run.limits
    return Usual(run.centre, limits.low if limits else None, limits.high if limits else None)


def run_points(
    run: RunChart, values: Mapping[date, Value] | None = None, baseline: date | None = None
) -> list[RunPoint]:
    """Return the figures of a run chart, each by its month; `values` say of a day what is shown of it, such as why nothing is."""
    shown = values or {}
    return [
        RunPoint(
            each.day,
            date_format(each.day, "M Y"),
            shown.get(each.day, Missing.NOT_AVAILABLE if each.value is None else each.value),
            baseline=each.day == baseline,
        )
        for each in run.points
    ]


def marks(signals: Iterable[Signal]) -> list[Mark]:
    """Return the signals with a letter each; figures outside the limits on one side are one mark, with their days."""
    together: dict[tuple[Any, ...], list[Signal]] = {}
    for number, each in enumerate(signals):
        alone = () if each.kind is SignalKind.OUTSIDE else (number,)
        together.setdefault((each.kind, each.up, *alone), []).append(each)
    return [
        Mark("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26], _signal_words(found), frozenset(_days(found)))
        for number, found in enumerate(together.values())
    ]


def _days(found: Iterable[Signal]) -> list[date]:
    return [point.day for each in found for point in each.points]


def _signal_words(found: list[Signal]) -> str:
    kind, days = found[0].kind, _days(found)
    when = ", ".join(map(_day, days)) if kind is SignalKind.OUTSIDE else f"{_day(days[0])} to {_day(days[-1])}"
    ways = {
        SignalKind.OUTSIDE: ("above", "below"),
        SignalKind.SHIFT: ("above the centre", "below the centre"),
        SignalKind.TREND: ("upwards", "downwards"),
    }
    return f"{SIGNALS[kind]} ({ways[kind][0 if found[0].up else 1]}, {when})"


def _day(found: date) -> str:
    return date_format(found, "j F Y")
