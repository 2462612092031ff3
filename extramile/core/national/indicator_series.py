"""One indicator: what it is, and its figures by area and period, ready for comparing."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from extramile.core.national import periods as time
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
