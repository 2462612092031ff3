"""The EHC plan statistics: every figure of the published files, by place, period and breakdown.

One table for each published file. A figure is asked for by the file's name, the heading of its column, and a place.
Without a breakdown the total row of the file is meant.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import polars as pl

from extramile.core.national import periods as time
from extramile.core.national import tables
from extramile.core.national.figures import Figure, figure
from extramile.core.national.published_files import published_files
from extramile.core.vocabulary import NotFoundError

TOTAL = "Total"
# The columns of a table that are not measures.
KEYS = ("place", "period", "topic", "breakdown", "states")


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of a published file. `label` says what it counts; `unit` is "%", "weeks" or "number"."""

    name: str
    label: str
    unit: str


class StatisticTable:
    """The figures of one published file."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self._table = pl.read_parquet(path)
        names = [column for column in self._table.columns if column not in KEYS]
        files = published_files()
        self.measures = tuple(Measure(each, files.label(each), files.unit(each)) for each in names)
        self._position = {each: position for position, each in enumerate(names)}

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods of the file, first to last."""
        return time.in_order(set(self._table["period"].cast(pl.Utf8).unique().to_list()))

    @cached_property
    def breakdowns(self) -> dict[str, tuple[str, ...]]:
        """The topics by which the file breaks its figures down, and the values of each, in the file's order."""
        pairs = self._table.select("topic", "breakdown").unique(maintain_order=True).cast(pl.Utf8)
        found: dict[str, list[str]] = {}
        for topic, breakdown in pairs.iter_rows():
            found.setdefault(topic, []).append(breakdown)
        return {topic: tuple(values) for topic, values in found.items()}

    @cached_property
    def _index(self) -> dict[tuple[str, str, str, str], int]:
        keys = self._table.select(pl.col("place", "period", "topic", "breakdown").cast(pl.Utf8)).iter_rows()
        return {key: row for row, key in enumerate(keys)}

    def measure(self, asked: str) -> Measure:
        """Return the measure with this heading, in any case."""
        for each in self.measures:
            if each.name == asked.casefold():
                return each
        raise NotFoundError("measure", asked, _near(asked.casefold(), [each.name for each in self.measures]))

    def figure(
        self, measure: str, place: str, period: str | None = None, topic: str = TOTAL, breakdown: str = TOTAL
    ) -> Figure:
        """Return one figure. `place` is a 3-digit area code or the code of a region or of England."""
        found = self.measure(measure)
        when = self.periods[-1] if period is None else time.find(period, self.periods)
        if when is None:
            raise NotFoundError("period", period or "", self.periods[-3:])
        row = self._index.get((place, when, topic, breakdown))
        if row is None:
            if breakdown not in self.breakdowns.get(topic, ()):
                known = [*self.breakdowns] if topic not in self.breakdowns else [*self.breakdowns[topic]]
                raise NotFoundError("breakdown", f"{topic}: {breakdown}", _near(breakdown, known))
            return Figure(None, "not available")
        value = self._table[found.name][row]
        if isinstance(value, str):
            return Figure(None, "text", value)
        states = self._table["states"][row]
        return figure(value, states[self._position[found.name]] if states else "v")

    def trend(
        self, measure: str, place: str, topic: str = TOTAL, breakdown: str = TOTAL
    ) -> tuple[tuple[str, Figure], ...]:
        """Return the figure of each period, first to last."""
        return tuple((period, self.figure(measure, place, period, topic, breakdown)) for period in self.periods)


def _near(asked: str, known: list[str]) -> list[str]:
    return get_close_matches(asked, known, n=3, cutoff=0.4)


class Statistics:
    """All tables, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, StatisticTable] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the tables: those of the published files, without the ending."""
        paths = self._folder.glob(f"{tables.STATISTICS}*.parquet")
        return tuple(sorted(path.stem.removeprefix(tables.STATISTICS) for path in paths))

    def table(self, name: str) -> StatisticTable:
        """Return the table of a published file, with or without its ending `.csv`."""
        asked = name.removesuffix(".csv").casefold()
        if asked not in self.names:
            raise NotFoundError("statistics file", name, _near(asked, list(self.names)))
        if asked not in self._tables:
            self._tables[asked] = StatisticTable(asked, self._folder / f"{tables.STATISTICS}{asked}.parquet")
        return self._tables[asked]
