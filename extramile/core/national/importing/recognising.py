"""Which published file is which: by its headings, not by its name, since names change from release to release."""

from pathlib import Path
from typing import Literal

from extramile.core.national.importing.sheets import Sheet

Kind = Literal[
    "inspections 2016",
    "inspections 2023",
    "code list",
    "lookup",
    "neighbours",
    "dictionary",
    "indicators",
    "statistics",
]

# A file is of a kind if it has all these headings, in any case and any order.
_HEADINGS: dict[Kind, frozenset[str]] = {
    "inspections 2016": frozenset({"local_area", "la_code", "inspection_start", "wsoa_required"}),
    "inspections 2023": frozenset({"local_area", "la_code", "inspection_start", "outcome"}),
    "lookup": frozenset({"la_code", "la_code_new", "local_authority_ons_name"}),
    "dictionary": frozenset({"measure_short", "polarity", "topic"}),
    "statistics": frozenset({"time_period", "time_identifier", "geographic_level"}),
    "code list": frozenset({"la number", "la name", "region", "type"}),
    "neighbours": frozenset({"la num", "la name", "sn1"}),
    "indicators": frozenset({"short desc", "years", "values", "la number"}),
}
ENDINGS = frozenset({".csv", ".xlsx", ".xls", ".parquet"})


def kind_of(headings: tuple[str, ...] | list[str]) -> Kind | None:
    """Return the kind of a file with these headings."""
    present = {heading.strip().casefold() for heading in headings}
    return next((kind for kind, wanted in _HEADINGS.items() if wanted <= present), None)


def kind_of_sheet(sheet: Sheet) -> Kind | None:
    """Return the kind of a sheet."""
    return kind_of(sheet.headings)


def candidates(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder and its sub-folders that could be tables, in a fixed order."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return tuple(sorted(path for path in files if path.suffix.lower() in ENDINGS))
