"""Compares one area with its neighbours, its region, England, all areas and its own past.

The definitions are those of the Department for Education's tool, written out in docs/reference/comparisons.md.
"""

from collections.abc import Sequence
from typing import Protocol

from extramile.core.national.areas import Areas, LocalArea
from extramile.core.national.comparisons import Comparison, NeighbourFigure, PlaceFigure, TrendPoint
from extramile.core.national.figures import Figure
from extramile.core.national.geography import geography
from extramile.core.national.indicator_series import Series
from extramile.core.national.indicators import Indicators
from extramile.core.national.regions import Region
from extramile.core.national.standing import RankedArea, band, bounds_of, mean, rank_all, rank_of, tidy


class Neighbouring(Protocol):
    """A statistical neighbour, as the reference gives it."""

    @property
    def code(self) -> str: ...  # noqa: D102 - a protocol's members are what they are called
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def closeness(self) -> str: ...  # noqa: D102
    @property
    def position(self) -> int: ...  # noqa: D102


class Facts(Protocol):
    """What comparing needs of the reference."""

    @property
    def areas(self) -> Areas: ...  # noqa: D102
    @property
    def indicators(self) -> Indicators: ...  # noqa: D102
    def neighbours(self, code: str) -> Sequence[Neighbouring]: ...  # noqa: D102


def compare(reference: Facts, indicator: str, area: str, period: str | None = None) -> Comparison:
    """Compare an area (by name or code) on an indicator (by short code or title), in the latest period by default."""
    series = reference.indicators.series(indicator)
    place = reference.areas.find(area)
    when = series.period(period)
    neighbours = reference.neighbours(place.code)
    region = _region_for(series, place, reference.areas)
    members = [each.code for each in reference.areas.all() if reference.areas.is_in(each, region)]
    england = geography().england
    own, bounds = series.figure(place.code, when), bounds_of(series, when)

    def neighbours_mean(at: str) -> float | None:
        return mean(_known(series, [each.code for each in neighbours], at))

    def region_figure(at: str) -> PlaceFigure:
        return _region_figure(series, region, members, at)

    before = series.before(when)
    earlier = series.figure(place.code, before).value if before else None
    return Comparison(
        indicator=series.info,
        period=when,
        area=PlaceFigure(place.name, place.code, own),
        region=region_figure(when),
        england=PlaceFigure(england.name, england.code, series.figure(england.code, when)),
        neighbours=tuple(
            NeighbourFigure(each.name, each.code, series.figure(each.code, when), each.closeness, each.position)
            for each in neighbours
        ),
        neighbours_mean=neighbours_mean(when),
        rank=rank_of(series, place.code, when),
        quartile=band(own.value, bounds, series.info.polarity) if bounds and own.value is not None else None,
        quartile_bounds=bounds,
        change=tidy(own.value - earlier) if own.value is not None and earlier is not None else None,
        trend=_trend(series, place.code),
        trends={
            "england": _trend(series, england.code),
            "region": tuple(TrendPoint(at, region_figure(at).figure) for at in series.periods),
            "neighbours": tuple(TrendPoint(at, _derived(neighbours_mean(at))) for at in series.periods),
        },
        source={
            "publication": series.info.publication,
            "link": series.info.link,
            "last_update": series.info.last_update.isoformat() if series.info.last_update else None,
        },
        cannot_compare=tuple(_reasons(series, place, when, reference.areas, has_neighbours=bool(neighbours))),
    )


def ranking(reference: Facts, indicator: str, period: str | None = None) -> tuple[RankedArea, ...]:
    """Return all areas that have a value, best first, each with its rank and band."""
    series = reference.indicators.series(indicator)
    return rank_all(series, reference.areas, series.period(period))


def _trend(series: Series, place: str) -> tuple[TrendPoint, ...]:
    return tuple(TrendPoint(period, series.figure(place, period)) for period in series.periods)


def _known(series: Series, codes: Sequence[str], period: str) -> list[float]:
    values = (series.figure(code, period).value for code in codes)
    return [value for value in values if value is not None]


def _derived(value: float | None) -> Figure:
    return Figure(value) if value is not None else Figure(None, "not available")


def _region_for(series: Series, area: LocalArea, areas: Areas) -> Region:
    """Return the region to compare with: Inner or Outer London where the indicator is published for it, else London."""
    if area.sub_region:
        part = areas.regions.find(area.sub_region)
        if series.has_values(part.code):
            return part
    return areas.regions.find(area.region)


def _region_figure(series: Series, region: Region, members: Sequence[str], period: str) -> PlaceFigure:
    """Return the published value of a region, or else the plain mean of its areas that have one."""
    published = series.figure(region.code, period)
    if published.value is not None:
        return PlaceFigure(region.name, region.code, published)
    average = mean(_known(series, members, period))
    if average is None:
        return PlaceFigure(region.name, region.code, published, "")
    return PlaceFigure(region.name, region.code, Figure(average), "mean of its areas")


def _reasons(series: Series, area: LocalArea, period: str, areas: Areas, *, has_neighbours: bool) -> list[str]:
    """Say, in sentences, what cannot be compared and why."""
    reasons: list[str] = []
    own = series.figure(area.code, period)
    if own.value is None:
        reasons.append(f"Cannot compare because no value is published for {area.name} in {period} ({own.state}).")
    if not area.current and area.to_date:
        later = " and ".join(areas.get(code).name for code in area.successors)
        reasons.append(f"{area.name} ended on {area.to_date:%-d %B %Y}; its area is now part of {later}.")
    if series.info.polarity == "none":
        reasons.append("Cannot rank because neither a high nor a low value is better; there is no quartile band.")
    elif not series.info.has_quartile:
        reasons.append("There is no quartile band because the publisher finds the values too close together for one.")
    if not has_neighbours:
        reasons.append(f"Cannot compare with statistical neighbours because none are published for {area.name}.")
    if series.before(period) is None:
        reasons.append("Cannot say how it changed because there is no earlier period.")
    return reasons
