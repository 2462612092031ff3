"""Which published file is which: by its headings, not by its name, since names change from release to release."""

import os
from pathlib import Path
from typing import Literal

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
    "indicators": frozenset({"short desc", "years", "la and regions", "values", "la number"}),
}
ENDINGS = frozenset({".csv", ".xlsx", ".xls", ".parquet"})


def kind_of(headings: tuple[str, ...] | list[str]) -> Kind | None:
    """Return the kind of a file with these headings."""
    present = {heading.strip().casefold() for heading in headings}
    return next((kind for kind, wanted in _HEADINGS.items() if wanted <= present), None)


def candidates(folder: Path) -> tuple[Path, ...]:
    """Return what could be a table in a folder and its sub-folders, in a fixed order. Hidden ones play no part.

    A link to a folder is among them, so that it is named: it is not gone into, for it may lead round in a circle.
    """
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        found += [path for each in folders if (path := Path(place, each)).is_symlink()]
        visible = (Path(place, each) for each in files if not each.startswith("."))
        found += [path for path in visible if path.suffix.lower() in ENDINGS]
    return tuple(sorted(found))
