"""All published indicators, by code or by name.

A series is read when it is first asked for and kept; after that everything about it is a look-up.
"""

from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

import polars as pl

from extramile.core.national import tables, titles
from extramile.core.national.indicator_series import IndicatorInfo, Series
from extramile.core.vocabulary import NotFoundError


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
