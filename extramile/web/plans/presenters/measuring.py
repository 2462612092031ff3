"""Words for one measure: its sentence, its run chart with what each signal means, its readings with those that were replaced."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format

from extramile.core.planning import ImpactStatus
from extramile.core.variation import CENTRE_FROM, LIMITS_FROM, SETTLED_ON, Basis
from extramile.core.vocabulary import listed
from extramile.web.design.charts import Chart, Way, marks, run_chart_drawing, run_points, usual
from extramile.web.design.figures import Missing, figure
from extramile.web.plans.models import Measure, MeasureSource, Reading, ReadingState
from extramile.web.plans.presenters.overview import measure as in_a_line
from extramile.web.plans.presenters.saying import (
    back_words,
    day,
    moment,
    of,
    read,
    reading_value,
    with_counts,
)
from extramile.web.plans.queries.content import MeasureNow
from extramile.web.plans.queries.offering import Offer

SAID = {
    ImpactStatus.NO_DATA: "whether it moves cannot be said yet",
    ImpactStatus.NOT_MOVING: "that is not clearly better yet",
    ImpactStatus.MOVING: "it is moving",
    ImpactStatus.REACHED: "the target is reached",
}
STANDS_ON = {
    Basis.BASELINE: "the figures up to the day of the baseline",
    Basis.FIRST: f"the first {SETTLED_ON} figures, because there are fewer than {LIMITS_FROM} up to the day of the baseline",
    Basis.ALL: f"all figures, because there are fewer than {LIMITS_FROM} up to the day of the baseline",
}


def sentence(found: MeasureNow) -> str:
    """Return what a measure shows in one sentence: the title of its chart."""
    each, latest = found.measure, found.impact.latest
    back = f"; what stood for {listed([_month(one.day) for one in found.back])} was taken back" if found.back else ""
    if latest is None:
        stood = (
            f"stood at {of(each, each.baseline)} in {_month(each.baseline_on)}"
            if each.baseline_on
            else "has no baseline"
        )
        return f"{each.title} {stood}, and there is no figure since{' that stands' if back else ''}{back}"
    now = f"{of(each, latest.value)} in {_month(latest.day)}"
    return f"{each.title}: {of(each, each.baseline)} in {_month(each.baseline_on)}, {now}; {SAID[found.impact.status]}{back}"


def _month(value: date | None) -> str:
    return date_format(value, "F Y") if value else "an unknown month"


def page(found: MeasureNow) -> dict[str, Any]:
    """Return all that is said of a measure."""
    each = found.measure
    way = [f"{of(each, each_way['value'])} by {day(date.fromisoformat(each_way['by']))}" for each_way in each.waypoints]
    months = each.every_months
    line = in_a_line(found)
    return {
        **line,
        "sentence": sentence(found),
        "lines": [
            ("Who says it", each.get_kind_display()),
            ("Definition", each.definition or "not written yet"),
            ("Better is", each.get_good_display()),
            ("Baseline", line["baseline"]),
            ("Target", line["target"]),
            ("On the way", "; ".join(way) or "a straight line from the baseline to the target"),
            ("Clearly better", _clearly(each)),
            ("Source", source(found)),
            (
                "Read",
                f"every {months} months"
                if months and months > 1
                else "every month"
                if months
                else "not said how often",
            ),
            ("Owner", each.owner.person.name if each.owner else "nobody yet"),
        ],
        "few": _few(found),
        "stands_on": f"Centre and limits are those of {STANDS_ON[found.basis]}." if found.chart.limits else "",
        "has_signals": bool(found.chart.signals),
    }


def _clearly(found: Measure) -> str:
    """Return how much of a change counts, in one plain sentence: the tolerance of the measure."""
    if not found.tolerance:
        return "Any change to the better counts: nobody has said yet how much of one is chance"
    return f"By more than {of(found, found.tolerance)}: a smaller change may be chance"


def source(found: MeasureNow) -> str:
    """Return where the figures come from; where some were taken back since, that they were."""
    each = found.measure
    kind = MeasureSource(each.source).label
    said = f"{kind}: {each.source_words}" if each.source_words else kind
    return f"{said.removesuffix('.')}. Of these, figures were taken back" if found.back else said


def _few(found: MeasureNow) -> str:
    """Return what cannot be said of so few figures; "" where there are enough for everything."""
    many = len(found.chart.known)
    if many >= LIMITS_FROM:
        return ""
    have = f"There {'is one figure' if many == 1 else f'are {many} figures'} with the baseline."
    if many < CENTRE_FROM:
        no_trend = "Two figures are never a trend, so there is no arrow."
        return f"{have} A centre line needs {CENTRE_FROM} and limits {LIMITS_FROM}. {no_trend}"
    return f"{have} Limits need {LIMITS_FROM}; until then only shifts and trends are looked for."


def chart(found: MeasureNow) -> Chart | None:
    """Return the run chart of a measure; None if there is no figure to draw."""
    each, run = found.measure, found.chart
    if not run.points:
        return None
    values = {one.day: reading_value(one) for one in (*found.readings, *found.back)}
    way = None
    if each.baseline_on and each.target_by and each.baseline is not None and each.target is not None:
        between = [(date.fromisoformat(one["by"]), float(one["value"])) for one in each.waypoints]
        points = [(each.baseline_on, each.baseline), *between, (each.target_by, each.target)]
        way = Way(points, date_format(each.target_by, "M Y"))
    return run_chart_drawing(
        run_points(run, values, each.baseline_on),
        title=sentence(found),
        unit=each.unit,
        decimals=each.decimals,
        usual=usual(run),
        way=way,
        marks=marks(run.signals),
        id_prefix=f"measure-{each.pk}",
    )


def readings(found: Measure, standing: Iterable[Reading], every: Iterable[Reading]) -> list[dict[str, Any]]:
    """Return the readings that stand, the newest first, each with those that it replaced."""
    earlier: dict[date, list[Reading]] = {}
    stands = {each.pk for each in standing}
    rows = list(every)
    for each in rows:
        if each.pk not in stands:
            earlier.setdefault(each.day, []).append(each)
    return [
        {
            **_reading(found, each),
            "earlier": [_reading(found, old) for old in reversed(earlier.get(each.day, []))],
        }
        for each in sorted((each for each in rows if each.pk in stands), key=lambda each: each.day, reverse=True)
    ]


def _reading(found: Measure, each: Reading) -> dict[str, Any]:
    said = figure(
        Missing.SUPPRESSED if each.state == ReadingState.SUPPRESSED else each.value, found.unit, found.decimals
    )
    return {
        "day": day(each.day),
        # What was taken back is shown struck through: it counts for nothing, and whoever replaces it should know it.
        "figure": with_counts(said, each.numerator, each.denominator),
        "back": back_words([each]),
        "state": ReadingState(each.state).label if each.state != ReadingState.KNOWN else "",
        "note": each.note,
        "saved": f"{each.by.name}, {moment(each.at)}",
        "evidence": each.evidence_id,
    }


def offer(found: Measure, offered: Offer, standing: Iterable[Reading]) -> dict[str, Any]:
    """Return what a source offers, each figure beside the one that stands for its day."""
    stands = {each.day: each for each in standing}
    rows = []
    for each in offered.readings:
        before = stands.get(each.day)
        said = figure(reading_value(Reading(state=each.state, value=each.value)), found.unit, found.decimals)
        counts = f" ({each.numerator:,} of {each.denominator:,})" if each.numerator is not None else ""
        same = before is not None and before.stands_as(each.value, each.state, offered.source)
        rows.append(
            {
                "value": each.day.isoformat(),
                "day": day(each.day),
                "period": each.period,
                "figure": f"{said}{counts}",
                "stands": read(found, before) if before else "",
                "back": before is not None and before.back_at is not None,
                "needs_why": before is not None and before.back_at is None and not same,
                "same": same,
            }
        )
    return {"rows": rows, "words": offered.words, "why_none": offered.why_none, "new": any(not e["same"] for e in rows)}


def fresh(found: Measure, offered: Offer | None, standing: Iterable[Reading]) -> dict[str, Any] | None:
    """Return figures that a measure's return has, and the measure has not or has otherwise; `replaces` where one stands."""
    if offered is None:
        return None
    said = offer(found, offered, standing)
    return {**said, "ref": offered.ref, "replaces": any(each["needs_why"] for each in said["rows"])}
