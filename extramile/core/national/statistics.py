"""The EHC plan statistics: every figure of the published files, by place, period and breakdown.

One table for each published file. A figure is asked for by the file's name, the heading of its column, and a place.
Without a breakdown the total row of the file is meant.
"""

import re
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
        self._index: dict[str, dict[tuple[str, str, str], int]] = {}
        self._position = {each: position for position, each in enumerate(names)}

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The periods of the file, first to last."""
        return time.in_order(set(self._table["period"].cast(pl.Utf8).unique().to_list()))

    @cached_property
    def breakdowns(self) -> dict[str, tuple[str, ...]]:
        """The topics by which the file breaks its figures down, and the values of each, ages and years by number."""
        pairs = self._table.select("topic", "breakdown").unique().cast(pl.Utf8)
        found: dict[str, list[str]] = {}
        for topic, breakdown in sorted(pairs.iter_rows()):
            found.setdefault(topic, []).append(breakdown)
        return {topic: tuple(sorted(values, key=_by_number)) for topic, values in found.items()}

    def _rows_of(self, topic: str) -> dict[tuple[str, str, str], int]:
        """Return where the rows of a topic are. Made topic by topic: most askers want the total rows only."""
        if topic not in self._index:
            keys = pl.col("place", "period", "breakdown").cast(pl.Utf8)
            rows = self._table.with_row_index("at").filter(pl.col("topic") == topic).select(keys, "at").iter_rows()
            self._index[topic] = {(place, period, breakdown): at for place, period, breakdown, at in rows}
        return self._index[topic]

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
        row = self._rows_of(topic).get((place, when, breakdown))
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


def _by_number(text: str) -> tuple[bool, list[tuple[bool, int, str]]]:
    """Sort "Age 3" before "Age 10", and "Less than a year" and "Under 3" before any number."""
    parts = ((part.isdigit(), part) for part in re.split(r"(\d+)", text) if part)
    key = [(not digits, int(part) if digits else 0, part) for digits, part in parts]
    return not text.casefold().startswith(("less than", "under")), key


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
