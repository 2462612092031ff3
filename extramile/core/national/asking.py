"""Short ways to one figure: by the names people use for a place, without knowing which table or code it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from extramile.core.national import periods as time
from extramile.core.national.areas import Areas
from extramile.core.national.comparisons import TrendPoint
from extramile.core.national.figures import Figure
from extramile.core.national.geography import geography
from extramile.core.national.indicators import Indicators
from extramile.core.national.published_files import published_files
from extramile.core.national.statistics import Statistics
from extramile.core.vocabulary import NotFoundError, Source


class Facts(Protocol):
    """What asking needs of the reference."""

    @property
    def areas(self) -> Areas: ...  # noqa: D102 - a protocol's members are what they are called
    @property
    def indicators(self) -> Indicators: ...  # noqa: D102
    @property
    def statistics(self) -> Statistics: ...  # noqa: D102
    @property
    def sources(self) -> Mapping[str, Source]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the figures people ask for first, in its latest period, and how it came to be."""

    name: str
    title: str
    unit: str
    period: str
    figure: Figure
    trend: tuple[TrendPoint, ...]
    file: str
    measure: str
    source: Source


def place_code(areas: Areas, text: str) -> str:
    """Return the code of the area, region or country that `text` names."""
    england = geography().england
    if text.strip().casefold() in {england.name.casefold(), england.code.casefold()}:
        return england.code
    try:
        return areas.regions.find(text).code
    except NotFoundError:
        return areas.find(text).code


def headlines(reference: Facts, place: str = "England") -> tuple[Headline, ...]:
    """Return the figures people ask for first, as far as their files are among the facts.

    A later release may have a figure in another file or column: of entries with one name the latest figure is used.
    """
    code = place_code(reference.areas, place)
    found: dict[str, Headline] = {}
    for entry in published_files().headlines:
        if entry.file not in reference.statistics.names:
            continue
        table = reference.statistics.table(entry.file)
        measure = next((each for each in table.measures if each.name == entry.measure), None)
        earlier = found.get(entry.name)
        if measure is None or (earlier and time.order(earlier.period) >= time.order(table.periods[-1])):
            continue
        trend = tuple(TrendPoint(*point) for point in table.trend(entry.measure, code))
        found[entry.name] = Headline(
            name=entry.name,
            title=entry.title,
            unit=measure.unit,
            period=trend[-1].period,
            figure=trend[-1].figure,
            trend=trend,
            file=entry.file,
            measure=entry.measure,
            source=reference.sources[f"statistics_{entry.file}"],
        )
    return tuple(found.values())


def values(
    reference: Facts, indicator: str, *, region: str | None = None, period: str | None = None
) -> list[dict[str, Any]]:
    """Return the figures of an indicator as plain rows, first period to last: areas, then regions, then England.

    `region` keeps the areas and the figure of one region, and England to compare with. A row without a value says why.
    """
    found, areas = reference.indicators.series(indicator), reference.areas
    chosen = areas.regions.find(region) if region else None
    places = [
        ("area", each.code, each.name, each.region)
        for each in areas.all()
        if chosen is None or areas.is_in(each, chosen)
    ]
    regions = (chosen,) if chosen else (*areas.regions.all(), *areas.regions.parts())
    places += [("region", each.code, each.name, each.name) for each in regions]
    england = geography().england
    places.append(("country", england.code, england.name, ""))
    periods = [found.period(period)] if period else list(found.periods)
    info = found.info
    return [
        {
            "indicator": info.code,
            "title": info.title,
            "unit": info.unit,
            "kind": kind,
            "code": code,
            "name": name,
            "region": within,
            "period": each,
            "value": item.value,
            "state": item.state,
            "source": info.publication,
        }
        for each in periods
        for kind, code, name, within in places
        if (item := found.figure(code, each)).value is not None or kind != "area" or areas.get(code).current
    ]
