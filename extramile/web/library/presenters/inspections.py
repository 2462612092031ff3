"""Words for the pages of inspections: the register, one inspection, a saved question."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from extramile.core.national import Inspection, Summary
from extramile.core.vocabulary import listed
from extramile.web.design import figures
from extramile.web.design.charts import (
    Category,
    Chart,
    Column,
    Interval,
    Kind,
    Part,
    Tile,
    interval_chart,
    share_bar,
    tile_map,
    trend_columns,
)
from extramile.web.library.presenters.paging import query_string
from extramile.web.library.words import FRAMEWORK_SHORT, OUTCOMES, REVISIT_RESULTS


def day(value: date | None) -> str:
    """Return a day in words."""
    return date_format(value, "j F Y") if value else "day not known"


def typed_day(value: Any) -> str:
    """Return a day as a field shows it: as everywhere; what somebody typed and is no day stays as they typed it."""
    return day(value) if isinstance(value, date) else str(value or "")


def typed_days(used: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, str]:
    """Return what the fields of dates show of what was asked: `used` is what was understood of `typed`."""
    names = ("started_from", "started_to", "published_from", "published_by")
    return {name: typed_day(used.get(name) or typed.get(name, "")) for name in names}


def month(text: str) -> str:
    """Return "2018-10" as "October 2018"."""
    try:
        return date_format(date.fromisoformat(f"{text}-01"), "F Y")
    except ValueError:
        return "date not known"


def when(inspection: Inspection) -> str:
    """Return when an inspection was: its days, or as much of them as is known."""
    start, end = inspection.started, inspection.ended
    if not start:
        return month(inspection.month)
    if not end or end == start:
        return f"from {day(start)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    return f"{date_format(start, 'j F Y' if start.year != end.year else 'j F')} to {day(end)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One inspection in a list."""

    id: str
    href: str
    area: str
    area_href: str
    region: str
    when: str
    published: str
    outcome: str
    tone: str
    has_report: bool


def row(inspection: Inspection, with_report: frozenset[str]) -> Row:
    """Return an inspection as a row of a list."""
    outcome = OUTCOMES[inspection.outcome]
    return Row(
        id=inspection.id,
        href=reverse("library:inspection", args=[inspection.id]),
        area=inspection.area,
        area_href=reverse("library:area", args=[inspection.code]),
        region=inspection.region,
        when=day(inspection.started) if inspection.started else month(inspection.month),
        published=day(inspection.published) if inspection.published else "not known",
        outcome=outcome.words,
        tone=outcome.tone,
        has_report=inspection.id in with_report,
    )


@dataclass(frozen=True, slots=True)
class Share:
    """One outcome in the summary."""

    words: str
    tone: str
    count: int
    share: str
    interval: str
    href: str


def shares(summary: Summary, given: dict) -> list[Share]:
    """Return each outcome with its count, share, interval and a link to those areas."""
    return [
        Share(
            words=OUTCOMES[name].words,
            tone=OUTCOMES[name].tone,
            count=count,
            share=figures.figure(100 * summary.shares[name].share, "%") if name in summary.shares else "not available",
            interval=figures.span(100 * summary.shares[name].low, 100 * summary.shares[name].high, "%")
            if name in summary.shares
            else "not available",
            href=reverse("library:inspections") + query_string(given, outcome=name),
        )
        for name, count in summary.outcomes.items()
    ]


def summary_sentence(summary: Summary) -> str:
    """Return the summary as one sentence, to head its chart."""
    if not summary.inspected:
        return "No inspection fits these filters"
    parts = [f"{count} {OUTCOMES[name].words.lower()}" for name, count in summary.outcomes.items()]
    noun = "inspection" if summary.inspected == 1 else "inspections"
    return f"{summary.inspected} {noun}: {listed(parts)}"


def summary_chart(summary: Summary) -> Chart:
    """Return the outcomes as parts of a whole."""
    parts = [Part(OUTCOMES[name].words, count, OUTCOMES[name].tone) for name, count in summary.outcomes.items()]
    return share_bar(parts, title=summary_sentence(summary), of_what="inspections", id_prefix="outcomes")


def years_chart(inspections: Sequence[Inspection], framework: str) -> Chart:
    """Return the outcomes by the year in which inspectors came. Its title tells of the best outcome."""
    names = [name for name, outcome in OUTCOMES.items() if outcome.framework == framework]
    counted = Counter((each.month[:4], each.outcome) for each in inspections if each.month)
    years = sorted({year for year, _ in counted})
    span = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)] if years else []
    columns = [Column(year, [counted[year, name] for name in names]) for year in span]
    kinds = [Kind(OUTCOMES[name].words, OUTCOMES[name].tone) for name in names]

    def told(column: Column) -> str:
        return f"{(column.counts or (0,))[0]} of {sum(column.counts or ())} in {column.label}"

    title = f"{kinds[0].name}: {told(columns[0])}" if columns else "Outcomes by year of inspection"
    if len(columns) > 1:
        title += f", {told(columns[-1])}"
    return trend_columns(columns, kinds, title=title, id_prefix="years")


def gravest(framework: str) -> str:
    """Return the gravest outcome of a framework: regions are compared on it, if no other was asked for."""
    return [name for name, outcome in OUTCOMES.items() if outcome.framework == framework][-1]


def regions_chart(selection: Sequence[tuple[str, Summary]], outcome: str) -> Chart:
    """Return the share of one outcome in each region, with its interval."""
    rows = []
    for region, summary in selection:
        share = summary.shares.get(outcome)
        rows.append(
            Interval(
                name=region,
                numerator=summary.outcomes[outcome],
                denominator=summary.inspected,
                share=100 * share.share if share else None,
                low=100 * share.low if share else None,
                high=100 * share.high if share else None,
                role="england" if region == "England" else "other",
            )
        )
    words = OUTCOMES[outcome].words
    return interval_chart(rows, title=f"{words}: share of inspections in each region", id_prefix="regions")


def england_map(
    tiles: Iterable[tuple[str, str, int, int]], inspections: Sequence[Inspection], framework: str, *, everything: bool
) -> Chart:
    """Return England with one tile for each local area of today, by its latest inspection in the list."""
    latest: dict[str, Inspection] = {}
    for each in inspections:
        latest.setdefault(each.code, each)
    categories = [
        Category(name, outcome.words, outcome.letter, outcome.tone)
        for name, outcome in OUTCOMES.items()
        if outcome.framework == framework
    ]
    drawn = [_tile(code, name, column, at, latest.get(code)) for code, name, column, at in tiles]
    found = sum(each.category is not None for each in drawn)
    none = "Not yet inspected" if everything and framework == "2023" else "Not in this list"
    title = f"{found} of {len(drawn)} local areas of today " + (
        "have been inspected" if everything else "are in this list"
    )
    return tile_map(drawn, categories=categories, title=title, none=none, id_prefix="map")


def _tile(code: str, name: str, column: int, at: int, inspection: Inspection | None) -> Tile:
    if inspection is None:
        return Tile(code, name, column, at, label="not in this list", href=reverse("library:area", args=[code]))
    words = f"{OUTCOMES[inspection.outcome].words}, {month(inspection.month)}"
    href = reverse("library:inspection", args=[inspection.id])
    return Tile(code, name, column, at, inspection.outcome, label=words, href=href)


@dataclass(frozen=True, slots=True)
class Line:
    """A fact of an inspection: its name, its words, and what they rest on."""

    name: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class InspectionPage:
    """One inspection of the register in words."""

    title: str
    eyebrow: str
    lede: str
    outcome: str
    tone: str
    fact: str
    fact_note: str
    lines: list[Line]
    report_address: str
    confidence: str
    sources: list[str]


CONFIDENCE = {
    "high": "High: the official statistics or the report itself say so.",
    "medium": "Medium: taken from an index of published reports; the report itself was not read.",
    "low": "Low: taken from a secondary source.",
}


def next_due(inspection: Inspection) -> str:
    """Return when the next full inspection is expected, as the report says it and as it works out."""
    if not inspection.next_full_years:
        return ""
    years = f"{inspection.next_full_years} years"
    return f"Next full inspection within about {years}" + (f" of {month(inspection.month)}" if inspection.month else "")


def inspection_page(inspection: Inspection) -> InspectionPage:
    """Return everything that the register knows of one inspection."""
    outcome = OUTCOMES[inspection.outcome]
    lines = [Line("Days of the inspection", when(inspection))]
    lines.append(Line("Published", day(inspection.published) if inspection.published else "not known"))
    lines.append(Line("Outcome", outcome.words, outcome.sentence))
    if inspection.weaknesses is not None:
        lines.append(Line("Significant weaknesses", figures.figure(inspection.weaknesses)))
    if inspection.plan_required is not None:
        plan = "Written statement of action" if inspection.framework == "2016" else "Priority action plan"
        lines.append(Line(plan, "required" if inspection.plan_required else "not required"))
    if inspection.monitoring_months:
        lines.append(Line("Monitoring inspection", f"within about {inspection.monitoring_months} months"))
    if inspection.next_full_years:
        due = f"about {month(inspection.next_due_month)} at the latest" if inspection.next_due_month else ""
        lines.append(
            Line(
                "Next full inspection",
                f"within about {inspection.next_full_years} years",
                f"That is {due}: worked out by us from the month of the inspection." if due else "",
            )
        )
    if inspection.previous and inspection.previous.started:
        lines.append(Line("Previous visit, as the report prints it", day(inspection.previous.started)))
    if inspection.revisit:
        lines.append(_revisit(inspection))
    return InspectionPage(
        title=f"{inspection.area}: {FRAMEWORK_SHORT[inspection.framework]}, {month(inspection.month)}",
        eyebrow=" · ".join(
            (
                FRAMEWORK_SHORT[inspection.framework].capitalize(),
                inspection.region,
                f"{inspection.framework} framework",
            )
        ),
        lede=outcome.sentence,
        outcome=outcome.words,
        tone=outcome.tone,
        fact=next_due(inspection) or outcome.words,
        fact_note=f"Published {day(inspection.published)}." if inspection.published else "Publication day not known.",
        lines=lines,
        report_address=inspection.report_address,
        confidence=CONFIDENCE.get(inspection.confidence, inspection.confidence),
        sources=list(inspection.sources),
    )


def _revisit(inspection: Inspection) -> Line:
    revisit = inspection.revisit
    assert revisit is not None  # noqa: S101 - the caller asked
    visited = day(revisit.started) if revisit.started else month(revisit.month)
    result = f": {REVISIT_RESULTS[revisit.result]}" if revisit.result else ": result not known"
    counts = (
        f"{revisit.sufficient} of {revisit.sufficient + revisit.not_sufficient} weaknesses"
        if revisit.sufficient is not None and revisit.not_sufficient is not None
        else ""
    )
    return Line("Re-visit", f"{visited}{result}", counts)
