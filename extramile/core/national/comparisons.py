"""What a comparison holds: one area beside its neighbours, its region, England, all areas and its own past."""

from dataclasses import dataclass, field
from typing import Any, Literal

from extramile.core.national.figures import Figure
from extramile.core.national.indicator_series import IndicatorInfo
from extramile.core.national.standing import Band, Rank


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """The figure of an area, a region or England. `basis` says whether a region's is published or our mean."""

    name: str
    code: str
    figure: Figure
    basis: Literal["published", "mean of its areas", ""] = "published"

    @property
    def value(self) -> float | None:
        """The value, None where there is none."""
        return self.figure.value

    def to_dict(self) -> dict[str, Any]:
        """Return name, code and value."""
        return {"name": self.name, "code": self.code, "value": self.value}


@dataclass(frozen=True, slots=True)
class NeighbourFigure:
    """The figure of a statistical neighbour."""

    name: str
    code: str
    figure: Figure
    closeness: str
    position: int

    @property
    def value(self) -> float | None:
        """The value, None where there is none."""
        return self.figure.value


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A period and its figure."""

    period: str
    figure: Figure

    @property
    def value(self) -> float | None:
        """The value, None where there is none."""
        return self.figure.value


@dataclass(frozen=True, slots=True)
class Comparison:
    """An area's figure beside others. `cannot_compare` holds the reasons, as sentences, for what is missing."""

    indicator: IndicatorInfo
    period: str
    area: PlaceFigure
    region: PlaceFigure
    england: PlaceFigure
    neighbours: tuple[NeighbourFigure, ...]
    neighbours_mean: float | None
    rank: Rank | None
    quartile: Band | None
    quartile_bounds: tuple[float, float, float] | None
    change: float | None
    trend: tuple[TrendPoint, ...]
    trends: dict[str, tuple[TrendPoint, ...]]
    source: dict[str, Any]
    cannot_compare: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as plain values, in the shape of the command line and the read API."""
        return {
            "indicator": self.indicator.code,
            "title": self.indicator.title,
            "period": self.period,
            "polarity": self.indicator.polarity,
            "area": {**self.area.to_dict(), "state": self.area.figure.state},
            "region": {**self.region.to_dict(), "basis": self.region.basis},
            "england": self.england.to_dict(),
            "neighbours": {
                "mean": self.neighbours_mean,
                "areas": [
                    {"name": each.name, "code": each.code, "value": each.value, "closeness": each.closeness}
                    for each in self.neighbours
                ],
            },
            "rank": {"position": self.rank.position, "of": self.rank.of} if self.rank else None,
            "quartile": self.quartile,
            "change": self.change,
            "trend": [{"period": point.period, "value": point.value} for point in self.trend],
            "source": self.source,
            "cannot_compare": list(self.cannot_compare),
        }
