"""The comparisons once more, slowly and obviously, straight from the published file. To be read, not to be fast.

Nothing of the product's own code is used here, so that agreement means something.
"""

import csv
import math
import statistics
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl

REGIONS = {980: "E12000001", 981: "E12000002", 982: "E12000003", 983: "E12000004", 984: "E12000005", 985: "E12000006"}
REGIONS |= {986: "E12000007", 987: "E13000001", 988: "E13000002", 989: "E12000008", 990: "E12000009"}
# The name of a region in the column "Region" of an area's row → the row that carries its published value.
ROW_OF_REGION = {"Inner London": 987, "Outer London": 988, "Yorkshire and The Humber": 982, "North East": 980}
ROW_OF_REGION |= {"North West": 981, "East Midlands": 983, "West Midlands": 984, "East of England": 985}
ROW_OF_REGION |= {"South East": 989, "South West": 990}


class Published:
    """The published files, read plainly."""

    def __init__(self, national: Path) -> None:
        self.values: dict[str, dict[str, dict[int, float | None]]] = {}
        self.region: dict[int, str] = {}
        table = pl.read_parquet(national / "lait_indicators.parquet")
        for code, period, value, number, region in table.select(
            "Short Desc", "Years", "Values", "LA Number", "Region"
        ).iter_rows():
            figure = None if value == "-" else float(value)
            self.values.setdefault(code, {}).setdefault(period, {})[int(number)] = figure
            self.region[int(number)] = region
        with (national / "lait_data_dictionary.csv").open(encoding="utf-8-sig") as lines:
            # Some are described twice: the entry updated last counts.
            entries = sorted(
                csv.DictReader(lines), key=lambda row: int(row["Last Update"]) if row["Last Update"].isdecimal() else 0
            )
            self.about = {row["Measure_short"]: row for row in entries}
        sheet = fastexcel.read_excel(national / "statistical_neighbours_may_2025.xlsx").load_sheet(0, header_row=None)
        self.neighbours = {
            int(row[0]): [int(each) for each in row[5:25:2]]
            for row in sheet.to_polars().iter_rows()
            if row[0] and row[0].isdecimal() and row[5] and row[5].isdecimal() and int(row[0]) > 100
        }


def year(period: str) -> int:
    """The year in which a period ends, by the shapes that occur in the file."""
    plain = period.split(" ", maxsplit=1)[0].replace("/", "-")
    last = plain.split("-")[-1]
    return int(last) if len(last) == 4 else 2000 + int(last)


def compare(published: Published, code: str, area: int) -> dict[str, Any]:
    """Compare an area with the others, in the latest period that has a value of an area."""
    periods = sorted((period for period in published.values[code] if period != "0"), key=year)
    with_values = [period for period in periods if known_areas(published.values[code][period])]
    period = with_values[-1] if with_values else periods[-1]
    now = published.values[code][period]
    own = now.get(area)
    everyone = known_areas(now)
    polarity = published.about[code]["Polarity"]
    rank = None
    if own is not None and polarity in {"High", "Low"}:
        better = [each for each in everyone if (each > own if polarity == "High" else each < own)]
        rank = (len(better) + 1, len(everyone))
    near = [now[each] for each in published.neighbours[area] if now.get(each) is not None]
    earlier = published.values[code][periods[periods.index(period) - 1]].get(area) if period != periods[0] else None
    return {
        "period": period,
        "value": own,
        "rank": rank,
        "quartile": quarter(own, everyone, polarity, published.about[code]["No_Quartile"] == "N"),
        "neighbours": statistics.fmean(near) if near else None,
        "region": region(published, code, period, area),
        "england": now.get(970),
        "change": own - earlier if own is not None and earlier is not None else None,
    }


def known_areas(figures: dict[int, float | None]) -> list[float]:
    return [value for number, value in figures.items() if number < 970 and value is not None]


def quarter(own: float | None, everyone: list[float], polarity: str, none_given: bool) -> str | None:
    if own is None or none_given or polarity not in {"High", "Low"}:
        return None
    low, middle, high = (percentile(sorted(everyone), share) for share in (0.25, 0.5, 0.75))
    place = 0 if own <= low else 1 if own <= middle else 2 if own <= high else 3
    return "ABCD"[place] if polarity == "Low" else "DCBA"[place]


def percentile(ordered: list[float], share: float) -> float:
    at = (len(ordered) - 1) * share
    lower, upper = ordered[math.floor(at)], ordered[math.ceil(at)]
    return lower if lower == upper else lower * (1 - (at - math.floor(at))) + upper * (at - math.floor(at))


def region(published: Published, code: str, period: str, area: int) -> float | None:
    name = published.region[area]
    row = ROW_OF_REGION[name]
    members = {name}
    if name in {"Inner London", "Outer London"} and all(
        figures.get(row) is None for figures in published.values[code].values()
    ):
        row, members = 986, {"Inner London", "Outer London"}
    figures = published.values[code][period]
    if figures.get(row) is not None:
        return figures[row]
    inside = [value for number, value in figures.items() if published.region[number] in members and value is not None]
    return statistics.fmean(inside) if inside else None
