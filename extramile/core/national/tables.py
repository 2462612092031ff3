"""The names of our own tables, and reading the small ones back as values."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from extramile.core.national.areas import Areas, LocalArea
from extramile.core.national.geography import geography
from extramile.core.national.inspections import Inspection, PreviousVisit, Register, Revisit
from extramile.core.vocabulary import InputError

AREAS = "areas"
NEIGHBOURS = "neighbours"
REGISTER = "register"
INDICATORS = "indicators"
INDICATOR_VALUES = "indicator_values"
INDICATOR_PLACES = "indicator_places"
# The tables of statistics are as many as the files they come from: `statistics_timeliness_20_week` and so on.
STATISTICS = "statistics_"
SOURCES = "sources.json"

AREA_COLUMNS: Mapping[str, Any] = {
    "code": pl.Utf8,
    "name": pl.Utf8,
    "region": pl.Utf8,
    "sub_region": pl.Utf8,
    "also_known_as": pl.List(pl.Utf8),
    "ons_code": pl.Utf8,
    "type": pl.Utf8,
    "population_0_25": pl.Int64,
    "predecessors": pl.List(pl.Utf8),
    "successors": pl.List(pl.Utf8),
    "from_date": pl.Date,
    "to_date": pl.Date,
    "other_ons_codes": pl.List(pl.Utf8),
}
NEIGHBOUR_COLUMNS: Mapping[str, Any] = {
    "area": pl.Utf8,
    "position": pl.Int64,
    "neighbour": pl.Utf8,
    "closeness": pl.Utf8,
}
REGISTER_COLUMNS: Mapping[str, Any] = {
    "id": pl.Utf8,
    "framework": pl.Utf8,
    "code": pl.Utf8,
    "started": pl.Date,
    "ended": pl.Date,
    "month": pl.Utf8,
    "published": pl.Date,
    "outcome": pl.Utf8,
    "weaknesses": pl.Int64,
    "revisit_started": pl.Date,
    "revisit_ended": pl.Date,
    "revisit_month": pl.Utf8,
    "revisit_published": pl.Date,
    "revisit_result": pl.Utf8,
    "revisit_sufficient": pl.Int64,
    "revisit_not_sufficient": pl.Int64,
    "revisit_confidence": pl.Utf8,
    "next_full_years": pl.Int64,
    "monitoring_months": pl.Int64,
    "plan_required": pl.Boolean,
    "previous_started": pl.Date,
    "previous_ended": pl.Date,
    "previous_agrees_with": pl.Utf8,
    "report_address": pl.Utf8,
    "confidence": pl.Utf8,
    "sources": pl.List(pl.Utf8),
    "notes": pl.List(pl.Utf8),
}
INDICATOR_COLUMNS: Mapping[str, Any] = {
    "code": pl.Utf8,
    "measure": pl.Utf8,
    "topics": pl.List(pl.Utf8),
    "polarity": pl.Utf8,
    "unit": pl.Utf8,
    "decimals": pl.Int64,
    "year_type": pl.Utf8,
    "publication": pl.Utf8,
    "link": pl.Utf8,
    "last_update": pl.Date,
    "next_update": pl.Utf8,
    "has_quartile": pl.Boolean,
    "periods": pl.List(pl.Utf8),
    "latest": pl.Utf8,
}


def manifest(folder: Path) -> dict[str, Any]:
    """Return what a folder of facts says of each of its tables."""
    try:
        found: dict[str, Any] = json.loads((folder / SOURCES).read_text("utf-8"))["tables"]
    except (ValueError, KeyError) as error:
        raise InputError(
            "This file is damaged, so that nobody can say what the tables beside it are.",
            where=str(folder / SOURCES),
            next_step="Remove the folder and build it again from all the published files.",
        ) from error
    return found


def rows_of(folder: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a small table."""
    return pl.read_parquet(folder / f"{table}.parquet").to_dicts()


def areas_from(rows: Iterable[Mapping[str, Any]]) -> Areas:
    """Return the areas of a table, with the regions of the definitions."""
    lists = ("also_known_as", "predecessors", "successors", "other_ons_codes")
    areas = (LocalArea(**{**row, **{name: tuple(row[name]) for name in lists}}) for row in rows)
    return Areas(areas, geography().as_regions())


def register_from(rows: Iterable[Mapping[str, Any]], areas: Areas) -> Register:
    """Return the register of a table; the area's name and region come from the areas."""
    return Register((_inspection(row, areas) for row in rows), areas)


def _inspection(row: Mapping[str, Any], areas: Areas) -> Inspection:
    area = areas.get(row["code"])
    same = ("id", "framework", "code", "started", "ended", "published", "outcome", "weaknesses")
    more = ("next_full_years", "monitoring_months", "plan_required")
    texts: dict[str, Any] = {name: row[name] or "" for name in ("month", "report_address", "confidence")}
    return Inspection(
        **{name: row[name] for name in (*same, *more)},
        **texts,
        area=area.name,
        region=area.region,
        revisit=_revisit(row),
        previous=_previous(row),
        next_due_month=_next_due(row["month"] or "", row["next_full_years"]),
        sources=tuple(row["sources"]),
        notes=tuple(row["notes"]),
    )


def _revisit(row: Mapping[str, Any]) -> Revisit | None:
    days = {name: row[f"revisit_{name}"] for name in ("started", "ended", "published", "result")}
    counts = {name: row[f"revisit_{name}"] for name in ("sufficient", "not_sufficient")}
    texts: dict[str, Any] = {name: row[f"revisit_{name}"] or "" for name in ("month", "confidence")}
    return Revisit(**days, **counts, **texts) if any(days.values()) or texts["month"] else None


def _previous(row: Mapping[str, Any]) -> PreviousVisit | None:
    days = {name: row[f"previous_{name}"] for name in ("started", "ended")}
    agrees = row["previous_agrees_with"] or ""
    return PreviousVisit(**days, agrees_with=agrees) if any(days.values()) or agrees else None


def _next_due(month: str, years: int | None) -> str:
    """Derive when the next full inspection is due: the month of this one and the years that the report gives.

    The reports say "approximately" and give no starting point; we count from the inspection.
    """
    if not month or years is None:
        return ""
    day = date.fromisoformat(f"{month}-01")
    return f"{day.year + years}-{day.month:02d}"
