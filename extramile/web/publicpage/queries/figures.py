"""The figures of a measure as everybody may see them: each is told only where it is shown that nobody is seen in it.

Everything that is said of a measure in public is made from what is left: whether it moves, its chart, its latest figure. So a
figure that is withheld cannot be worked out from a sentence, a line or a colour beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from extramile.core.disclosure import (
    PUBLIC,
    Basis,
    Counts,
    Figure,
    NotAvailable,
    ReleasedFigure,
    ShownFigure,
    Suppressed,
    TakenBack,
    counts_of,
    is_share,
    release_figure,
)
from extramile.core.planning import Impact, impact
from extramile.core.planning import Reading as Counted
from extramile.web.plans import returned
from extramile.web.plans.models import Measure, MeasureSource, Reading, ReadingState
from extramile.web.plans.queries.content import measured
from extramile.web.plans.queries.plans import standing

MISSING = NotAvailable("it is not available")
VERY_MANY = 10**9
# What is read from these counts people, whatever anybody says of it.
OF_PEOPLE = frozenset({MeasureSource.RETURNS, MeasureSource.VOICE})


@dataclass(frozen=True, slots=True)
class PublicMeasure:
    """A measure as everybody may see it: its words as they were released, its figures as they may be told.

    `baseline` is None where there is none; `figures` are by day, the baseline among them. `read_at` are the moments at which
    figures were entered. `unsaid` counts the figures that are withheld because nobody said of how many they are: for those who
    release.
    """

    id: int
    kind: str
    title: str
    definition: str
    source: str
    unit: str
    decimals: int
    baseline: ReleasedFigure | None
    baseline_on: date | None
    target: float | None
    target_by: date | None
    counts: Counts
    figures: tuple[tuple[date, ReleasedFigure], ...]
    impact: Impact
    read_at: tuple[datetime, ...]
    unsaid: int

    @property
    def of(self) -> int:
        """Of how many people each figure that is shown is at least; 0 where that is not known."""
        known = [each.of for _, each in self.figures if isinstance(each, ShownFigure)]
        return min(known, default=0)

    @property
    def withheld(self) -> bool:
        """Whether a figure is withheld."""
        return any(isinstance(each, Suppressed) for _, each in self.figures) or isinstance(self.baseline, Suppressed)

    @property
    def taken_back(self) -> date | None:
        """The day on which a figure of it was last taken back; None where none was."""
        told = (*(each for _, each in self.figures), self.baseline)
        return max((each.on for each in told if isinstance(each, TakenBack)), default=None)


def entry(found: Measure, basis: Basis) -> dict[str, Any]:
    """Return what is kept of a measure when it is released: its words, and what was said of its figures of that moment."""
    return {
        "id": found.pk,
        "title": found.title,
        "definition": found.definition,
        "source": found.source_words,
        "unit": found.unit,
        "counts": basis.counts.value,
        "at_least": basis.at_least,
        "baseline": found.baseline,
    }


def public_measure(found: Measure, told: Mapping[str, Any], released_at: datetime) -> PublicMeasure:
    """Return a measure as everybody may see it today, by what was said at its release. Its readings should have been fetched."""
    basis = _basis(found, told)
    # A figure that was taken back stands in its place and says so: what it had replaced is not told again.
    readings = standing(list(found.readings.all()))
    returns, of_release = _of_returns(found), _is_of_release(found)
    figures: dict[date | None, ReleasedFigure] = {
        each.day: _released(found, each, basis if each.at <= released_at else _later(basis), returns)
        for each in readings
    }
    # Another baseline than the one that stood there at the release is a later figure.
    at_first = basis if told["baseline"] == found.baseline else _later(basis)
    baseline = _baseline(found, at_first, readings, figures, returns)
    if baseline is not None and found.baseline_on and found.baseline_on not in figures:
        figures[found.baseline_on] = baseline
    seen = replace(measured(found), baseline=_value(baseline))
    return PublicMeasure(
        id=found.pk,
        kind=found.kind,
        title=told["title"],
        definition=told["definition"],
        source=told["source"],
        unit=found.unit,
        decimals=min(found.decimals, PUBLIC.decimals) if of_release else found.decimals,
        baseline=baseline,
        baseline_on=found.baseline_on,
        target=found.target,
        target_by=found.target_by,
        counts=basis.counts,
        figures=tuple(sorted(figures.items(), key=lambda each: each[0])),
        impact=impact(seen, [Counted(day, _value(each)) for day, each in figures.items()]),
        read_at=tuple(each.at for each in readings),
        unsaid=_unsaid(found, basis, readings, released_at) + _unsaid_baseline(found, at_first, readings),
    )


def counts_to_choose(found: Measure) -> tuple[Counts, ...]:
    """Return what a measure can be said to count: not “no people” where its figures are read from people's records or answers."""
    of_people = bool(OF_PEOPLE & {found.source, *(each.source for each in found.readings.all())})
    return tuple(each for each in counts_of(found.unit) if not (of_people and each is Counts.NOBODY))


def _basis(found: Measure, told: Mapping[str, Any]) -> Basis:
    """Return what was said of the figures, if it can be true of them: what was said of shares is not true of another unit."""
    counts = Counts(told["counts"])
    can_be = told["unit"] == found.unit and counts in counts_to_choose(found)
    return Basis(counts, told["at_least"]) if can_be else Basis()


def _of_returns(found: Measure) -> returned.Days:
    """Return what everybody may be told of the release that a measure is read from; nothing of a measure read elsewhere."""
    ref = found.source_ref
    return returned.public(ref["release"], ref["measure"]) if _is_of_release(found) else {}


def _is_of_release(found: Measure) -> bool:
    """Say whether a measure is read from a release, whether that still stands or not."""
    return found.source == MeasureSource.RETURNS and {"release", "measure"} <= found.source_ref.keys()


def _public(value: float, told: returned.ForEverybody | None) -> ShownFigure | Suppressed | TakenBack:
    """Return what everybody may be told in place of a figure of a return: nothing, where it is not of the release that is read."""
    return told.figure if told is not None and value in told.taken_as else Suppressed()


def _later(basis: Basis) -> Basis:
    """Return what holds for a figure that came after the release: what it counts, and not how many."""
    return replace(basis, at_least=0)


def _figure(reading: Reading, value: float) -> Figure:
    published = reading.source == MeasureSource.INDICATOR
    return Figure(value, reading.numerator, reading.denominator, published=published)


def _released(found: Measure, reading: Reading, basis: Basis, returns: returned.Days) -> ReleasedFigure:
    if reading.back_at is not None:
        # Whatever it was, and whoever was told it: it does not stand, and that is all that is said of it.
        return TakenBack(localdate(reading.back_at))
    if reading.value is None:
        return Suppressed() if reading.state == ReadingState.SUPPRESSED else MISSING
    if reading.source == MeasureSource.RETURNS:
        return _public(reading.value, returns.get(reading.day))
    return release_figure(_figure(reading, reading.value), found.unit, basis, PUBLIC)


def _same_day(found: Measure, readings: list[Reading]) -> Reading | None:
    """Return the reading that is the baseline itself: of its day, with its figure. Its two numbers are those of the baseline."""
    rows = (each for each in readings if each.day == found.baseline_on and each.value == found.baseline)
    return next(rows, None)


def _baseline(
    found: Measure,
    basis: Basis,
    readings: list[Reading],
    figures: Mapping[date | None, ReleasedFigure],
    returns: returned.Days,
) -> ShownFigure | Suppressed | TakenBack | None:
    if found.baseline is None:
        return None
    of_day = figures.get(found.baseline_on)
    if isinstance(of_day, Suppressed | TakenBack):
        return of_day
    if _is_of_release(found):
        # Somebody may have copied it from figures that were taken back, or were never let out to everybody.
        return _public(found.baseline, returns.get(found.baseline_on) if found.baseline_on else None)
    same = _same_day(found, readings)
    figure = _figure(same, found.baseline) if same else Figure(found.baseline)
    return release_figure(figure, found.unit, basis, PUBLIC)


def _value(found: ReleasedFigure | None) -> float | None:
    return found.value if isinstance(found, ShownFigure) else None


def _needs_word(found: Measure, figure: Figure, basis: Basis) -> bool:
    """Say whether a figure is withheld only because nobody has said of how many it is: of very many it could be told."""
    if basis.at_least:
        return False
    best = Basis(basis.counts or (Counts.SHARE if is_share(found.unit) else Counts.MEAN), VERY_MANY)
    now, then = (release_figure(figure, found.unit, each, PUBLIC) for each in (basis, best))
    return isinstance(now, Suppressed) and isinstance(then, ShownFigure)


def _unsaid(found: Measure, basis: Basis, readings: list[Reading], released_at: datetime) -> int:
    # A figure of a return is told as its release tells it, whatever anybody says.
    own = (each for each in readings if each.source != MeasureSource.RETURNS)
    rows = [(each, each.value) for each in own if each.value is not None]
    return sum(
        _needs_word(found, _figure(each, value), basis if each.at <= released_at else _later(basis))
        for each, value in rows
    )


def _unsaid_baseline(found: Measure, basis: Basis, readings: list[Reading]) -> int:
    same = _same_day(found, readings)
    if found.baseline is None or same is not None or _is_of_release(found):
        return 0
    return int(_needs_word(found, Figure(found.baseline), basis))
