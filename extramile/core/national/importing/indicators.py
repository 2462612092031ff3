"""The indicator file and its dictionary → our tables of indicators, of places and of values.

The values are kept as one row for each indicator and period: a list with a place for every area, region and England,
and one letter for each place that says whether there is a value and, if not, why not.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from extramile.core.national import periods as time
from extramile.core.national.areas import Areas
from extramile.core.national.figures import LETTERS
from extramile.core.national.geography import geography
from extramile.core.national.importing.cells import Row
from extramile.core.national.importing.places import check_name
from extramile.core.national.importing.sheets import Problems, Sheet
from extramile.core.national.importing.symbols import SymbolTable, read_number
from extramile.core.vocabulary import NotFoundError

_POLARITY = {"high": "high", "low": "low", "-": "none", "na": "none", "": "none"}
# Regions and England carry codes from here on: they are not areas.
_FIRST_REGION = 970
_MOST_DECIMALS = 2


def place_of(number: str, name: str, areas: Areas) -> str | None:
    """Return the place of a row: an area's 3-digit code, or the 9-character code of a region or of England."""
    if not number.isdecimal() or int(number) < _FIRST_REGION:
        return number if areas.has(number) else None
    england = geography().england
    if name.strip().casefold() == england.name.casefold():
        return england.code
    try:
        return areas.regions.find(name).code
    except NotFoundError:
        return None


class IndicatorValues:
    """The values of the file, by indicator and period."""

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places
        self._position = {place: position for position, place in enumerate(places)}
        self.rows: dict[tuple[str, str], tuple[list[float | None], list[str]]] = {}

    def add(self, code: str, period: str, place: str, value: float | None, letter: str) -> bool:
        """Put a value in its place. Returns False if there was one already."""
        blank: tuple[list[float | None], list[str]] = ([None] * len(self.places), [""] * len(self.places))
        values, states = self.rows.setdefault((code, period), blank)
        position = self._position[place]
        if states[position]:
            return False
        values[position], states[position] = value, letter
        return True

    def table(self) -> pl.DataFrame:
        """Return the table, by indicator and then by time."""
        missing = LETTERS["not available"]
        keys = sorted(self.rows, key=lambda key: (key[0], time.order(key[1])))
        return pl.DataFrame(
            {
                "code": [code for code, _ in keys],
                "period": [period for _, period in keys],
                "values": [self.rows[key][0] for key in keys],
                "states": ["".join(letter or missing for letter in self.rows[key][1]) for key in keys],
            },
            schema={"code": pl.Utf8, "period": pl.Utf8, "values": pl.List(pl.Float64), "states": pl.Utf8},
        )


def read_values(
    table: pl.DataFrame, file: str, areas: Areas, known: Mapping[str, Any], *, symbols: SymbolTable, problems: Problems
) -> IndicatorValues:
    """Read the indicator file. Rows of unknown indicators, places or periods are left out, each kind named."""
    table = _as_text(table)
    pairs = table.select("la number", "la and regions").unique(maintain_order=True).rows()
    places = {(number, name): place_of(number, name, areas) for number, name in pairs}
    for (_, name), place in places.items():
        if place is not None and areas.has(place):
            check_name(areas, areas.get(place), name, problems, file, column="LA and Regions")
    read = IndicatorValues(tuple(sorted({place for place in places.values() if place})))
    usable_period = {period: time.is_readable(period) for period in table["years"].unique().to_list()}
    for row, (code, period, name, text, number) in enumerate(table.iter_rows(), start=2):
        place = places[(number, name)]
        if code not in known:
            problems.add("indicator_unknown", f"{code} is not in the dictionary; it was left out.", file, row=row)
        elif place is None:
            problems.add("area_unknown", f"{name} ({number}) is no area or region; it was left out.", file, row=row)
        elif not usable_period[period]:
            message = f"“{period}” ({code}) names no period; it was left out."
            problems.add("period_unreadable", message, file, row=row, column="Years")
        else:
            value, letter = read_number(text, symbols, problems, file, row=row, column="Values")
            if not read.add(code, period, place, value, letter):
                message = f"{code} has {name} in {period} twice; the first is used."
                problems.add("row_repeated", message, file, row=row)
    return read


def _as_text(table: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that we read, as text whatever their type: one release has words where another has numbers.

    The numbers of areas are written as they are spoken of: 826, not 826.0.
    """
    table = table.rename({name: name.strip().casefold() for name in table.columns})
    columns = ("short desc", "years", "la and regions", "values", "la number")
    decimals = [name for name in columns if table.schema[name].is_float()]
    table = table.with_columns(pl.col(decimals).fill_nan(None)).select(pl.col(columns).cast(pl.Utf8).fill_null(""))
    return table.with_columns(pl.col("la number", "years").str.strip_suffix(".0"))


def dictionary_rows(sheet: Sheet, problems: Problems) -> dict[str, dict[str, Any]]:
    """Return what the dictionary says of each indicator, without its texts.

    An indicator may stand under several topics. Where its entries disagree, the one updated last is used.
    """
    rows: dict[str, dict[str, Any]] = {}
    for number, cells in sheet.numbered():
        new = _entry(Row(sheet.file, number, cells, problems), problems)
        if not new["code"]:
            problems.add("indicator_unknown", "The row names no indicator; it was left out.", sheet.file, row=number)
            continue
        old = rows.setdefault(new["code"], new)
        if old is new:
            continue
        differing = [name for name in ("polarity", "has_quartile") if old[name] != new[name]]
        if differing:
            message = (
                f"{new['code']} is described twice, differently ({', '.join(differing)}); the newer entry is used."
            )
            problems.add("description_repeated", message, sheet.file, row=number)
        newer = (new["last_update"] or date.min) > (old["last_update"] or date.min)
        rows[new["code"]] = {**(new if newer else old), "topics": old["topics"] + new["topics"]}
    return rows


def _entry(row: Row, problems: Problems) -> dict[str, Any]:
    polarity = _POLARITY.get(row.text("polarity").casefold())
    if polarity is None:
        message = f"“{row.text('polarity')}” is no polarity that we know; taken as neither."
        problems.add("polarity_unknown", message, row.file, row=row.number, column="Polarity")
    decimals, link = row.text("dps"), row.text("hyperlink(s)").split()
    planned = row.excel_day("next update")
    return {
        "code": row.text("measure_short"),
        "measure": " ".join(row.text("measure").split()),
        "topics": [row.text("topic").replace("\\", " and ")],
        "polarity": polarity or "none",
        "unit": _blank_if_na(row.text("y_axis_name")),
        "decimals": min(int(decimals), _MOST_DECIMALS) if decimals.isdecimal() else None,
        "year_type": _blank_if_na(row.text("year_type")),
        "publication": _publication(link[0] if link else ""),
        "link": link[0] if link else "",
        "last_update": row.excel_day("last update"),
        "next_update": planned.isoformat() if planned else _word(row.text("next update")),
        "has_quartile": row.text("no_quartile").upper() != "N",
    }


def _word(text: str) -> str:
    """Return a word that stands where a day is expected, such as "discontinued"; an unreadable day is none."""
    return "" if text[:1].isdigit() else _blank_if_na(text).casefold()


def _blank_if_na(text: str) -> str:
    return "" if text.upper() == "NA" else text


def _publication(link: str) -> str:
    """Return the name of a publication out of its address: the last part of it that is words."""
    path = link.rsplit("://", maxsplit=1)[-1].split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].strip("/").split("/")
    words = [part for part in path[1:] if part and not part[0].isdigit()]
    return words[-1].replace("-", " ").capitalize() if words else path[0]


def indicator_rows(
    described: dict[str, dict[str, Any]], read: IndicatorValues, problems: Problems, file: str
) -> list[dict[str, Any]]:
    """Return the rows of the table of indicators: what the dictionary says and which periods there are."""
    by_code: dict[str, set[str]] = {}
    for code, period in read.rows:
        by_code.setdefault(code, set()).add(period)
    areas = [at for at, place in enumerate(read.places) if place.isdecimal()]
    rows = []
    for code, row in described.items():
        periods = time.in_order(by_code.get(code, set()))
        if not periods:
            problems.add("indicator_without_values", f"{code} has no value in any period; it was left out.", file)
            continue
        filled = [each for each in periods if any(read.rows[(code, each)][0][at] is not None for at in areas)]
        values = [value for each in periods for value in read.rows[(code, each)][0] if value is not None]
        decimals = row["decimals"] if row["decimals"] is not None else _decimals(values)
        rows.append({**row, "decimals": decimals, "periods": list(periods), "latest": (filled or periods)[-1]})
    return rows


def _decimals(values: list[float]) -> int:
    """Return how many decimals the values are published with, up to the most that we show."""
    for decimals in range(_MOST_DECIMALS):
        if all(round(value, decimals) == value for value in values):
            return decimals
    return _MOST_DECIMALS
