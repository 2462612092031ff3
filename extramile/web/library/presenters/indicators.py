"""Words and charts for indicators: one area beside others, all areas in order."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify

from extramile.core.national import Comparison, Figure, Headline, IndicatorInfo, RankedArea
from extramile.web.design import figures
from extramile.web.design.charts import (
    Chart,
    Dot,
    Series,
    line_chart,
    sentence_for_comparison,
    sparkline,
    strip_chart,
)
from extramile.web.design.figures import Missing, Value

BANDS = {
    "A": "best quarter",
    "B": "second quarter",
    "C": "third quarter",
    "D": "last quarter",
}
POLARITY = {
    "high": "A high figure is good.",
    "low": "A low figure is good.",
    "none": "Neither a high nor a low figure is good in itself, so areas are not ranked.",
}
STATES = {
    "not available": Missing.NOT_AVAILABLE,
    "suppressed": Missing.SUPPRESSED,
    "not applicable": Missing.NOT_APPLICABLE,
    "low": Missing.LOW,
}


def slug(code: str) -> str:
    """Return the part of an address that names an indicator. `asking.indicator_by_slug` refuses two that share one."""
    return slugify(
        code.replace("%", " pc ").replace("/", " ").replace("&", " and ").replace("+", " plus ").replace("_", "-")
    )


def shown(item: Figure) -> Value:
    """Return a published figure as charts and pages take it: a number, or the reason why there is none."""
    return item.value if item.value is not None else STATES.get(item.state, Missing.NOT_AVAILABLE)


def said(value: Value, info: IndicatorInfo) -> str:
    """Return a figure of an indicator in words."""
    return figures.figure(value, info.unit, info.decimals)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and its indicators, for a list."""

    title: str
    id: str
    items: list[tuple[str, str, str]]


def topic(title: str, infos: tuple[IndicatorInfo, ...], area: str = "") -> Topic:
    """Return a topic in words; with an area, links lead to that area's figures."""
    tail = f"?area={area}" if area else ""
    return Topic(
        title=title,
        id=slugify(title),
        items=[
            (info.title, reverse("library:indicator", args=[slug(info.code)]) + tail, f"{info.latest}")
            for info in infos
        ],
    )


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One indicator of an area in a profile."""

    code: str
    title: str
    href: str
    period: str
    value: str
    neighbours: str
    region: str
    england: str
    gap: str
    rank: str
    change: str
    spark: Chart
    cannot: str
    remove_href: str = ""


def trend_points(comparison: Comparison, key: str | None = None) -> list[tuple[str, Value]]:
    """Return the trend of the area, or of "england", "region", "neighbours"."""
    points = comparison.trends[key] if key else comparison.trend
    return [(point.period, shown(point.figure)) for point in points]


def rank_words(comparison: Comparison) -> str:
    """Return the rank in words, or why there is none."""
    if comparison.rank is None:
        return "not ranked"
    return f"{comparison.rank.position} of {comparison.rank.of}"


def profile_row(comparison: Comparison, remove_href: str = "") -> ProfileRow:
    """Return one line of a profile."""
    info = comparison.indicator
    value, england = comparison.area.value, comparison.england.value
    # The column's heading says that these are percentage points, where the figures are percentages.
    gap = figures.figure(value - england, "", info.decimals, signed=True) if None not in (value, england) else "–"
    change = figures.figure(comparison.change, "", info.decimals, signed=True) if comparison.change is not None else "–"
    return ProfileRow(
        code=info.code,
        title=info.title,
        href=reverse("library:indicator", args=[slug(info.code)]) + f"?area={comparison.area.code}",
        period=comparison.period,
        value=said(shown(comparison.area.figure), info),
        neighbours=said(comparison.neighbours_mean, info),
        region=said(shown(comparison.region.figure), info),
        england=said(shown(comparison.england.figure), info),
        gap=gap,
        rank=rank_words(comparison),
        change=change,
        spark=sparkline(
            trend_points(comparison),
            subject=subject(info),
            unit=info.unit,
            decimals=info.decimals,
            id_prefix=f"spark-{slug(info.code)}",
        ),
        cannot=" ".join(comparison.cannot_compare),
        remove_href=remove_href,
    )


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure for the row of figures: what it counts, its value, one comparison."""

    label: str
    value: str
    more: str
    missing: bool


def figure_card(comparison: Comparison) -> FigureCard:
    """Return an indicator of an area as one of the figures in a row."""
    info = comparison.indicator
    value = shown(comparison.area.figure)
    more = f"England {said(shown(comparison.england.figure), info)}"
    if comparison.rank:
        more += f" · rank {comparison.rank.position} of {comparison.rank.of}"
    return FigureCard(f"{info.title}, {comparison.period}", said(value, info), more, not figures.is_known(value))


def subject(info: IndicatorInfo) -> str:
    """Return the indicator as the subject of a sentence; a title with a comma in it is set off."""
    return f"{info.title}:" if "," in info.title else info.title


def trend_chart(comparison: Comparison, title: str | None = None) -> Chart:
    """Return the area's trend beside England's and its neighbours'."""
    info = comparison.indicator
    series = [Series("Neighbours", trend_points(comparison, "neighbours"), "neighbours")]
    series.append(Series("England", trend_points(comparison, "england"), "england"))
    series.append(Series(comparison.area.name, trend_points(comparison), "place"))
    return line_chart(
        series,
        unit=info.unit,
        decimals=info.decimals,
        title=title,
        subject=subject(info),
        id_prefix=f"trend-{slug(info.code)}",
    )


def england_trend(info: IndicatorInfo, points: list[tuple[str, Value]]) -> Chart:
    """Return England's trend alone, for an indicator without a place."""
    return line_chart(
        [Series("England", points, "place")],
        unit=info.unit,
        decimals=info.decimals,
        subject=f"{info.title}, England:",
        id_prefix="trend",
    )


def all_areas_chart(info: IndicatorInfo, ranked: list[RankedArea], place: str, near: set[str], england: Value) -> Chart:
    """Return every area as a dot on one line, with the place and its neighbours marked."""
    dots = [
        Dot(each.name, each.value, "place" if each.code == place else "neighbours" if each.code in near else "other")
        for each in ranked
    ]
    return strip_chart(
        dots, england=england, unit=info.unit, decimals=info.decimals, subject=info.title, id_prefix="areas"
    )


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area in the list of all areas of an indicator."""

    name: str
    href: str
    value: str
    rank: str
    band: str
    css: str
    note: str


def area_row(info: IndicatorInfo, each: RankedArea, place: str, near: dict[str, str]) -> AreaRow:
    """Return an area's line in the list of all areas."""
    return AreaRow(
        name=each.name,
        href=reverse("library:area", args=[each.code]),
        value=said(each.value, info),
        rank=str(each.rank) if each.rank else "–",
        band=BANDS[each.band] if each.band else "no band",
        css="x-here" if each.code == place else "x-near" if each.code in near else "",
        note=f"neighbour, {near[each.code].lower() or 'closeness not given'}" if each.code in near else "",
    )


def about(info: IndicatorInfo) -> list[tuple[str, str]]:
    """Return what an indicator is: definition, unit, direction of good, period, source and freshness."""
    lines = [
        ("What is counted", info.definition or "A definition in our own words has not been written yet."),
        ("Unit", info.unit or "number"),
        ("Direction", POLARITY[info.polarity]),
        (
            "Periods",
            f"{info.periods[0]} to {info.latest} ({info.year_type.lower()})" if info.year_type else info.latest,
        ),
        ("Published in", info.publication or "not named by the publisher"),
    ]
    if info.last_update:
        lines.append(("Last updated by the publisher", date_format(info.last_update, "j F Y")))
    if info.next_update:
        lines.append(("Next update", _day_or_word(info.next_update)))
    return lines


def _day_or_word(text: str) -> str:
    """Return a day in words; where the publisher has a word in its place, such as "discontinued", that word."""
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """An area on one indicator, in words."""

    sentence: str
    cards: list[FigureCard]
    cannot: list[str]
    basis: str


def comparison_words(comparison: Comparison) -> ComparisonWords:
    """Return an area beside the others."""
    info = comparison.indicator
    value = shown(comparison.area.figure)
    region = comparison.region
    known = sum(each.value is not None for each in comparison.neighbours)
    cards = [
        FigureCard(comparison.area.name, said(value, info), _change_words(comparison), not figures.is_known(value)),
        FigureCard(
            "Neighbours, mean",
            said(comparison.neighbours_mean, info),
            f"{known} of {len(comparison.neighbours)} have a figure",
            comparison.neighbours_mean is None,
        ),
        FigureCard(region.name, said(shown(region.figure), info), region.basis, region.value is None),
        FigureCard(
            "England",
            said(shown(comparison.england.figure), info),
            f"{comparison.area.name} ranks {comparison.rank.position} of {comparison.rank.of}"
            if comparison.rank
            else "not ranked",
            comparison.england.value is None,
        ),
    ]
    sentence = sentence_for_comparison(
        comparison.area.name,
        value,
        [("England", shown(comparison.england.figure)), ("its neighbours", comparison.neighbours_mean)],
        unit=info.unit,
        decimals=info.decimals,
    )
    band = f"In the {BANDS[comparison.quartile]} of areas." if comparison.quartile else ""
    return ComparisonWords(sentence, cards, list(comparison.cannot_compare), band)


def _change_words(comparison: Comparison) -> str:
    info = comparison.indicator
    if comparison.change is None:
        return "no change can be given"
    return f"{figures.difference(comparison.change, info.unit, info.decimals)} on the period before"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A figure on EHC plans: of an area and of England."""

    title: str
    period: str
    here: str
    england: str


def plan_rows(found: list[tuple[Headline, Headline]]) -> list[PlanRow]:
    """Return the figures on EHC plans as rows of a table."""

    def told(one: Headline) -> str:
        return figures.figure(shown(one.figure), "%" if one.unit == "%" else "", int(one.unit == "%"))

    return [PlanRow(here.title, here.period, told(here), told(there)) for here, there in found]


@dataclass(frozen=True, slots=True)
class Lead:
    """The indicator that leads an area's page."""

    title: str
    period: str
    href: str


def lead(comparison: Comparison) -> Lead:
    """Return what the leading indicator of an area's page is called and where it is."""
    return Lead(
        comparison.indicator.title,
        comparison.period,
        reverse("library:indicator", args=[slug(comparison.indicator.code)]) + f"?area={comparison.area.code}",
    )


def neighbour_rows(comparison: Comparison) -> list[AreaRow]:
    """Return the area among its neighbours, best first (or highest first where neither direction is good)."""
    info = comparison.indicator
    everyone = [(each.name, each.code, each.value, each.figure) for each in comparison.neighbours]
    everyone.append((comparison.area.name, comparison.area.code, comparison.area.value, comparison.area.figure))
    known = sorted(
        (one for one in everyone if one[2] is not None), key=lambda one: one[2], reverse=info.polarity != "low"
    )
    rows = known + [one for one in everyone if one[2] is None]
    return [
        AreaRow(
            name=name,
            href=reverse("library:area", args=[code]),
            value=said(shown(item), info),
            rank="",
            band="",
            css="x-here" if code == comparison.area.code else "",
            note="",
        )
        for name, code, _, item in rows
    ]


def flat(comparison: dict[str, Any]) -> dict[str, Any]:
    """Return a comparison (as plain values) as one row of a table."""
    rank = comparison["rank"] or {"position": None, "of": None}
    return {
        **{key: comparison[key] for key in ("indicator", "title", "period", "polarity", "quartile", "change")},
        "area": comparison["area"]["name"],
        "value": comparison["area"]["value"],
        "state": comparison["area"]["state"],
        "neighbours_mean": comparison["neighbours"]["mean"],
        "region_name": comparison["region"]["name"],
        "region": comparison["region"]["value"],
        "england": comparison["england"]["value"],
        "rank": rank["position"],
        "of": rank["of"],
    }
