"""The published indicators: what each is, and its figures by area and period, ready for comparing.

A series is read when it is first asked for and kept; after that everything about it is a look-up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import polars as pl

from extramile.core.national import periods as time
from extramile.core.national import tables, titles
from extramile.core.national.figures import Figure, figure
from extramile.core.vocabulary import NotFoundError

Polarity = Literal["high", "low", "none"]


@dataclass(frozen=True, slots=True)
class IndicatorInfo:
    """What an indicator is. `polarity` says which direction is good; "none" says that neither is.

    `topics` are more than one where the publisher lists an indicator twice; `topic` is the first. `next_update` is a
    date in ISO form or a word such as "discontinued". `definition` is in our own words, empty where we have none.
    """

    code: str
    title: str
    topic: str
    topics: tuple[str, ...]
    polarity: Polarity
    unit: str
    decimals: int
    year_type: str
    periods: tuple[str, ...]
    latest: str
    publication: str
    link: str
    last_update: date | None
    next_update: str
    has_quartile: bool
    definition: str

    def to_dict(self) -> dict[str, Any]:
        """Return the description as plain values."""
        return {**asdict(self), "last_update": self.last_update.isoformat() if self.last_update else None}


class Series:
    """The figures of one indicator. `places` are areas by 3-digit code, and regions and England by their codes."""

    def __init__(
        self, info: IndicatorInfo, places: Mapping[str, int], rows: Iterable[tuple[str, list[Any], str]]
    ) -> None:
        self.info = info
        self._places = places
        self._rows = {period: (values, states) for period, values, states in rows}
        self._sorted: dict[str, tuple[float, ...]] = {}

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods, first to last."""
        return self.info.periods

    def period(self, asked: str | None) -> str:
        """Return the period that a person means, the latest if none is asked for."""
        if asked is None:
            return self.info.latest
        found = time.find(asked, self.periods)
        if found is None:
            raise NotFoundError("period", asked, self._near(asked))
        return found

    def _near(self, asked: str) -> list[str]:
        years = time.years_of(asked)
        if years is None:
            return list(reversed(self.periods[-3:]))
        return sorted(self.periods, key=lambda period: abs(time.order(period)[0] - years[1]))[:3]

    def before(self, period: str) -> str | None:
        """Return the period before this one in the series."""
        position = self.periods.index(period)
        return self.periods[position - 1] if position else None

    def figure(self, place: str, period: str) -> Figure:
        """Return the figure of an area, a region or England."""
        position = self._places.get(place)
        if position is None:
            return Figure(None, "not available")
        values, states = self._rows[period]
        return figure(values[position], states[position])

    def of_areas(self, period: str) -> dict[str, float]:
        """Return the value of every area that has one. Regions and England are not areas."""
        values, states = self._rows[period]
        return {
            place: values[position]
            for place, position in self._places.items()
            if states[position] == "v" and not place.startswith("E")
        }

    def sorted_values(self, period: str) -> tuple[float, ...]:
        """Return the values of all areas that have one, smallest first."""
        if period not in self._sorted:
            self._sorted[period] = tuple(sorted(self.of_areas(period).values()))
        return self._sorted[period]

    def better_than(self, value: float, period: str) -> int:
        """Count the areas that do better than `value`, by polarity."""
        values = self.sorted_values(period)
        return len(values) - bisect_right(values, value) if self.info.polarity == "high" else bisect_left(values, value)

    def has_values(self, place: str) -> bool:
        """Say whether a place has a value in any period."""
        return any(self.figure(place, period).value is not None for period in self.periods)


class Indicators:
    """All indicators, by code or by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._series: dict[str, Series] = {}

    @cached_property
    def _infos(self) -> dict[str, IndicatorInfo]:
        ours = titles.titles()
        infos: dict[str, IndicatorInfo] = {}
        for row in tables.rows_of(self._folder, tables.INDICATORS):
            own = ours.get(row["code"])
            facts = {name: row[name] for name in ("code", "polarity", "decimals", "year_type", "latest", "publication")}
            more = {name: row[name] for name in ("link", "last_update", "next_update", "has_quartile")}
            infos[row["code"]] = IndicatorInfo(
                **facts,
                **more,
                title=own.title if own and own.title else row["measure"],
                unit=own.unit if own and own.unit else row["unit"],
                definition=own.definition if own else "",
                topic=row["topics"][0],
                topics=tuple(row["topics"]),
                periods=tuple(row["periods"]),
            )
        return infos

    @cached_property
    def _values(self) -> tuple[pl.DataFrame, dict[str, tuple[int, int]]]:
        """Return all figures, sorted by indicator, and where each indicator's rows are."""
        table = pl.read_parquet(self._folder / f"{tables.INDICATOR_VALUES}.parquet")
        counted = table.with_row_index("at").group_by("code").agg(pl.col("at").min(), pl.len().alias("rows"))
        return table, {code: (at, rows) for code, at, rows in counted.iter_rows()}

    @cached_property
    def _places(self) -> dict[str, int]:
        places = pl.read_parquet(self._folder / f"{tables.INDICATOR_PLACES}.parquet")["place"].to_list()
        return {place: position for position, place in enumerate(places)}

    def all(self) -> tuple[IndicatorInfo, ...]:
        """Return every indicator, in the publisher's order."""
        return tuple(self._infos.values())

    def topics(self) -> tuple[str, ...]:
        """Return the topics, in the publisher's order."""
        return tuple(dict.fromkeys(topic for info in self.all() for topic in info.topics))

    def of_topic(self, topic: str) -> tuple[IndicatorInfo, ...]:
        """Return the indicators of a topic. Some of its words are enough if they fit one topic only."""
        wanted = topic.strip().casefold()
        fitting = [each for each in self.topics() if wanted and f" {wanted}" in f" {each.casefold()}"]
        exact = [each for each in fitting if each.casefold() == wanted] or fitting
        if len(exact) != 1:
            raise NotFoundError("topic", topic, exact or self._nearest(wanted, {each: each for each in self.topics()}))
        return tuple(info for info in self.all() if exact[0] in info.topics)

    def get(self, text: str) -> IndicatorInfo:
        """Return the indicator that `text` names: its short code in any case, or its title."""
        asked = text.strip()
        if asked in self._infos:
            return self._infos[asked]
        wanted = asked.casefold()
        named = [info for info in self.all() if wanted in {info.code.casefold(), info.title.casefold()}]
        if len(named) == 1:
            return named[0]
        names = {code: code for code in self._infos} | {info.title: info.code for info in self.all()}
        raise NotFoundError("indicator", text, self._nearest(wanted, names))

    @staticmethod
    def _nearest(wanted: str, names: Mapping[str, str]) -> list[str]:
        def likeness(name: str) -> float:
            near = SequenceMatcher(None, wanted, name.casefold()).ratio()
            return near + (0.5 if wanted and wanted in name.casefold() else 0.0)

        best = sorted(names, key=lambda name: (-likeness(name), name))
        return list(dict.fromkeys(names[name] for name in best[:6] if likeness(name) >= 0.4))[:3]

    def series(self, text: str) -> Series:
        """Return the figures of the indicator that `text` names."""
        info = self.get(text)
        if info.code not in self._series:
            table, where = self._values
            rows = table.slice(*where[info.code]).select("period", "values", "states").iter_rows()
            self._series[info.code] = Series(info, self._places, rows)
        return self._series[info.code]
